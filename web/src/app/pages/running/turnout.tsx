import { useRef } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { Meter } from "../../../design/meter.tsx";
import { Actions, Button, Notice, Table } from "../../../design/parts.tsx";
import { useSpeech } from "../../../i18n/speech.tsx";
import { turnout as words } from "../../../i18n/turnout.ts";
import { Page } from "../../pieces/page.tsx";
import { Shown } from "../../pieces/shown.tsx";
import { SignedIn } from "../../within.tsx";
import { alike, gateOf, type Gate } from "./gate.ts";
import { useTurnout, type TurnoutStep } from "./live.ts";
import { useHeld, type Held } from "./meeting.ts";

/** How many took part, on both measures and against the gate; never what they chose. */
export function Turnout({ community, meeting }: { community: string; meeting: string }) {
  const { t } = useSpeech();
  const held = useHeld(community, meeting);
  const turnout = useTurnout(community, meeting);
  return (
    <SignedIn>
      <Page title={t(words.title)} wide>
        <Shown of={held}>
          {(held) => <Shown of={turnout}>{(step) => <Screen held={held} step={step} />}</Shown>}
        </Shown>
      </Page>
    </SignedIn>
  );
}

function Screen({ held, step }: { held: Held; step: TurnoutStep }) {
  const { t, formats } = useSpeech();
  const screen = useRef<HTMLDivElement>(null);
  const pack = useLoad(
    () =>
      take(api.GET("/api/v1/rule-packs/{id}", { params: { path: { id: held.meeting.draft.rule_pack } } })),
    [held.meeting.draft.rule_pack],
  );
  const write = formats(held.community.time_zone);
  const gate = pack.data && gateOf(pack.data.quorum);
  return (
    <>
      <p>{t(words.what)}</p>
      <div ref={screen} class="screen">
        <h2>{held.meeting.draft.title}</h2>
        {step.at == null && !step.is_final ? (
          <Notice>{t(words.no_step)}</Notice>
        ) : (
          <>
            <p role="status">
              {step.is_final ? t(words.exact) : t(words.live)}
              {step.at != null && ` · ${t(words.step, { at: write.moment(step.at) })}`}
            </p>
            <Measures step={step} gate={gate ?? null} />
          </>
        )}
        {gate !== undefined && <Line gate={gate} />}
      </div>
      <p class="quiet">{t(words.scope)}</p>
      <Actions>
        <Button onClick={() => void screen.current?.requestFullscreen()}>{t(words.screen)}</Button>
      </Actions>
    </>
  );
}

function Line({ gate }: { gate: Gate | null }) {
  const { t } = useSpeech();
  if (gate === null) return <p>{t(words.no_line)}</p>;
  const threshold = t(gate.relation === ">=" ? words.at_least : words.more_than, {
    share: `${gate.numerator}/${gate.denominator}`,
  });
  const both = gate.combine === "each" && gate.measures.length > 1;
  return <p>{t(both ? words.line : words.line_any, { threshold, article: gate.article })}</p>;
}

function Measures({ step, gate }: { step: TurnoutStep; gate: Gate | null }) {
  const { t, formats } = useSpeech();
  const write = formats();
  const people = (count: number) => t(words.people, { count: write.count(count) });
  const [area, areas] = alike(step.area, step.area_total);
  const measures = [
    {
      measure: "heads",
      name: t(words.heads),
      part: people(step.heads),
      whole: people(step.heads_total),
      drawn: [step.heads, step.heads_total] as const,
      share: write.share(step.heads, step.heads_total),
    },
    {
      measure: "area",
      name: t(words.area),
      part: write.area(step.area),
      whole: write.area(step.area_total),
      // For the drawing alone; what is said of it is exact.
      drawn: [Number(step.area), Number(step.area_total)] as const,
      share: write.share(area, areas),
    },
  ];
  return (
    <>
      {measures.map(({ measure, name, part, whole, drawn, share }) => {
        const said = t(words.of, { part, whole, share });
        const line = gate !== null && gate.measures.includes(measure) ? gate : null;
        const label =
          line === null
            ? t(words.chart_plain, { measure: name, said })
            : t(words.chart, {
                measure: name,
                said,
                gate: `${line.numerator}/${line.denominator}`,
              });
        return (
          <section key={measure}>
            <h3>{name}</h3>
            <p class="large">
              <strong>{share}</strong> · {part} / {whole}
            </p>
            <Meter
              part={drawn[0]}
              whole={drawn[1]}
              label={label}
              {...(line === null ? {} : { line: (drawn[1] * line.numerator) / line.denominator })}
            />
          </section>
        );
      })}
      <details>
        <summary>{t(words.table)}</summary>
        <Table
          caption={t(words.table)}
          head={[t(words.measure), t(words.took_part), t(words.all), t(words.share)]}
          numbers={[1, 2, 3]}
          rows={measures.map(({ name, part, whole, share }) => [name, part, whole, share])}
        />
      </details>
    </>
  );
}
