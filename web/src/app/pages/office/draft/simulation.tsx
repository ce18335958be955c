import { api, take } from "../../../../api/client.ts";
import { useLoad } from "../../../../api/load.ts";
import { Problem } from "../../../../api/problem.ts";
import type { components } from "../../../../api/schema.d.ts";
import { Card, Notice, Table } from "../../../../design/parts.tsx";
import { drafting as words } from "../../../../i18n/drafting.ts";
import { finding } from "../../../../i18n/findings.ts";
import { MEASURES } from "../../../../i18n/law.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded } from "../../../../i18n/words.ts";
import { Shown } from "../../../pieces/shown.tsx";
import { Source } from "../../../pieces/source.tsx";
import type { StepProps } from "./step.ts";

type Simulated = components["schemas"]["MatterSimulationForm"];
type Need = components["schemas"]["SimulatedNeedForm"];

/** What the votes will take on the register as it is. */
export function Simulation({ community, drafting: { draft, changed, meeting } }: StepProps) {
  const { t } = useSpeech();
  const address = "/api/v1/communities/{community}/meetings/{meeting}/simulation";
  const path = { community: community.community, meeting: meeting.meeting };
  const read = useLoad(async () => {
    try {
      return { matters: (await take(api.GET(address, { params: { path } }))).matters, wrong: [] };
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.code !== "draft_problems") throw thrown;
      return { matters: [], wrong: thrown.document.problems ?? [] };
    }
  }, [path, meeting.revision]);
  if (changed) return <Notice>{t(words.save_first)}</Notice>;
  return (
    <>
      <p>{t(words.simulate_intro)}</p>
      <Shown of={read}>
        {({ matters, wrong }) => (
          <>
            {wrong.length > 0 && (
              <Notice kind="bad">
                <ul>
                  {wrong.map(finding).map(({ said, matter }) => (
                    <li key={said.en}>
                      {matter !== null &&
                        `${draft.matters.find((one) => one.matter === matter)?.title ?? matter}: `}
                      {t(said)}
                    </li>
                  ))}
                </ul>
              </Notice>
            )}
            {matters.map((one) => (
              <Card
                key={one.matter}
                title={draft.matters.find(({ matter }) => matter === one.matter)?.title || one.matter}
              >
                <OneMatter of={one} />
              </Card>
            ))}
          </>
        )}
      </Shown>
    </>
  );
}

function OneMatter({ of }: { of: Simulated }) {
  const { t, formats } = useSpeech();
  const { area, count } = formats();
  const needs: [string, readonly Need[]][] = [
    [t(words.need_quorum), of.quorum],
    [t(words.need_small), of.approval_at_smallest_turnout ?? []],
    [t(words.need_full), of.approval_at_full_turnout],
  ];
  const amount = (value: string | null | undefined, measure: string) => {
    if (value == null) return "–";
    if (value.includes("/")) return value;
    return measure === "area" ? area(value) : count(BigInt(value));
  };
  return (
    <>
      <p>
        {t(words.all_weight, {
          heads: count(of.all.heads),
          area: of.all.area == null ? "–" : amount(of.all.area, "area"),
        })}
      </p>
      <p class="large">{t({ zh: of.paragraph_zh, en: of.paragraph })}</p>
      <Table
        caption={t(words.need)}
        head={[t(words.need), t(words.measure), t(words.needed), t(words.of), t(words.why)]}
        numbers={[2, 3]}
        rows={needs.flatMap(([name, list]) =>
          list.map((one) => [
            name,
            t(worded(MEASURES, one.measure)),
            amount(one.needed, one.measure),
            amount(one.of, one.measure),
            <Source article={one.article} verified={one.verified} />,
          ]),
        )}
      />
      <Blockers of={of} />
      <Notice kind={of.leak.likelihood === "unlikely" ? "info" : "warn"}>
        {t(worded(words.leak, of.leak.likelihood))}
      </Notice>
    </>
  );
}

function Blockers({ of }: { of: Simulated }) {
  const { t, formats } = useSpeech();
  const { area, count } = formats();
  if (of.blockers.length === 0) return <p>{t(words.no_blockers)}</p>;
  return (
    <details>
      <summary>{t(words.blockers)}</summary>
      <ul>
        {of.blockers.map((one) => (
          <li key={one.units.join()}>
            {t(one.kind === "developer" ? words.developer : words.owner)}: {one.units.join(", ")} (
            {t(words.units_count, { count: count(one.units_total) })}
            {one.weight.area != null && !one.weight.area.includes("/") && `, ${area(one.weight.area)}`})
          </li>
        ))}
      </ul>
      {of.further_blockers > 0 && <p>{t(words.further, { count: count(of.further_blockers) })}</p>}
    </details>
  );
}
