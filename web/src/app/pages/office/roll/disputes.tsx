import { api, JOSE, take } from "../../../../api/client.ts";
import { useLoad } from "../../../../api/load.ts";
import type { components } from "../../../../api/schema.d.ts";
import { useDraft } from "../../../../device/drafts.ts";
import { nonce, statement } from "../../../../device/statements.ts";
import { Choices, Text } from "../../../../design/forms.tsx";
import { Card, Facts } from "../../../../design/parts.tsx";
import { representationStates } from "../../../../i18n/representation.ts";
import { OUTCOMES, roll as words } from "../../../../i18n/roll.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded } from "../../../../i18n/words.ts";
import { useRoles } from "../../../officer.ts";
import { Deed } from "../../../pieces/deed.tsx";
import { Empty, Shown } from "../../../pieces/shown.tsx";
import { useFormats } from "../../../within.tsx";
import { placeOf, type Held } from "../../running/meeting.ts";

type Dispute = components["schemas"]["DisputeView"];

const ANSWERS = ["stands", "set_aside"] as const;

/** The quarrels of co-owners, and the convener's decision. */
export function Disputes({ of }: { of: Held }) {
  const { t } = useSpeech();
  const address = "/api/v1/communities/{community}/meetings/{meeting}/representation-disputes";
  const path = placeOf(of).path;
  const disputes = useLoad(() => take(api.GET(address, { params: { path } })), [path]);
  return (
    <section>
      <h2>{t(words.disputes)}</h2>
      <Shown of={disputes}>
        {(list) =>
          list.length === 0 ? (
            <Empty>{t(words.no_disputes)}</Empty>
          ) : (
            list.map((one) => <One key={one.elector} of={of} dispute={one} after={disputes.again} />)
          )
        }
      </Shown>
    </section>
  );
}

function One({ of, dispute, after }: { of: Held; dispute: Dispute; after(): void }) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  const roles = useRoles(of.community.community);
  return (
    <Card title={dispute.units.join(", ")}>
      <Facts
        facts={[
          [t(words.status), t(worded(representationStates, dispute.state))],
          [t(words.representative), dispute.representative ?? t(words.nobody)],
        ]}
      />
      <ul>
        {dispute.objections.map(({ owner, reason, at }) => (
          <li key={`${owner} ${at}`}>
            {moment(at)} · {t(words.objected, { owner, reason: reason ?? t(words.no_reason) })}
          </li>
        ))}
        {dispute.decisions.map(({ outcome, reason, at }) => (
          <li key={at}>
            {moment(at)} · {t(worded(OUTCOMES, outcome))}: {reason}
          </li>
        ))}
      </ul>
      {dispute.state === "disputed" && roles.has("convener") && (
        <Decide of={of} dispute={dispute} after={after} />
      )}
    </Card>
  );
}

function Decide({ of, dispute, after }: { of: Held; dispute: Dispute; after(): void }) {
  const { t } = useSpeech();
  const path = placeOf(of).path;
  const { elector } = dispute;
  const [form, change, clear] = useDraft<{ outcome: (typeof ANSWERS)[number] | null; reason: string }>(
    `decide:${path.meeting}:${elector}`,
    { outcome: null, reason: "" },
  );
  const { outcome } = form;
  const reason = form.reason.trim();
  return (
    <Deed
      title={t(words.decide)}
      what={t(words.decide_what)}
      review={[
        [t(words.unit), dispute.units.join(", ")],
        [t(words.outcome), outcome === null ? "" : t(OUTCOMES[outcome])],
        [t(words.reason), reason],
      ]}
      sure={t(words.decide_what)}
      ready={outcome !== null && reason !== ""}
      done={t(words.decided)}
      after={() => {
        clear();
        after();
      }}
      signature={{
        community: path.community,
        roles: ["convener"],
        make: (key) =>
          statement(key, "representation-decision", {
            v: 1,
            origin: of.community.origin,
            ...path,
            elector,
            outcome,
            reason,
            nonce: nonce(),
          }),
        send: (body) =>
          take<string>(
            api.POST("/api/v1/communities/{community}/meetings/{meeting}/representation/decisions", {
              params: { path },
              body,
              parseAs: "text",
              ...JOSE,
            }),
          ),
      }}
    >
      <Choices
        legend={t(words.outcome)}
        name={`outcome-${elector}`}
        value={outcome}
        options={ANSWERS.map((value) => ({ value, label: t(OUTCOMES[value]) }))}
        change={(value) => change({ ...form, outcome: ANSWERS.find((known) => known === value) ?? null })}
      />
      <Text
        label={t(words.reason)}
        value={form.reason}
        rows={3}
        maxLength={2000}
        required
        change={(reason) => change({ ...form, reason })}
      />
    </Deed>
  );
}
