import { ButtonLink } from "../../../design/parts.tsx";
import { running as words } from "../../../i18n/running.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { anyOf, useRoles } from "../../officer.ts";
import type { Held } from "./meeting.ts";

/** The ways to the work of a meeting, for those who have a part in it. */
export function Work({ of }: { of: Held }) {
  const { t } = useSpeech();
  const { community, meeting, state } = { ...of.meeting, community: of.community.community };
  const roles = useRoles(community);
  const base = `/c/${community}/office/meetings/${meeting}`;
  const noticed = state !== "draft";
  const watching = anyOf(roles, "convener", "secretary", "scrutineer", "supervisor");
  const reading = watching || anyOf(roles, "residents_committee");
  const ways = [
    { to: "/draft", name: words.draft_link, seen: !noticed && anyOf(roles, "convener", "secretary") },
    { to: "/roll", name: words.roll_link, seen: noticed },
    { to: "/service", name: words.service_link, seen: noticed && watching },
    { to: "/turnout", name: words.turnout_link, seen: noticed && state !== "noticed" },
    { to: "/papers", name: words.papers_link, seen: noticed && reading },
    { to: "/mandates", name: words.mandates_link, seen: noticed && reading },
    {
      to: "/objections",
      name: words.objections_link,
      seen: noticed && anyOf(roles, "convener", "secretary", "scrutineer", "supervisor"),
    },
  ].filter(({ seen }) => seen);
  return (
    <nav aria-label={t(words.work)}>
      <div class="actions">
        {ways.map(({ to, name }) => (
          <ButtonLink key={to} href={base + to}>
            {t(name)}
          </ButtonLink>
        ))}
      </div>
    </nav>
  );
}
