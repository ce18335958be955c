import { useState } from "preact/hooks";
import { api, JOSE, take } from "../../../../api/client.ts";
import type { components } from "../../../../api/schema.d.ts";
import { Actions, Button, Card, Notice } from "../../../../design/parts.tsx";
import { nonce, statement } from "../../../../device/statements.ts";
import { meeting as words } from "../../../../i18n/meeting.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { Signing } from "../../../pieces/signing.tsx";

/** Where this device remembers which version its user has acknowledged. */
const ACKNOWLEDGED = "acknowledged:";

/** The versions of a notice, and the owner's word that it arrived. */
export function NoticeVersions(props: {
  notice: components["schemas"]["NoticeView"];
  canAcknowledge: boolean;
}) {
  const { notice, canAcknowledge } = props;
  const { t, formats } = useSpeech();
  const { community, meeting, origin, title, time_zone: zone } = notice.notice;
  const { moment } = formats(zone);
  const mark = ACKNOWLEDGED + notice.sha256;
  const [done, setDone] = useState(() => localStorage.getItem(mark) !== null);
  const [signing, setSigning] = useState(false);
  const path = { community, meeting };
  return (
    <Card title={t(words.versions)}>
      <ul>
        {notice.versions.map(({ version, given_at: at, reason }) => (
          <li key={version}>
            {t(words.version, { version, at: moment(at) })}
            {reason !== null && <p class="text">{t(words.version_reason, { reason })}</p>}
          </li>
        ))}
      </ul>
      <details>
        <summary>{t(words.digest)}</summary>
        <p class="code">{notice.sha256}</p>
      </details>
      {canAcknowledge && <p class="quiet">{t(words.opened)}</p>}
      {done && <Notice kind="good">{t(words.acknowledged)}</Notice>}
      {canAcknowledge && !done && (
        <Actions>
          <Button onClick={() => setSigning(true)}>{t(words.acknowledge)}</Button>
        </Actions>
      )}
      {signing && (
        <Signing
          of={{
            community,
            roles: ["owner"],
            title: t(words.acknowledge),
            facts: [
              [t(words.title), title],
              [t(words.versions), String(notice.version)],
            ],
            make: (key) =>
              statement(key, "notice-acknowledgement", {
                v: 1,
                origin,
                community,
                meeting,
                notice: notice.sha256,
                nonce: nonce(),
              }),
            send: (body) =>
              take(
                api.POST("/api/v1/communities/{community}/meetings/{meeting}/notice/acknowledgements", {
                  params: { path },
                  body,
                  ...JOSE,
                }),
              ),
          }}
          done={() => {
            localStorage.setItem(mark, "yes");
            setDone(true);
            setSigning(false);
          }}
          cancel={() => setSigning(false)}
        >
          <p>{t(words.acknowledge_what)}</p>
        </Signing>
      )}
    </Card>
  );
}
