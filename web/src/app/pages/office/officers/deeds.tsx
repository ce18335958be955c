import { useState } from "preact/hooks";
import { api, take } from "../../../../api/client.ts";
import { Field, Select, Text } from "../../../../design/forms.tsx";
import { officers as words } from "../../../../i18n/officers.ts";
import { roleName } from "../../../../i18n/roles.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { instantAt } from "../../../../i18n/zones.ts";
import { Deed } from "../../../pieces/deed.tsx";
import { useFormats, type Community } from "../../../within.tsx";
import type { Office } from "./offices.tsx";

interface Held {
  held: readonly Office[];
  after(): void;
}

/** States another end of a term. */
export function SetTerm({ community, held, after }: Held & { community: Community }) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  const [grant, setGrant] = useState("");
  const [until, setUntil] = useState("");
  const instant = until === "" ? null : instantAt(until, community.time_zone);
  const name = useNamed();
  const office = held.find((one) => one.grant === grant);
  return (
    <Deed
      title={t(words.term)}
      what={t(words.term_what)}
      review={[
        [t(words.which), office === undefined ? "" : name(office)],
        [t(words.until), instant === null ? t(words.open) : moment(instant)],
      ]}
      ready={office !== undefined}
      verb={t(words.term_verb)}
      done={t(words.term_done)}
      run={() => {
        const params = { path: { community: community.community, grant } };
        const address = "/api/v1/communities/{community}/officers/{grant}/term";
        return take(api.PUT(address, { params, body: { until: instant } }));
      }}
      after={() => {
        setGrant("");
        setUntil("");
        after();
      }}
    >
      <Which held={held} value={grant} change={setGrant} />
      <Field label={t(words.term_until)} type="datetime-local" value={until} change={setUntil} />
    </Deed>
  );
}

/** Ends a role before its time: somebody's, or one's own. */
export function EndOffice(props: Held & { community: string; resigning: boolean }) {
  const { t } = useSpeech();
  const [grant, setGrant] = useState("");
  const [reason, setReason] = useState("");
  const name = useNamed();
  const office = props.held.find((one) => one.grant === grant);
  return (
    <Deed
      title={t(props.resigning ? words.resign : words.end)}
      what={t(words.end_what)}
      review={[
        [t(words.which), office === undefined ? "" : name(office)],
        [t(words.end_reason), reason],
      ]}
      sure={t(words.end_what)}
      ready={office !== undefined && reason.trim() !== ""}
      danger
      verb={t(words.end_verb)}
      done={t(words.end_done)}
      run={() => {
        const params = { path: { community: props.community, grant }, query: { reason: reason.trim() } };
        return take(api.DELETE("/api/v1/communities/{community}/officers/{grant}", { params }));
      }}
      after={() => {
        setGrant("");
        setReason("");
        props.after();
      }}
    >
      <Which held={props.held} value={grant} change={setGrant} />
      <Text
        label={t(words.end_reason)}
        value={reason}
        rows={2}
        maxLength={2000}
        required
        change={setReason}
      />
    </Deed>
  );
}

/** Removes the second factor of an officer who lost it. */
export function ResetFactor({ community }: { community: string }) {
  const { t } = useSpeech();
  const [account, setAccount] = useState("");
  return (
    <Deed
      title={t(words.factor)}
      what={t(words.factor_what)}
      review={[[t(words.factor_account), <span class="code">{account}</span>]]}
      sure={t(words.factor_what)}
      ready={account.trim() !== ""}
      danger
      verb={t(words.factor_verb)}
      done={t(words.factor_done)}
      run={() => {
        const params = { path: { community, account: account.trim() } };
        const address = "/api/v1/communities/{community}/officers/{account}/second-factor";
        return take(api.DELETE(address, { params }));
      }}
      after={() => setAccount("")}
    >
      <Field
        label={t(words.factor_account)}
        hint={t(words.factor_hint)}
        value={account}
        autocomplete="off"
        required
        change={setAccount}
      />
    </Deed>
  );
}

function Which({
  held,
  value,
  change,
}: {
  held: readonly Office[];
  value: string;
  change(grant: string): void;
}) {
  const { t } = useSpeech();
  const name = useNamed();
  return (
    <Select
      label={t(words.which)}
      value={value}
      required
      options={[
        { value: "", label: "–" },
        ...held.map((office) => ({ value: office.grant, label: name(office) })),
      ]}
      change={change}
    />
  );
}

/** A term in few words. */
function useNamed(): (office: Office) => string {
  const { t } = useSpeech();
  const { day } = useFormats();
  return ({ role, officer, from }) => `${t(roleName(role))} · ${officer.slice(0, 12)} · ${day(from)}`;
}
