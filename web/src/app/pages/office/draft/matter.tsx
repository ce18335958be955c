import type { components } from "../../../../api/schema.d.ts";
import { Field, Select, Text } from "../../../../design/forms.tsx";
import { Card, Notice } from "../../../../design/parts.tsx";
import { drafting as words } from "../../../../i18n/drafting.ts";
import type { Finding } from "../../../../i18n/findings.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import type { Matter, Pack } from "../../../office/drafting.ts";
import { kindsOf } from "../../../office/packs.ts";
import { Ask } from "../../../pieces/ask.tsx";
import { Source } from "../../../pieces/source.tsx";
import { Candidates } from "./candidates.tsx";
import { Deciding } from "./deciding.tsx";
import { Needs } from "./needs.tsx";

type Competence = components["schemas"]["CompetenceForm"];
type Owner = components["schemas"]["CandidateOwner"];

/** One matter of the agenda, as it is filled in. */
export function MatterCard(props: {
  number: number;
  matter: Matter;
  pack: Pack;
  competence: Competence | undefined;
  findings: readonly Finding[];
  owners: readonly Owner[];
  change(matter: Matter): void;
  /** Says which owner of the register a candidate is; an empty text takes it back. */
  name(candidate: string, owner: string): void;
  remove(): void;
}) {
  const { t } = useSpeech();
  const { matter, pack, change } = props;
  const kinds = kindsOf(pack);
  const kind = kinds.find((one) => one.matter.kind === matter.kind);
  const election = kind?.matter.decides === "election";
  const doubtful = kind === undefined || kind.doubt !== undefined;
  const choose = (value: string) => {
    const chosen = kinds.find((one) => one.matter.kind === value);
    const elects = chosen?.matter.decides === "election";
    change({
      ...matter,
      kind: value,
      seats: elects ? (matter.seats ?? 1) : null,
      candidates: elects ? (matter.candidates ?? []) : [],
      competence: chosen?.doubt === undefined ? null : (matter.competence ?? null),
    });
  };
  return (
    <Card title={`${t(words.matter_n, { n: props.number })} ${matter.title}`}>
      {props.findings.length > 0 && (
        <Notice kind="bad">
          <ul>
            {props.findings.map(({ said }) => (
              <li key={said.en}>{t(said)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Select
        label={t(words.matter_kind)}
        value={matter.kind}
        options={[
          ...(kind === undefined ? [{ value: matter.kind, label: matter.kind }] : []),
          ...kinds.map((one) => ({ value: one.matter.kind, label: t(one.matter.title) })),
        ]}
        change={choose}
      />
      <details>
        <summary>{t(words.needs)}</summary>
        <Needs pack={pack} kind={matter.kind} />
      </details>
      <Standing competence={props.competence?.competence === "listed" ? undefined : props.competence} />
      <Field
        label={t(words.matter_title)}
        value={matter.title}
        maxLength={200}
        required
        change={(title) => change({ ...matter, title })}
      />
      <Text
        label={t(words.matter_text)}
        hint={t(words.matter_text_hint)}
        value={matter.text}
        rows={8}
        required
        change={(text) => change({ ...matter, text })}
      />
      <Field
        label={t(words.proposed_by)}
        hint={t(words.proposed_by_hint)}
        value={matter.proposed_by ?? ""}
        maxLength={200}
        change={(body) => change({ ...matter, proposed_by: body === "" ? null : body })}
      />
      {doubtful && (
        <Text
          label={t(words.reason)}
          hint={kind?.doubt === undefined ? undefined : t(kind.doubt.warning)}
          value={matter.competence?.reason ?? ""}
          rows={3}
          maxLength={2000}
          change={(reason) => change({ ...matter, competence: reason === "" ? null : { reason } })}
        />
      )}
      {election && <Candidates matter={matter} owners={props.owners} change={change} name={props.name} />}
      <Deciding matter={matter} change={change} />
      <Ask
        title={t(words.remove_matter)}
        sure={t(words.remove_sure, { title: matter.title || t(words.empty_title) })}
        danger
        run={async () => props.remove()}
        after={() => undefined}
      />
    </Card>
  );
}

/** What the service says where a matter is not plainly the assembly's. */
function Standing({ competence }: { competence: Competence | undefined }) {
  const { t } = useSpeech();
  if (competence?.warning == null) return null;
  const { warning, warning_zh, instead, instead_zh, article, verified } = competence;
  return (
    <Notice kind={competence.competence === "refused" ? "bad" : "warn"}>
      {competence.competence === "refused" && <strong>{t(words.refused)}</strong>}
      <p>{t({ en: warning, zh: warning_zh ?? warning })}</p>
      {instead != null && (
        <p>
          {t(words.instead)} {t({ en: instead, zh: instead_zh ?? instead })}
        </p>
      )}
      <Source article={article} verified={verified} />
    </Notice>
  );
}
