import { useState } from "preact/hooks";
import { api, take } from "../../../../api/client.ts";
import type { components } from "../../../../api/schema.d.ts";
import { Field, Select } from "../../../../design/forms.tsx";
import { Actions, Button, Card } from "../../../../design/parts.tsx";
import { officers as words } from "../../../../i18n/officers.ts";
import { roleName } from "../../../../i18n/roles.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { instantAt } from "../../../../i18n/zones.ts";
import { useAct } from "../../../pieces/act.tsx";
import { OneTimeCode } from "../../../pieces/one-time-code.tsx";
import type { Community } from "../../../within.tsx";

type Role = components["schemas"]["InvitationForm"]["role"];

/** The roles that a supervising office invites to. */
const INVITED = [
  "secretary",
  "convener",
  "chair",
  "member",
  "scrutineer",
  "residents_committee",
  "trustee",
] as const satisfies readonly Role[];

/** Makes a one-time code for somebody who is to hold a role. */
export function Invite({ community, supervises }: { community: Community; supervises: boolean }) {
  const { t } = useSpeech();
  const act = useAct();
  // Whoever runs the machine brings in the supervising office and nobody else.
  const roles: readonly Role[] = supervises ? INVITED : ["supervisor"];
  const [role, setRole] = useState<Role>(roles[0] ?? "supervisor");
  const [until, setUntil] = useState("");
  const [code, setCode] = useState<components["schemas"]["InvitationView"]>();
  const invite = (event: SubmitEvent) => {
    event.preventDefault();
    void act.run(async () => {
      const params = { path: { community: community.community } };
      const body = { role, until: until === "" ? null : instantAt(until, community.time_zone) };
      setCode(await take(api.POST("/api/v1/communities/{community}/invitations", { params, body })));
    });
  };
  return (
    <Card title={t(words.invite)}>
      <p>{t(words.invite_what)}</p>
      {code === undefined ? (
        <form onSubmit={invite}>
          <Select
            label={t(words.role)}
            value={role}
            options={roles.map((value) => ({ value, label: t(roleName(value)) }))}
            change={(value) => setRole(roles.find((known) => known === value) ?? role)}
          />
          <Field label={t(words.invite_until)} type="datetime-local" value={until} change={setUntil} />
          {act.outcome}
          <Actions>
            <Button kind="primary" type="submit" disabled={act.busy}>
              {t(words.invite_verb)}
            </Button>
          </Actions>
        </form>
      ) : (
        <>
          <p>
            <strong>{t(roleName(role))}</strong>
          </p>
          <OneTimeCode code={code} />
          <Actions>
            <Button onClick={() => setCode(undefined)}>{t(words.invite_again)}</Button>
          </Actions>
        </>
      )}
    </Card>
  );
}
