import type { components } from "../../../../api/schema.d.ts";
import { Card } from "../../../../design/parts.tsx";
import { meeting as words } from "../../../../i18n/meeting.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { ProposedBy } from "../../../pieces/proposed-by.tsx";

type Schemas = components["schemas"];

/** Each matter with its full text, who stands, and what it takes to pass. */
export function Matters(props: {
  matters: readonly Schemas["NoticeMatter"][];
  drafted: readonly Schemas["MatterForm"][];
  pack: Schemas["ShownPack"] | null;
  /** Who calls the meeting. */
  convener: string;
}) {
  const { t } = useSpeech();
  return (
    <section>
      <h2>{t(words.matters)}</h2>
      {props.matters.map((matter, index) => (
        <Matter
          key={matter.matter}
          number={index + 1}
          matter={matter}
          kind={props.pack?.matters.find(({ kind }) => kind === matter.kind)}
          convener={props.convener}
          reason={props.drafted.find((drafted) => drafted.matter === matter.matter)?.competence?.reason}
        />
      ))}
    </section>
  );
}

function Matter(props: {
  number: number;
  matter: Schemas["NoticeMatter"];
  kind: Schemas["ShownMatter"] | undefined;
  convener: string;
  reason: string | undefined;
}) {
  const { number, matter, kind, reason } = props;
  const { t, language } = useSpeech();
  return (
    <Card title={`${number}. ${matter.title}`}>
      <p class="text">{matter.text}</p>
      <ProposedBy body={matter.proposed_by ?? undefined} convener={props.convener} />
      {matter.candidates.length > 0 && (
        <>
          <h3>
            {t(words.candidates)} · {t(words.seats, { count: matter.seats ?? 0 })}
          </h3>
          <ol>
            {matter.candidates.map(({ candidate, name }) => (
              <li key={candidate}>{name}</li>
            ))}
          </ol>
        </>
      )}
      <h3>{t(words.passing)}</h3>
      <ul>
        {matter.rule.map((rule, index) => (
          <li key={index}>
            {rule.words[language]}{" "}
            <span class="quiet">
              {t(words.article, { article: rule.article })}
              {!rule.verified && ` ${t(words.not_verified)}`}
            </span>
          </li>
        ))}
      </ul>
      {kind !== undefined && (
        <p class="quiet">{t(words.listed, { kind: kind.title[language], article: kind.article })}</p>
      )}
      {reason !== undefined && (
        <details>
          <summary>{t(words.doubt)}</summary>
          <p class="text">{reason}</p>
        </details>
      )}
    </Card>
  );
}
