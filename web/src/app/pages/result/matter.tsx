import type { components } from "../../../api/schema.d.ts";
import { Card, Notice, Table } from "../../../design/parts.tsx";
import { result as words } from "../../../i18n/result.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Inequality } from "../../../report/inequality.tsx";
import { shown } from "./inequalities.ts";

type PostedMatter = components["schemas"]["PostedMatter"];
type Verdict = components["schemas"]["VerdictForm"];

const GROUPS = ["gate", "approval", "others"] as const;

/** What was decided on one matter, and how that follows. */
export function MatterResult({ matter }: { matter: PostedMatter }) {
  const { t, language } = useSpeech();
  const { verdict } = matter;
  const outcome = verdict.passed == null ? words.open : verdict.passed ? words.passed : words.failed;
  const paragraph = language === "zh" ? verdict.paragraph_zh : verdict.paragraph;
  const inequalities = shown(verdict);
  return (
    <Card title={matter.title}>
      <Notice kind={verdict.passed === true ? "good" : "warn"}>
        <p class="large">
          <strong>{t(outcome)}</strong>
        </p>
        {paragraph != null && <p>{paragraph}</p>}
      </Notice>
      <Seats matter={matter} />
      {GROUPS.map((group) => {
        const members = inequalities.filter((one) => one.group === group && one.candidate === null);
        return (
          members.length > 0 && (
            <section key={group}>
              <h3>{t(words[group])}</h3>
              {members.map((one, index) => (
                <Inequality key={index} of={one} />
              ))}
            </section>
          )
        );
      })}
      <Lacking verdict={verdict} />
      <Votes verdict={verdict} />
      <Candidates matter={matter} />
      {verdict.risks !== undefined && verdict.risks.length > 0 && (
        <details>
          <summary>{t(words.risks)}</summary>
          <ul>
            {verdict.risks.map((risk) => (
              <li key={risk.switch}>{language === "zh" ? risk.risk_zh : risk.risk}</li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

function Seats({ matter }: { matter: PostedMatter }) {
  const { t } = useSpeech();
  const lists = (["elected", "alternates", "runoff"] as const).map(
    (list) => [list, matter.verdict[list] ?? []] as const,
  );
  return (
    <>
      {lists.map(
        ([list, members]) =>
          members.length > 0 && (
            <section key={list}>
              <h3>{t(words[list])}</h3>
              <ol>
                {members.map((member) => (
                  <li key={member}>{named(matter, member)}</li>
                ))}
              </ol>
            </section>
          ),
      )}
    </>
  );
}

function Lacking({ verdict }: { verdict: Verdict }) {
  const { t, language } = useSpeech();
  if (verdict.needed === undefined || verdict.needed.length === 0) return null;
  return (
    <section>
      <h3>{t(words.short)}</h3>
      <ul>
        {verdict.needed.map((one, index) => (
          <li key={index}>{language === "zh" ? one.sentence_zh : one.sentence}</li>
        ))}
      </ul>
    </section>
  );
}

function Votes({ verdict }: { verdict: Verdict }) {
  const { t, formats } = useSpeech();
  const { area, count } = formats();
  const rows = (Object.keys(words.vote) as (keyof typeof words.vote)[]).map((name) => {
    const weight = verdict.totals[name];
    return [t(words.vote[name]), weight.area == null ? "–" : area(weight.area), count(weight.heads)];
  });
  return (
    <Table caption={t(words.votes)} head={["", t(words.area), t(words.heads)]} rows={rows} numbers={[1, 2]} />
  );
}

function Candidates({ matter }: { matter: PostedMatter }) {
  const { t, formats } = useSpeech();
  const { area, count } = formats();
  const candidates = matter.verdict.candidates ?? [];
  if (candidates.length === 0) return null;
  const rows = candidates.map((one) => [
    named(matter, one.candidate),
    one.area == null ? "–" : area(one.area),
    count(one.heads),
    one.reached == null ? "–" : one.reached ? "✓" : "✗",
  ]);
  const head = [t(words.candidate), t(words.area), t(words.heads), t(words.reached)];
  return <Table caption={t(words.candidates)} head={head} rows={rows} numbers={[1, 2]} />;
}

function named({ candidates }: PostedMatter, identity: string): string {
  return candidates.find(({ candidate }) => candidate === identity)?.name ?? identity;
}
