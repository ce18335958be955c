import { useEffect, useState } from "preact/hooks";
import { api, JOSE, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import { Actions, Button, Card, Notice } from "../../../design/parts.tsx";
import { fingerprint } from "../../../device/keys.ts";
import { nonce, statement } from "../../../device/statements.ts";
import { devices as words, methods } from "../../../i18n/devices.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { useAct } from "../../pieces/act.tsx";
import { Signing } from "../../pieces/signing.tsx";
import { useSession } from "../../session.tsx";
import { useCommunity, type Community } from "../../within.tsx";

type Waiting = components["schemas"]["Waiting"];

/** How often a page looks for a device that was just added, in milliseconds. */
const LOOKS = 5_000;

/** Devices that want to be enrolled for the user, with the digits to compare. */
export function WaitingDevices({ community }: { community: string }) {
  const { t } = useSpeech();
  const { profile, refresh } = useSession();
  const [said, setSaid] = useState<"confirmed" | "refused">();
  const place = useCommunity(community);
  const own = profile?.keys.flatMap((key) =>
    key.community === community && key.owner != null ? [key.owner] : [],
  );
  const waiting = useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/enrolment-requests", { params: { path: { community } } }),
      ),
    [community],
  );
  useEffect(() => {
    const timer = setInterval(() => document.hidden || waiting.again(), LOOKS);
    return () => clearInterval(timer);
  }, [waiting.again]);
  const over = (what: "confirmed" | "refused") => {
    setSaid(what);
    waiting.again();
    void refresh();
  };
  // An officer sees here whatever waits at the desk; this page is about one's own devices.
  const requests = waiting.data?.requests.filter(({ owner }) => own?.includes(owner)) ?? [];
  return (
    <>
      {said !== undefined && <Notice kind="good">{t(words[said])}</Notice>}
      {place.data !== undefined &&
        requests.map((request) => (
          <OneWaiting key={request.request} community={place.data as Community} of={request} over={over} />
        ))}
    </>
  );
}

function OneWaiting(props: { community: Community; of: Waiting; over(what: "confirmed" | "refused"): void }) {
  const { t, formats } = useSpeech();
  const act = useAct();
  const [signs, setSigns] = useState(false);
  const { of, community } = props;
  const byDevice = of.method === "device";
  // The digits are worked out here and are not those that the service sent.
  const digits = fingerprint(of.key);
  const params = { path: { community: community.community, request: of.request } };
  const refuse = async () => {
    await take(api.DELETE("/api/v1/communities/{community}/enrolment-requests/{request}", { params }));
    props.over("refused");
  };
  return (
    <Card title={t(words.waiting)}>
      <p>{t(byDevice ? words.waiting_what : words.waiting_desk)}</p>
      <p class="digits">{digits}</p>
      <p>{t(words.waiting_until, { until: formats(community.time_zone).moment(of.expires_at) })}</p>
      {act.outcome}
      <Actions>
        {byDevice && (
          <Button kind="primary" onClick={() => setSigns(true)}>
            {t(words.same)}
          </Button>
        )}
        <Button kind="danger" disabled={act.busy} onClick={() => void act.run(refuse)}>
          {t(words.refuse)}
        </Button>
      </Actions>
      {signs && (
        <Signing
          of={{
            community: community.community,
            roles: ["owner"],
            owner: of.owner,
            title: t(words.confirm_title),
            facts: [
              [t(words.digits), <span class="code">{digits}</span>],
              [t(words.method), t(worded(methods, of.method))],
              [t(words.for_owner), t(words.as_owner, { owner: of.owner })],
            ],
            make: (key) => statement(key, "enrolment-confirmation", confirmation(community, of)),
            send: (body) =>
              take(
                api.POST("/api/v1/communities/{community}/enrolment-requests/{request}/confirmations", {
                  params,
                  body,
                  ...JOSE,
                }),
              ),
          }}
          done={() => props.over("confirmed")}
          cancel={() => setSigns(false)}
        />
      )}
    </Card>
  );
}

function confirmation({ origin, community }: Community, of: Waiting): object {
  const { activation, method, owner, key } = of;
  return { v: 1, origin, community, activation, method, owner, key, role: "owner", nonce: nonce() };
}
