import { Meter } from "../../../design/meter.tsx";
import { Card, Table } from "../../../design/parts.tsx";
import type { components } from "../../../api/schema.d.ts";
import { evaluations as words, RATINGS } from "../../../i18n/evaluations.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { Empty } from "../../pieces/shown.tsx";
import { useFormats } from "../../within.tsx";
import type { EvaluationShown } from "./evaluation.tsx";

type Published = components["schemas"]["EvaluationTotals"];

/** How many took part, of all who were asked. */
export function useTookPart(): (totals: Published) => string {
  const { t } = useSpeech();
  const { count, area } = useFormats();
  return ({ took_part, asked }) =>
    t(words.part_of, {
      heads: count(took_part.heads),
      heads_all: count(asked.heads),
      area: area(took_part.area),
      area_all: area(asked.area),
    });
}

/** The totals that were published, question by question. */
export function Totals({ of, totals }: { of: EvaluationShown; totals: Published }) {
  const { t } = useSpeech();
  const { count, area } = useFormats();
  const tookPart = useTookPart();
  const order = Object.keys(RATINGS);
  return (
    <Card title={t(words.totals)}>
      <p>
        <strong>{t(words.took_part)}</strong> {tookPart(totals)}
      </p>
      <Meter
        part={totals.took_part.heads}
        whole={totals.asked.heads}
        label={`${t(words.took_part)} ${tookPart(totals)}`}
      />
      {of.questions.map(({ question, text }) => {
        const ratings = totals.questions.find((one) => one.question === question)?.ratings ?? [];
        return (
          <section key={question}>
            {ratings.length === 0 ? (
              <>
                <h3>{text}</h3>
                <Empty>{t(words.nobody)}</Empty>
              </>
            ) : (
              <Table
                caption={text}
                head={[t(words.rating), t(words.heads), t(words.area)]}
                numbers={[1, 2]}
                rows={ratings
                  .toSorted((a, b) => order.indexOf(a.rating) - order.indexOf(b.rating))
                  .map(({ rating, part }) => [
                    t(worded(RATINGS, rating)),
                    count(part.heads),
                    area(part.area),
                  ])}
              />
            )}
          </section>
        );
      })}
    </Card>
  );
}
