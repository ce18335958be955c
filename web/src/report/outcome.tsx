import { Card, Notice, Table } from "../design/parts.tsx";
import { report as words } from "../i18n/report.ts";
import { result } from "../i18n/result.ts";
import { useSpeech, type Speech } from "../i18n/speech.tsx";
import type { MatterResult, ShownInequality, Weight } from "../verifier/contract.ts";
import { Inequality, type ShownInequality as Drawn } from "./inequality.tsx";
import { alike } from "./scale.ts";

const SUBJECTS = ["participation", "presence", "approval", "opposition", "candidate"] as const;

/** What the certificate of a record, sound or not, says of one matter, whether the verifier comes to the same, and every inequality to scale. */
export function Outcome({ matter, sound }: { matter: MatterResult; sound: boolean }) {
  const { t } = useSpeech();
  const passed = matter.passed === null ? result.open : matter.passed ? result.passed : result.failed;
  const differs = matter.evaluation === "differs" || matter.totals === "differ";
  return (
    <Card title={matter.title}>
      <Notice kind={differs ? "bad" : matter.passed === true && sound ? "good" : "warn"}>
        <p class="large">
          <strong>{t(passed)}</strong>
        </p>
        {matter.paragraph !== null && <p>{t(matter.paragraph)}</p>}
        <p>
          {t(words.evaluation[matter.evaluation])} {t(words.totals[matter.totals])}
        </p>
      </Notice>
      <Seats matter={matter} />
      {SUBJECTS.map((subject) => (
        <Subject key={subject} subject={subject} matter={matter} />
      ))}
      <Votes matter={matter} />
      {matter.risks.length > 0 && (
        <details>
          <summary>{t(result.risks)}</summary>
          <ul>
            {matter.risks.map((risk, place) => (
              <li key={place}>{t(risk)}</li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

function nameOf(matter: MatterResult, candidate: string): string {
  return matter.candidates.find((own) => own.candidate === candidate)?.name ?? candidate;
}

function Seats({ matter }: { matter: MatterResult }) {
  const { t } = useSpeech();
  return (["elected", "alternates", "runoff"] as const)
    .filter((list) => matter[list].length > 0)
    .map((list) => (
      <section key={list}>
        <h3>{t(result[list])}</h3>
        <ol>
          {matter[list].map((candidate) => (
            <li key={candidate}>{nameOf(matter, candidate)}</li>
          ))}
        </ol>
      </section>
    ));
}

function Subject({ subject, matter }: { subject: (typeof SUBJECTS)[number]; matter: MatterResult }) {
  const { t } = useSpeech();
  const own = matter.inequalities.filter((each) => each.subject === subject);
  if (own.length === 0) return null;
  return (
    <section>
      <h3>{t(words.subjects[subject])}</h3>
      <p class="quiet">{t(words.explained)}</p>
      {own.map((each, place) => (
        <Evaluated key={place} own={each} matter={matter} before={own[place - 1]} />
      ))}
    </section>
  );
}

function Evaluated(props: {
  own: ShownInequality;
  matter: MatterResult;
  before: ShownInequality | undefined;
}) {
  const { own, matter, before } = props;
  const speech = useSpeech();
  const { t } = speech;
  // A candidate is named once, above all measures.
  const named = own.candidate !== undefined && own.candidate !== before?.candidate ? own.candidate : null;
  return (
    <>
      {named !== null && <h4>{nameOf(matter, named)}</h4>}
      <Inequality of={drawn(own, speech)} />
      {!own.agrees && (
        <p>
          <strong>{t(words.disagrees)}</strong>
        </p>
      )}
    </>
  );
}

/** What there is of the whole, the threshold and what that comes to: exact, and what is drawn. */
function drawn(own: ShownInequality, { t, formats }: Speech): Drawn {
  const { area, count, share } = formats();
  const amount = (value: string) =>
    value.includes("/") ? value : own.measure === "heads" ? count(BigInt(value)) : area(value);
  const { have, of, needed } = own;
  const article = own.articleVerified ? own.article : `${own.article} ${t(words.unverified)}`;
  const plain = {
    ...own.sentence,
    measure: own.measure,
    holds: own.holds,
    article,
    relation: own.comparison,
  };
  if (have === null || of === null) return { ...plain, left: null, right: null };
  const relation = words.relations[own.comparison as keyof typeof words.relations];
  const written = t(words.ratio, {
    have: amount(have),
    of: amount(of),
    percent: share(...alike(have, of)),
    relation: relation === undefined ? own.comparison : t(relation),
    threshold: own.threshold ?? "–",
    needed: needed === null ? "–" : amount(needed),
  });
  const parts = needed === null ? {} : { parts: { have, of, needed } };
  return { ...plain, left: have, right: of, written, ...parts };
}

const TOTALS = Object.keys(result.vote) as (keyof typeof result.vote)[];

function Votes({ matter }: { matter: MatterResult }) {
  const { t, formats } = useSpeech();
  const { area, count } = formats();
  const cells = (weight: Weight) => [
    weight.area === null ? "–" : weight.area.includes("/") ? weight.area : area(weight.area),
    count(weight.heads),
  ];
  const totals = TOTALS.flatMap((name) => {
    const weight = matter.weights[name];
    return weight === undefined ? [] : [[t(result.vote[name]), ...cells(weight)]];
  });
  const candidates = matter.candidates.map((own) => [own.name, ...cells(own.votes)]);
  return (
    <>
      <Table
        caption={`${matter.title}: ${t(result.votes)}`}
        head={[t(result.votes), t(result.area), t(result.heads)]}
        rows={totals}
        numbers={[1, 2]}
      />
      {candidates.length > 0 && (
        <Table
          caption={`${matter.title}: ${t(result.candidates)}`}
          head={[t(result.candidate), t(result.area), t(result.heads)]}
          rows={candidates}
          numbers={[1, 2]}
        />
      )}
    </>
  );
}
