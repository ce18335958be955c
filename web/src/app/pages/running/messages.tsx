import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { Actions, Button, Notice, Table } from "../../../design/parts.tsx";
import { messageReasons, messages as words } from "../../../i18n/answers.ts";
import { CHANNELS } from "../../../i18n/services.ts";
import { messageKinds } from "../../../i18n/message-kinds.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { anyOf, useRoles } from "../../officer.ts";
import { useAct } from "../../pieces/act.tsx";
import { Ask } from "../../pieces/ask.tsx";
import { Page } from "../../pieces/page.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { SignedIn, useCommunity } from "../../within.tsx";

/** What the service sends, and what it gave up; the secretary has it sent again. */
export function Messages({ community }: { community: string }) {
  const { t } = useSpeech();
  const place = useCommunity(community);
  return (
    <SignedIn>
      <Page title={t(words.title)} wide>
        <p>{t(words.what)}</p>
        <Shown of={place}>{({ time_zone }) => <Sent community={community} zone={time_zone} />}</Shown>
      </Page>
    </SignedIn>
  );
}

function Sent({ community, zone }: { community: string; zone: string }) {
  const { t, formats } = useSpeech();
  const write = formats(zone);
  const act = useAct();
  const secretary = anyOf(useRoles(community), "secretary");
  const [queued, setQueued] = useState<number>();
  const params = { path: { community } };
  const messages = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/messages", { params })),
    [community],
  );
  const again = (which: { message: string } | { kind: string }) =>
    act.run(async () => {
      const report = await take(
        api.POST("/api/v1/communities/{community}/messages/requeues", { params, body: which }),
      );
      setQueued(report.messages);
      messages.again();
    });
  const name = (channel: string) => t(worded(CHANNELS, channel === "phone" ? "message" : channel));
  return (
    <Shown of={messages}>
      {({ counts, items }) => (
        <>
          <Table
            caption={t(words.counts)}
            head={[t(words.kind), t(words.channel), t(words.queued), t(words.sent), t(words.dead)]}
            numbers={[2, 3, 4]}
            rows={counts.map((one) => [
              t(worded(messageKinds, one.kind)),
              name(one.channel),
              write.count(one.queued),
              write.count(one.sent),
              write.count(one.dead),
            ])}
          />
          <h2>{t(words.given_up)}</h2>
          {act.outcome}
          {queued !== undefined && <Notice kind="good">{t(words.requeued, { count: queued })}</Notice>}
          {items.length === 0 && <Empty>{t(words.none)}</Empty>}
          {secretary && (
            <Actions>
              {[...new Set(items.map(({ kind }) => kind))].map((kind) => (
                <Button key={kind} disabled={act.busy} onClick={() => void again({ kind })}>
                  {t(words.all, { kind: t(worded(messageKinds, kind)) })}
                </Button>
              ))}
            </Actions>
          )}
          {items.map((item) => (
            <div class="card" key={item.message}>
              <p>
                <strong>{item.contact ?? "–"}</strong> · {name(item.channel)} ·{" "}
                {t(worded(messageKinds, item.kind))}
                <br />
                {t(words.reason)}: {t(worded(messageReasons, item.reason ?? "–"))}
                {item.dead_at != null && ` · ${write.moment(item.dead_at)}`}
              </p>
              {secretary && (
                <Actions>
                  <Button
                    disabled={act.busy || item.contact === null}
                    onClick={() => void again({ message: item.message })}
                  >
                    {t(words.again)}
                  </Button>
                  <Ask
                    danger
                    title={t(words.drop)}
                    sure={t(words.drop_sure)}
                    run={() =>
                      take(
                        api.POST("/api/v1/communities/{community}/messages/drops", {
                          params,
                          body: { message: item.message },
                        }),
                      )
                    }
                    after={messages.again}
                  />
                </Actions>
              )}
            </div>
          ))}
        </>
      )}
    </Shown>
  );
}
