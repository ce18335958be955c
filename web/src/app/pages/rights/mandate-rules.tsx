import { api, take, takeIfAny } from "../../../api/client.ts";
import { useLoad, type Loaded } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import { Actions, ButtonLink, Card, Facts } from "../../../design/parts.tsx";
import { discretions, holders, mandates as words } from "../../../i18n/mandates.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { Source } from "../../pieces/source.tsx";
import { useFormats } from "../../within.tsx";
import type { InMeeting } from "./meeting.ts";

type Proxies = components["schemas"]["ShownProxies"] | null;

/** What a rule pack says of proxies; null where it says nothing. */
export function useProxies(pack: string | undefined): Loaded<Proxies> {
  return useLoad(async () => {
    if (pack === undefined) return null;
    const shown = await takeIfAny(api.GET("/api/v1/rule-packs/{id}", { params: { path: { id: pack } } }));
    return shown?.proxies ?? null;
  }, [pack]);
}

/** The rules for mandates, as the notice and the rule pack put them, with the form on paper. */
export function MandateRules({ place, proxies }: { place: InMeeting; proxies: Loaded<Proxies> }) {
  const { t, language } = useSpeech();
  const { count, fraction } = useFormats();
  const params = { path: place };
  const notice = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/meetings/{meeting}/notice", { params })),
    [place],
  );
  const said = notice.data?.notice.voting.proxy;
  const more = notice.data?.notice.particulars.proxy;
  const rule = proxies.data ?? null;
  const most = [
    ...(rule?.principals_max == null ? [] : [t(words.principals, { count: count(rule.principals_max) })]),
    ...(rule?.share_max == null ? [] : [t(words.share, { share: fraction(rule.share_max) })]),
  ];
  const form = `/api/v1/communities/${place.community}/meetings/${place.meeting}/mandate-forms?lang=${language}`;
  return (
    <Card title={t(words.rules)}>
      {said != null && <p>{said[language]}</p>}
      {more != null && <p class="text">{more}</p>}
      {rule === null ? (
        said == null && <p>{t(words.no_rules)}</p>
      ) : (
        <Facts
          facts={[
            [t(words.holders), t(worded(holders, rule.holders))],
            [t(words.discretion), t(worded(discretions, rule.discretion))],
            ...(most.length === 0 ? [] : [[t(words.most), most.join(" ")] as const]),
            ...(rule.hours_before == null
              ? []
              : [[t(words.hours), t(words.hours_before, { count: count(rule.hours_before) })] as const]),
            [t(words.article), <Source article={rule.article} verified={rule.verified} />],
          ]}
        />
      )}
      <p>{t(words.paper_way)}</p>
      <Actions>
        <ButtonLink href={form}>{t(words.paper_form)}</ButtonLink>
      </Actions>
    </Card>
  );
}
