import { Card, Notice } from "../../../design/parts.tsx";
import { devices as words } from "../../../i18n/devices.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Page } from "../../pieces/page.tsx";
import { useSession } from "../../session.tsx";
import { SignedIn } from "../../within.tsx";
import { AddDevice } from "./add-device.tsx";
import { OwnKeys } from "./own-keys.tsx";
import { OwnSessions } from "./own-sessions.tsx";
import { WaitingDevices } from "./waiting-devices.tsx";

/** The devices of an account: what is enrolled, what waits, where one is signed in. */
export function Devices() {
  const { t } = useSpeech();
  return (
    <Page title={t(words.title)}>
      <SignedIn>
        <Everything />
      </SignedIn>
    </Page>
  );
}

function Everything() {
  const { t } = useSpeech();
  const { profile } = useSession();
  const communities = [
    ...new Set(
      profile?.keys.flatMap(({ community, owner, revoked_at }) =>
        community != null && owner != null && revoked_at == null ? [community] : [],
      ),
    ),
  ];
  return (
    <>
      <p>{t(words.intro)}</p>
      {communities.map((community) => (
        <WaitingDevices key={community} community={community} />
      ))}
      <OwnKeys />
      <AddDevice />
      <OwnSessions />
      <Card title={t(words.lost)}>
        <Notice kind="warn">
          <p>{t(words.lost_what)}</p>
        </Notice>
      </Card>
    </>
  );
}
