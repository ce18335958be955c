/** A community that this device has seen, so that it can be named before anybody is signed in. */
export interface SeenCommunity {
  readonly community: string;
  readonly name: string;
}

const NAME = "communities";
const KEPT = 20;

/** The communities that this device has seen, the last one first. */
export function seenCommunities(): readonly SeenCommunity[] {
  const text = localStorage.getItem(NAME);
  return text === null ? [] : (JSON.parse(text) as SeenCommunity[]);
}

/** Remembers a community by its name. */
export function seeCommunity({ community, name }: SeenCommunity): void {
  const others = seenCommunities().filter((seen) => seen.community !== community);
  localStorage.setItem(NAME, JSON.stringify([{ community, name }, ...others].slice(0, KEPT)));
}
