import { useState } from "preact/hooks";
import { Card } from "../../../design/parts.tsx";
import { letters as words } from "../../../i18n/letters.ts";
import { register } from "../../../i18n/register.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useRoles } from "../../officer.ts";
import { CommunityPage } from "../../within.tsx";
import { Desk } from "./letters/desk.tsx";
import { LettersForAll, LettersForSome } from "./letters/letters.tsx";
import { Requests } from "./letters/requests.tsx";
import { OwnerSearch } from "./register/search.tsx";

/** Codes for owners on letters and at the desk, and the keys that wait to be confirmed. */
export function Letters({ community }: { community: string }) {
  const { t } = useSpeech();
  const roles = useRoles(community);
  const [chosen, setChosen] = useState("");
  return (
    <CommunityPage title={t(words.title)} wide community={community}>
      {(place) => (
        <>
          <p>{t(words.intro)}</p>
          <Requests community={place} />
          {roles.has("secretary") && (
            <>
              <Card title={t(words.desk)}>
                <Desk community={community} chosen={chosen} />
              </Card>
              <Card title={t(register.search)}>
                <OwnerSearch community={community} choose={setChosen} />
              </Card>
              <LettersForSome community={community} />
              <LettersForAll community={community} />
            </>
          )}
        </>
      )}
    </CommunityPage>
  );
}
