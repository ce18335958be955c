import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useLoad } from "../../../api/load.ts";
import { Actions, Button, ButtonLink, Card, Notice } from "../../../design/parts.tsx";
import { seenCommunities } from "../../../device/communities.ts";
import { keptKeys } from "../../../device/keys.ts";
import type { KeptKey } from "../../../device/store.ts";
import { roleName } from "../../../i18n/roles.ts";
import { signIn as words } from "../../../i18n/sign-in.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useAct } from "../../pieces/act.tsx";
import { Page } from "../../pieces/page.tsx";
import { Shown } from "../../pieces/shown.tsx";
import { useSession } from "../../session.tsx";
import { communityOf, nextOf, takeFragment } from "./fragment.ts";
import { ReadingCode } from "./reading-code.tsx";

/** The door: by a key of this device, or for reading by digits that are sent. */
export function SignIn() {
  const { t } = useSpeech();
  const session = useSession();
  const { route } = useLocation();
  const [brought] = useState(takeFragment);
  const next = nextOf(brought);
  const wanted = communityOf(brought.get("community") ?? next ?? "");
  const keys = useLoad(async () => (await keptKeys()).filter((key) => key.enrolled), []);
  const go = (community: string | null) =>
    route(next ?? (community === null ? "/" : `/c/${community}`), true);

  if (session.status === "in") {
    return (
      <Page title={t(words.title)}>
        <p>{t(words.already)}</p>
        <ButtonLink kind="primary" href={next ?? "/"}>
          {t(words.go_on)}
        </ButtonLink>
      </Page>
    );
  }
  return (
    <Page title={t(words.title)}>
      <Shown of={keys}>
        {(keys) => (keys.length === 0 ? <NoKey /> : <ByKey keys={fitting(keys, wanted)} entered={go} />)}
      </Shown>
      <ReadingCode wanted={wanted} entered={go} open={keys.data?.length === 0} />
    </Page>
  );
}

/** The keys of the community that is wanted, or all. */
function fitting(keys: readonly KeptKey[], wanted: string | null): readonly KeptKey[] {
  const there = keys.filter(({ community }) => community === wanted);
  return there.length > 0 ? there : keys;
}

function NoKey() {
  const { t } = useSpeech();
  return (
    <Notice>
      <p>
        <strong>{t(words.no_key)}</strong>
      </p>
      <p>{t(words.no_key_what)}</p>
      <Actions>
        <ButtonLink kind="primary" href="/activate">
          {t(words.activate)}
        </ButtonLink>
      </Actions>
    </Notice>
  );
}

function ByKey({ keys, entered }: { keys: readonly KeptKey[]; entered(community: string | null): void }) {
  const { t } = useSpeech();
  const session = useSession();
  const act = useAct();
  const enter = (key: KeptKey) =>
    act.run(async () => {
      await session.enter(key, key.community);
      entered(key.community);
    });
  const single = keys.length === 1;
  const place = ({ community }: KeptKey) =>
    community === null
      ? t(words.the_service)
      : (seenCommunities().find((seen) => seen.community === community)?.name ??
        t(words.some_community, { id: community.slice(-6) }));
  const named = (key: KeptKey) =>
    key.owner !== null
      ? t(words.as_owner, { community: place(key) })
      : t(words.as_role, { community: place(key), role: t(roleName(key.role ?? "operator")) });
  return (
    <Card title={t(words.by_key)}>
      <p>{t(words.by_key_what)}</p>
      {act.outcome}
      <ul class="list">
        {keys.map((key) => (
          <li key={key.thumbprint}>
            <Button kind={single ? "primary" : "plain"} disabled={act.busy} onClick={() => void enter(key)}>
              {act.busy ? t(words.entering) : named(key)}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
