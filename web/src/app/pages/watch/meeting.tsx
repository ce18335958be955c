import { save } from "../../../api/file.ts";
import { Actions, Button, ButtonLink } from "../../../design/parts.tsx";
import { running } from "../../../i18n/running.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { watch as words } from "../../../i18n/watch.ts";
import { anyOf, useRoles } from "../../officer.ts";
import { useAct } from "../../pieces/act.tsx";
import { Competence } from "../rights/competence.tsx";
import type { Held } from "../running/meeting.ts";
import { Amendments } from "./amendments.tsx";
import { ObjectToStep } from "./object.tsx";
import { Recount } from "./recount.tsx";

/** What there is to watch in one meeting, and what its watchers may do about it. */
export function WatchedMeeting({ of }: { of: Held }) {
  const { t } = useSpeech();
  const { community } = of.community;
  const { meeting, state } = of.meeting;
  const roles = useRoles(community);
  const act = useAct();
  const counted = ["counted", "announced", "annulled"].includes(state);
  const watching = anyOf(roles, "scrutineer", "supervisor");
  const address = `/api/v1/communities/${community}/meetings/${meeting}`;
  return (
    <>
      <Actions>
        <ButtonLink
          kind={counted && watching ? "primary" : "plain"}
          href={`/c/${community}/office/meetings/${meeting}`}
        >
          {t(counted && watching ? words.sign_there : words.go)}
        </ButtonLink>
        {counted && watching && (
          <Button
            disabled={act.busy}
            onClick={() => void act.run(() => save(`${address}/audit-bundle`, "audit-bundle.jsonl"))}
          >
            {t(running.audit_bundle)}
          </Button>
        )}
        <Button
          disabled={act.busy}
          onClick={() => void act.run(() => save(`${address}/bundle`, "bundle.jsonl"))}
        >
          {t(running.bundle)}
        </Button>
      </Actions>
      {act.outcome}
      {counted && anyOf(roles, "convener", "scrutineer", "supervisor") && <Recount of={of} />}
      {state === "noticed" && <Amendments of={of} />}
      {anyOf(roles, "scrutineer", "supervisor", "residents_committee") && (
        <ObjectToStep of={of} step={counted ? "result" : "notice"} />
      )}
      {anyOf(roles, "supervisor") && (
        <Competence community={community} meeting={of.meeting} after={() => {}} />
      )}
    </>
  );
}
