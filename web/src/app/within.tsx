import { createContext, type ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";
import { api, take } from "../api/client.ts";
import { useLoad, type Loaded } from "../api/load.ts";
import type { components } from "../api/schema.d.ts";
import { seeCommunity } from "../device/communities.ts";
import { keptKeys } from "../device/keys.ts";
import type { KeptKey } from "../device/store.ts";
import type { Formats } from "../i18n/formats.ts";
import { useSpeech } from "../i18n/speech.tsx";
import { Page } from "./pieces/page.tsx";
import { Loading, Shown } from "./pieces/shown.tsx";
import { useSession } from "./session.tsx";

/** A community as the API shows it. */
export type Community = components["schemas"]["CommunityView"];

/** The community of an address. */
export function useCommunity(community: string): Loaded<Community> {
  return useLoad(async () => {
    const params = { path: { community } };
    const found = await take(api.GET("/api/v1/communities/{community}", { params }));
    seeCommunity(found);
    return found;
  }, [community]);
}

const Zone = createContext<string | undefined>(undefined);

/** A page of a community, once it is read; what is inside tells times as they are there. */
export function Within(props: { community: string; children(community: Community): ComponentChildren }) {
  const community = useCommunity(props.community);
  return (
    <Shown of={community}>
      {(community) => <Zone.Provider value={community.time_zone}>{props.children(community)}</Zone.Provider>}
    </Shown>
  );
}

/** Dates and numbers as they are written here, times as they are in the community around. */
export function useFormats(): Formats {
  const zone = useContext(Zone);
  return useSpeech().formats(zone);
}

/** The keys of this device that are enrolled in a community: for owners, or for one of the roles. */
export function useKeys(community: string): Loaded<KeptKey[]> {
  const { profile } = useSession();
  return useLoad(
    async () => (await keptKeys()).filter((key) => key.enrolled && key.community === community),
    [community, profile?.account],
  );
}

/** Shows a page to those who are signed in, and leads others to the door and back. */
export function SignedIn({ children }: { children: ComponentChildren }) {
  const { status } = useSession();
  const { url, route } = useLocation();
  useEffect(() => {
    if (status === "out") route(`/sign-in#next=${encodeURIComponent(url)}`, true);
  }, [status, url, route]);
  return status === "in" ? <>{children}</> : <Loading />;
}

/** A page of a community for those who are signed in. */
export function CommunityPage(props: {
  title: string;
  wide?: boolean;
  community: string;
  children(community: Community): ComponentChildren;
}) {
  return (
    <Page title={props.title} wide={props.wide ?? false}>
      <SignedIn>
        <Within community={props.community}>{props.children}</Within>
      </SignedIn>
    </Page>
  );
}
