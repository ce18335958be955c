import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import { Actions, Button, Card, Dialog, Facts } from "../../../design/parts.tsx";
import { common } from "../../../i18n/common.ts";
import { devices as words } from "../../../i18n/devices.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useAct } from "../../pieces/act.tsx";
import { Shown } from "../../pieces/shown.tsx";
import { useSession } from "../../session.tsx";

type OwnSession = components["schemas"]["OwnSession"];

/** Where the account is signed in, and how to end that. */
export function OwnSessions() {
  const { t } = useSpeech();
  const { leave, profile } = useSession();
  const sessions = useLoad(() => take(api.GET("/api/v1/sessions")), [profile?.keys]);
  const [asks, setAsks] = useState(false);
  const act = useAct();
  const end = async (session: string) => {
    await take(api.DELETE("/api/v1/sessions/{session}", { params: { path: { session } } }));
    sessions.again();
  };
  const everywhere = async () => {
    await take(api.DELETE("/api/v1/sessions"));
    await leave();
  };
  return (
    <Card title={t(words.sessions)}>
      <Shown of={sessions}>
        {({ sessions }) => (
          <>
            {sessions.map((session) => (
              <OneSession
                key={session.session}
                of={session}
                name={profile?.keys.find(({ thumbprint }) => thumbprint === session.key)?.label ?? null}
                busy={act.busy}
                end={() => void act.run(() => end(session.session))}
              />
            ))}
          </>
        )}
      </Shown>
      {act.outcome}
      <Actions>
        <Button onClick={() => void act.run(leave)}>{t(words.here)}</Button>
        <Button kind="danger" onClick={() => setAsks(true)}>
          {t(words.everywhere)}
        </Button>
      </Actions>
      <p class="quiet">{t(words.here_what)}</p>
      {asks && (
        <Dialog title={t(words.everywhere_title)} close={() => setAsks(false)}>
          <p>{t(words.everywhere_what)}</p>
          <Actions>
            <Button kind="danger" disabled={act.busy} onClick={() => void act.run(everywhere)}>
              {t(words.everywhere)}
            </Button>
            <Button onClick={() => setAsks(false)}>{t(common.cancel)}</Button>
          </Actions>
        </Dialog>
      )}
    </Card>
  );
}

function OneSession(props: { of: OwnSession; name: string | null; busy: boolean; end(): void }) {
  const { t, formats } = useSpeech();
  const { moment } = formats();
  const { of } = props;
  return (
    <>
      <h3>
        {props.name ?? t(words.unnamed)} {of.current && <span class="tag">{t(words.current)}</span>}
      </h3>
      <Facts
        facts={[
          [t(words.scope), t(of.scope === "read_only" ? words.read_only : words.full)],
          [t(words.started), moment(of.started_at)],
          [t(words.used), moment(of.used_at)],
        ]}
      />
      {!of.current && (
        <Actions>
          <Button disabled={props.busy} onClick={props.end}>
            {t(words.end)}
          </Button>
        </Actions>
      )}
    </>
  );
}
