import { api, takeIfAny } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import { Actions, ButtonLink, Card, Facts, Notice } from "../../../design/parts.tsx";
import { common } from "../../../i18n/common.ts";
import { result as words } from "../../../i18n/result.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Ended } from "../../pieces/ended.tsx";
import { Page } from "../../pieces/page.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { useCommunity } from "../../within.tsx";
import { MatterResult } from "./matter.tsx";

type ResultPosting = components["schemas"]["ResultPosting"];

/** The result of a meeting, for everybody: each verdict with every inequality it follows from. */
export function Result({ community, meeting }: { community: string; meeting: string }) {
  const { t, language } = useSpeech();
  const path = { community, meeting };
  const posting = useLoad(
    () =>
      takeIfAny(
        api.GET("/api/v1/communities/{community}/meetings/{meeting}/postings/result", { params: { path } }),
      ),
    [community, meeting],
  );
  const zone = useCommunity(community).data?.time_zone;
  const base = `/c/${community}/meetings/${meeting}`;
  return (
    <Page title={t(words.title)}>
      <Shown of={posting}>
        {(posted) =>
          posted === null ? (
            <Empty>{t(words.none)}</Empty>
          ) : (
            <>
              {posted.annulled && <Ended end={posted.annulled} zone={zone} />}
              <Objections zone={zone} posted={posted} base={base} />
              {posted.matters.map((matter) => (
                <MatterResult key={matter.matter} matter={matter} />
              ))}
              <Channels posted={posted} />
              <Actions>
                <ButtonLink
                  kind="primary"
                  href={`/api/v1/communities/${community}/meetings/${meeting}/postings/result/page?lang=${language}`}
                >
                  {t(words.posted)}
                </ButtonLink>
                <ButtonLink href={`/verify#${base}`}>{t(words.verify)}</ButtonLink>
                <ButtonLink href={base}>{t(common.back)}</ButtonLink>
              </Actions>
            </>
          )
        }
      </Shown>
    </Page>
  );
}

function Objections(props: { zone: string | undefined; posted: ResultPosting; base: string }) {
  const { zone, posted, base } = props;
  const { t, formats } = useSpeech();
  const until = posted.posting.objections_until;
  const open = posted.open_objections.length;
  return (
    <>
      {until != null && (
        <Notice>
          <p>{t(words.until, { until: formats(zone).moment(until) })}</p>
          <p class="no-print">
            <a href={`${base}/objections`}>{t(words.object)}</a>
          </p>
        </Notice>
      )}
      {open > 0 && <Notice kind="warn">{t(words.objections, { count: open })}</Notice>}
    </>
  );
}

function Channels({ posted }: { posted: ResultPosting }) {
  const { t, formats } = useSpeech();
  const { count } = formats();
  const names = Object.keys(words.channel) as (keyof typeof words.channel)[];
  return (
    <Card title={t(words.how)}>
      <Facts facts={names.map((name) => [t(words.channel[name]), count(posted.channels[name])] as const)} />
    </Card>
  );
}
