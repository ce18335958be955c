import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";
import { useLoad } from "../../api/load.ts";
import { ButtonLink, Card } from "../../design/parts.tsx";
import { start as words } from "../../i18n/start.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { Page } from "../pieces/page.tsx";
import { Loading, Shown } from "../pieces/shown.tsx";
import { useSession } from "../session.tsx";

/** Where everybody begins: what is due for whoever is signed in, the ways in for everybody else. */
export function Start() {
  const { t } = useSpeech();
  const { route } = useLocation();
  const session = useSession();
  useEffect(() => {
    const elsewhere = led(location.hash);
    if (elsewhere !== null) route(elsewhere, true);
  }, []);
  return (
    <Page title={t(words.title)}>
      {session.status === "starting" ? <Loading /> : session.status === "in" ? <Within /> : <Welcome />}
    </Page>
  );
}

/** Loaded for those who are signed in alone, so that a first visit stays small. */
function Within() {
  const home = useLoad(() => import("./owner/home.tsx"), []);
  return <Shown of={home}>{({ Home }) => <Home />}</Shown>;
}

function Welcome() {
  const { t } = useSpeech();
  const doors = [
    { href: "/activate", name: words.activate, what: words.activate_what },
    { href: "/sign-in", name: words.sign_in, what: words.sign_in_what },
    { href: "/verify", name: words.verify, what: words.verify_what },
  ] as const;
  return (
    <>
      <p class="large">{t(words.welcome)}</p>
      {doors.map(({ href, name, what }, index) => (
        <Card key={href}>
          <p>{t(what)}</p>
          <ButtonLink kind={index === 0 ? "primary" : "plain"} href={href}>
            {t(name)}
          </ButtonLink>
        </Card>
      ))}
    </>
  );
}

/** Letters and providers lead to the start with what they bring behind the `#`; the pages for it are elsewhere. */
function led(hash: string): string | null {
  const letter = /^#\/activation\/([^/?]+)$/.exec(hash);
  if (letter !== null) return `/activate#code=${letter[1]}`;
  const provider = /^#\/provider-returns\/([^/?]+)\??(.*)$/.exec(hash);
  return provider === null ? null : `/activate#provider=${provider[1]}&${provider[2]}`;
}
