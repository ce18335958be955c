import { useLoad } from "../../../api/load.ts";
import { HANDOVERS, LIFE_STATES, lifeOffice as words, NOUNS } from "../../../i18n/acts/nouns.ts";
import { remedies } from "../../../i18n/acts/remedies.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import type { Noun } from "../../life/act.ts";
import { TABLES } from "../../life/deeds/nouns.ts";
import { NounDeeds } from "../../life/deeds/of-noun.tsx";
import { Handovers } from "../../life/handovers.tsx";
import { Remedies } from "../../life/remedies.tsx";
import { LISTS } from "../../life/lists.ts";
import { anyOf, useRoles } from "../../officer.ts";
import type { Views } from "../../life/office.tsx";
import { Opened } from "../../pieces/opened.tsx";
import { Page } from "../../pieces/page.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { SignedIn, Within, type Community } from "../../within.tsx";

const ORDER = Object.keys(NOUNS) as (keyof typeof NOUNS)[];

/** What officers do in a community's life between meetings, noun by noun. */
export function LifeOffice({ community }: { community: string }) {
  const { t } = useSpeech();
  return (
    <SignedIn>
      <Page title={t(words.title)}>
        <p>{t(words.what)}</p>
        <Within community={community}>
          {(place) => (
            <>
              {ORDER.map((noun) => (
                <Opened key={noun} summary={t(NOUNS[noun])}>
                  {() => <Processes noun={noun} community={place} />}
                </Opened>
              ))}
              <Opened summary={t(remedies.title)}>{() => <Remedies community={place} />}</Opened>
              <Opened summary={t(HANDOVERS)}>{() => <Handovers community={place} />}</Opened>
            </>
          )}
        </Within>
      </Page>
    </SignedIn>
  );
}

function Processes<N extends Noun>({ noun, community }: { noun: N; community: Community }) {
  const { t } = useSpeech();
  const roles = useRoles(community.community);
  const all = useLoad(() => LISTS[noun](community.community), [noun, community.community]);
  return (
    <Shown of={all}>
      {(all) => (
        <>
          {all.length === 0 && <Empty />}
          {all.map((of, index) => (
            <Opened key={of.process ?? index} summary={titleOf(of, t)}>
              {() => <NounDeeds noun={noun} community={community} of={of} after={again} />}
            </Opened>
          ))}
          {Object.values(TABLES[noun]).some(
            (spec) => spec !== null && spec.fits(null) && anyOf(roles, ...spec.roles),
          ) && <h2>{t(words.new)}</h2>}
          <NounDeeds noun={noun} community={community} of={null} after={again} />
        </>
      )}
    </Shown>
  );

  function again() {
    all.again();
  }
}

/** What a process is called here: by its own title where it has one, and where it stands. */
function titleOf(of: Views[Noun], t: ReturnType<typeof useSpeech>["t"]): string {
  const state = t(worded(LIFE_STATES, "state" in of ? of.state : of.standing));
  const title = "title" in of ? of.title : (of.process ?? "").slice(0, 8);
  return `${title} · ${state}`;
}
