import type { ComponentChildren } from "preact";
import { Actions, Button, Card, Facts, Notice } from "../design/parts.tsx";
import { report as words } from "../i18n/report.ts";
import { useSpeech } from "../i18n/speech.tsx";
import type { Refusal, Report, ShownMeeting } from "../verifier/contract.ts";
import { Claims } from "./claims.tsx";
import { Outcome } from "./outcome.tsx";

/** The file that was verified, as the reader knows it. */
export interface VerifiedFile {
  readonly name: string;
  readonly sha256: string;
}

/** Everything that a bundle proves, refutes and leaves open. */
export function VerifierReport({ report, file }: { report: Report; file: VerifiedFile }) {
  const { t } = useSpeech();
  return (
    <>
      <Verdict report={report} />
      <Claims claims={report.claims} />
      {report.meeting !== undefined && <Results meeting={report.meeting} sound={report.sound} />}
      <About report={report} file={file} />
      <Actions>
        <Button onClick={() => print()}>{t(words.print)}</Button>
      </Actions>
    </>
  );
}

/** The whole report in one sentence. */
function Verdict({ report }: { report: Report }) {
  const { t } = useSpeech();
  const count = (outcome: string) => report.claims.filter((claim) => claim.outcome === outcome).length;
  const [findings, open, checked] = [count("finding"), count("could_not_check"), count("checked")];
  const sentence = !report.sound
    ? t(words.unsound, { count: findings })
    : open > 0
      ? t(words.sound_open, { count: checked, open })
      : t(words.sound, { count: checked });
  return (
    <>
      <Notice kind={report.sound ? "good" : "bad"}>
        <p class="large">
          <strong>{sentence}</strong>
        </p>
      </Notice>
      <Notice kind={report.pinning === "pinned" ? "good" : "warn"}>
        <p>{t(report.pinning === "pinned" ? words.pinned : words.not_pinned)}</p>
      </Notice>
    </>
  );
}

function Results({ meeting, sound }: { meeting: ShownMeeting; sound: boolean }) {
  const { t } = useSpeech();
  return (
    <section>
      <h2>{t(words.results)}</h2>
      {meeting.results.length === 0 && <p>{t(words.no_results)}</p>}
      {meeting.results.map((matter) => (
        <Outcome key={matter.matter} matter={matter} sound={sound} />
      ))}
    </section>
  );
}

type Fact = readonly [string, ComponentChildren];

function About({ report, file }: { report: Report; file: VerifiedFile }) {
  const { t, formats } = useSpeech();
  const { meeting, reach } = report;
  const { count, moment } = formats(meeting?.timeZone ?? undefined);
  const until = reach.until === null ? null : moment(reach.until);
  const kind = report.kind === "annals" ? words.annals : words.kinds[report.bundle];
  const facts: Fact[] = [
    [t(words.kind), t(kind)],
    [t(words.origin), <span class="code">{report.origin}</span>],
    [
      t(words.reach),
      until === null
        ? t(words.reach_count, { count: count(reach.entries) })
        : t(words.reach_what, { count: count(reach.entries), until }),
    ],
    [t(words.keys), <span class="code">{`${report.keys.checkpoints} · ${report.keys.statements}`}</span>],
    [t(words.file), file.name],
    [t(words.hash), <span class="code">{file.sha256}</span>],
  ];
  return (
    <Card title={t(words.about)}>
      <Facts facts={[...(meeting === undefined ? [] : ofMeeting(meeting, t, formats)), ...facts]} />
    </Card>
  );
}

function ofMeeting(
  meeting: ShownMeeting,
  t: ReturnType<typeof useSpeech>["t"],
  formats: ReturnType<typeof useSpeech>["formats"],
): readonly Fact[] {
  const { count, moment } = formats(meeting.timeZone ?? undefined);
  const pack = meeting.rulePack;
  const known: readonly (readonly [string, string | null])[] = [
    [t(words.meeting), meeting.title],
    [t(words.called_by), meeting.calledBy],
    [
      t(words.period),
      meeting.opensAt === null || meeting.closesAt === null
        ? null
        : t(words.from_until, { from: moment(meeting.opensAt), until: moment(meeting.closesAt) }),
    ],
    [t(words.state), t(words.standing[meeting.state])],
    [t(words.rules), pack === null ? null : `${pack.id} ${pack.version}`],
    [t(words.received), meeting.ballotsReceived === null ? null : count(meeting.ballotsReceived)],
    [t(words.counted), meeting.ballotsCounted === null ? null : count(meeting.ballotsCounted)],
    [t(words.objections), count(meeting.openObjections)],
  ];
  return known.flatMap(([name, value]): Fact[] => (value === null ? [] : [[name, value]]));
}

/** A file that is no bundle at all. */
export function Refused({ refusal, file }: { refusal: Refusal; file: VerifiedFile }) {
  const { t } = useSpeech();
  return (
    <Notice kind="bad">
      <p class="large">
        <strong>{t(words.refused)}</strong>
      </p>
      <p>
        {file.name}: {t(refusal.reason)}
        {refusal.line !== null && ` ${t(words.refused_line, { line: refusal.line })}`}
      </p>
      <p>{t(words.refused_what)}</p>
    </Notice>
  );
}
