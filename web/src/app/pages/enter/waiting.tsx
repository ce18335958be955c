import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { problemOf } from "../../../api/problem.ts";
import { Actions, Button, Card, Notice } from "../../../design/parts.tsx";
import { fingerprint, forgetKey, keptKeys } from "../../../device/keys.ts";
import { activate as words } from "../../../i18n/activate.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useSession } from "../../session.tsx";
import { entered, type Pending } from "./enrolling.ts";

/** How often a page that waits looks, in milliseconds: an own device confirms at once, officers within days. */
const LOOKS = { own_device: 5_000, two_officers: 30_000 } as const;

/** Shows the digits that others compare, and looks until they have. */
export function Waiting({ pending, over }: { pending: Pending; over(): void }) {
  const { t, formats } = useSpeech();
  const session = useSession();
  const { route } = useLocation();
  const [looked, setLooked] = useState(false);

  const look = async () => {
    const key = (await keptKeys()).find(({ thumbprint }) => thumbprint === pending.thumbprint);
    if (key !== undefined && (await entered(session, key))) {
      over();
      route(pending.community === null ? "/" : `/c/${pending.community}`);
    }
    setLooked(true);
  };
  const own = pending.confirmation === "own_device";
  useEffect(() => {
    const timer = setInterval(
      () => void (document.hidden || look().catch(problemOf)),
      own ? LOOKS.own_device : LOOKS.two_officers,
    );
    return () => clearInterval(timer);
  }, []);
  const giveUp = async () => {
    await forgetKey(pending.thumbprint);
    over();
  };
  return (
    <>
      <Card title={t(words.waiting)}>
        <p>{t(own ? words.waiting_device : words.waiting_officers)}</p>
        <p class="quiet">{t(words.fingerprint)}</p>
        <p class="digits">{fingerprint(pending.thumbprint)}</p>
        <p>{t(words.waiting_until, { until: formats().moment(pending.expires_at) })}</p>
        <p class="quiet">{t(words.waiting_reload)}</p>
      </Card>
      {looked && <Notice>{t(words.not_yet)}</Notice>}
      <Actions>
        <Button kind="primary" onClick={() => void look()}>
          {t(words.check_now)}
        </Button>
        <Button onClick={() => void giveUp()}>{t(words.give_up)}</Button>
      </Actions>
    </>
  );
}
