import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { Notice } from "../../../design/parts.tsx";
import { paperMandates as words } from "../../../i18n/paper-mandates.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { anyOf, useRoles } from "../../officer.ts";
import { Shown } from "../../pieces/shown.tsx";
import { HeldPage } from "./held-page.tsx";
import { Enter } from "./mandates/entering.tsx";
import { Given } from "./mandates/given.tsx";
import { FIRST } from "./mandates/send.ts";
import { Waits } from "./mandates/waiting.tsx";
import { placeOf, type Held } from "./meeting.ts";

/** Mandates on paper, read by two officers, and every mandate of a meeting. */
export function PaperMandates({ community, meeting }: { community: string; meeting: string }) {
  const { t } = useSpeech();
  return (
    <HeldPage community={community} meeting={meeting} title={t(words.title)} what={t(words.what)} wide>
      {(held) => <Everything of={held} />}
    </HeldPage>
  );
}

function Everything({ of }: { of: Held }) {
  const { t } = useSpeech();
  const roles = useRoles(of.community.community);
  const { meeting, state, draft } = of.meeting;
  const open = state === "noticed" || state === "open";
  const both = useLoad(async () => {
    const params = placeOf(of);
    const [mandates, readings] = await Promise.all([
      take(api.GET("/api/v1/communities/{community}/meetings/{meeting}/mandates", { params })),
      take(api.GET("/api/v1/communities/{community}/meetings/{meeting}/mandate-readings", { params })),
    ]);
    return { mandates, readings };
  }, [meeting]);
  return (
    <>
      {!open && <Notice>{t(words.closed)}</Notice>}
      <Shown of={both}>
        {({ mandates, readings }) => {
          const shared = { of, mandates, again: both.again };
          return (
            <>
              {open && anyOf(roles, ...FIRST) && (
                <>
                  <Enter {...shared} kind="mandate" />
                  <Enter {...shared} kind="revocation" />
                  {draft.delegate_rule != null && <Enter {...shared} kind="appointment" />}
                </>
              )}
              {open && <Waits {...shared} all={readings} />}
              <Given of={of} mandates={mandates} />
            </>
          );
        }}
      </Shown>
    </>
  );
}
