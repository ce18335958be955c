import { useLoad } from "../../../api/load.ts";
import { Card } from "../../../design/parts.tsx";
import { EVALUATED } from "../../../i18n/acts/kinds.ts";
import { candidates } from "../../../i18n/candidates.ts";
import { committee as words } from "../../../i18n/committee.ts";
import { evaluations } from "../../../i18n/evaluations.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { LISTS } from "../../life/lists.ts";
import { Shown } from "../../pieces/shown.tsx";
import { useFormats } from "../../within.tsx";

/** What owners can take part in now: calls for candidates and evaluations that are open. */
export function TakingPart({ community }: { community: string }) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  const base = `/c/${community}`;
  const open = useLoad(async () => {
    const [calls, asked] = await Promise.all([LISTS.candidacy(community), LISTS.evaluation(community)]);
    return {
      calls: calls.filter(({ state }) => state === "gathering"),
      asked: asked.filter(({ state }) => state === "open"),
    };
  }, [community]);
  return (
    <Shown of={open}>
      {({ calls, asked }) =>
        calls.length + asked.length > 0 && (
          <Card title={t(words.take_part)}>
            <ul class="list">
              {calls.map(({ process, named_until }) => (
                <li key={process}>
                  <a class="touch" href={`${base}/candidacies/${process}`}>
                    {t(candidates.go)}
                  </a>{" "}
                  {t(words.by_then, { until: moment(named_until) })}
                </li>
              ))}
              {asked.map(({ process, of, closes_at }) => (
                <li key={process}>
                  <a class="touch" href={`${base}/evaluations/${process}`}>
                    {t(evaluations.title, { of: t(worded(EVALUATED, of)) })}
                  </a>{" "}
                  {t(words.by_then, { until: moment(closes_at) })}
                </li>
              ))}
            </ul>
          </Card>
        )
      }
    </Shown>
  );
}
