import { api, take } from "../../../../api/client.ts";
import { useLoad } from "../../../../api/load.ts";
import type { components } from "../../../../api/schema.d.ts";
import { Field } from "../../../../design/forms.tsx";
import { Card, Facts, Notice, Table } from "../../../../design/parts.tsx";
import { drafting as words } from "../../../../i18n/drafting.ts";
import { TOPICS } from "../../../../i18n/law.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded } from "../../../../i18n/words.ts";
import { instantAt, localAt } from "../../../../i18n/zones.ts";
import { useRules } from "../../../office/packs.ts";
import { Shown } from "../../../pieces/shown.tsx";
import { Source } from "../../../pieces/source.tsx";
import type { StepProps } from "./step.ts";

type Deadlines = components["schemas"]["DeadlinesView"];

/** When voting opens and closes, beside what the rules make of it. */
export function Dates({ community, drafting }: StepProps) {
  const { t } = useSpeech();
  const { draft, change, changed, meeting } = drafting;
  const zone = community.time_zone;
  const time = (label: string, name: "opens_at" | "closes_at") => (
    <Field
      label={label}
      type="datetime-local"
      value={localAt(draft[name], zone)}
      required
      change={(value) => {
        if (value !== "") change({ [name]: instantAt(value, zone) });
      }}
    />
  );
  return (
    <>
      <p class="quiet">{t(words.zone, { zone })}</p>
      {time(t(words.opens), "opens_at")}
      {time(t(words.closes), "closes_at")}
      <Field
        label={t(words.objection_days)}
        type="number"
        min="0"
        max="90"
        value={String(draft.objection_days)}
        required
        change={(value) => {
          if (/^\d+$/.test(value)) change({ objection_days: Number(value) });
        }}
      />
      <Place community={community.community} />
      {changed ? (
        <Notice>{t(words.deadlines_unsaved)}</Notice>
      ) : (
        <Due community={community.community} meeting={meeting.meeting} revision={meeting.revision} />
      )}
    </>
  );
}

/** What the rules of the place settle about times. */
function Place({ community }: { community: string }) {
  const { t } = useSpeech();
  const inForce = useRules(community);
  const topics = ["notice", "extraordinary_notice", "voting_period", "limit"];
  const found = inForce.data?.overlays
    .flatMap(({ settles }) => settles)
    .filter(({ topic }) => topics.includes(topic));
  if (found === undefined || found.length === 0) return null;
  return (
    <Card title={t(words.settled_here)}>
      <Facts
        facts={found.map(({ topic, name, value, article, verified }) => [
          t(worded(TOPICS, topic)) + (name === topic ? "" : ` (${name})`),
          <>
            {value} <Source article={article} verified={verified} />
          </>,
        ])}
      />
    </Card>
  );
}

function Due({ community, meeting, revision }: { community: string; meeting: string; revision: number }) {
  const address = "/api/v1/communities/{community}/meetings/{meeting}/deadlines";
  const read = useLoad(
    () => take(api.GET(address, { params: { path: { community, meeting } } })),
    [community, meeting, revision],
  );
  return <Shown of={read}>{(deadlines) => <Deadlines of={deadlines} />}</Shown>;
}

function Deadlines({ of }: { of: Deadlines }) {
  const { t, formats } = useSpeech();
  const { moment } = formats(of.time_zone);
  const years = [...new Set(of.deadlines.flatMap(({ uncovered }) => uncovered))];
  return (
    <>
      {years.length > 0 && <Notice kind="warn">{t(words.uncovered, { years: years.join(", ") })}</Notice>}
      <Table
        caption={t(words.deadlines)}
        head={[t(words.deadline), t(words.when), t(words.why)]}
        rows={of.deadlines.map((one) => [
          t({ zh: one.sentence_zh, en: one.sentence }),
          one.at == null ? t(words.not_known) : moment(one.at),
          <Source article={one.article} verified={one.verified} />,
        ])}
      />
    </>
  );
}
