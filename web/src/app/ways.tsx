import { useLocation } from "preact-iso";
import { useSpeech } from "../i18n/speech.tsx";
import { ways } from "../i18n/ways.ts";
import { useSession } from "./session.tsx";

/** The ways of a community, each for those who need it; pages decide themselves what may be done. */
export function Ways() {
  const { t } = useSpeech();
  const { path } = useLocation();
  const { profile } = useSession();
  const community = /^\/c\/([^/]+)/.exec(path)?.[1];
  if (community === undefined) return null;
  const base = `/c/${community}`;
  const officer = profile?.grants.some((grant) => grant.community === community) ?? false;
  const owner = profile?.keys.some((key) => key.community === community && key.owner !== null) ?? false;
  const shown = [
    { href: base, name: ways.meetings, seen: true },
    { href: `${base}/mine`, name: ways.mine, seen: owner },
    { href: `${base}/committee`, name: ways.committee, seen: true },
    { href: `${base}/office`, name: ways.office, seen: officer },
  ].filter(({ seen }) => seen);
  return (
    <nav class="ways" aria-label={t(ways.title)}>
      <ul>
        {shown.map(({ href, name }) => (
          <li key={href}>
            <a href={href} {...(path === href ? { "aria-current": "page" as const } : {})}>
              {t(name)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
