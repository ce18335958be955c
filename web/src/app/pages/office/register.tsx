import { Card } from "../../../design/parts.tsx";
import { register as words } from "../../../i18n/register.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Page } from "../../pieces/page.tsx";
import { SignedIn } from "../../within.tsx";
import { ColumnHelp, Template } from "./register/columns.tsx";
import { Importing } from "./register/importing.tsx";
import { OwnerSearch } from "./register/search.tsx";
import { useVersions, Versions } from "./register/versions.tsx";

/** The owners' register: importing it, looking owners up, and what was imported before. */
export function Register({ community }: { community: string }) {
  const { t } = useSpeech();
  const versions = useVersions(community);
  return (
    <Page title={t(words.title)} wide>
      <SignedIn>
        <Card title={t(words.import)}>
          <p>{t(words.how)}</p>
          <Template />
          <ColumnHelp />
          <Importing community={community} imported={versions.again} />
        </Card>
        <Card title={t(words.search)}>
          <OwnerSearch community={community} />
        </Card>
        <Card title={t(words.versions)}>
          <Versions of={versions} community={community} />
        </Card>
      </SignedIn>
    </Page>
  );
}
