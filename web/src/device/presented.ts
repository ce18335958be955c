// Named like what is being filled in, so that signing out takes it off the device.
const KEPT = "draft:presented ";
const MOST = 50;

/** A key that an officer held against the device of the owner it is for. */
export interface Presented {
  readonly owner: string;
  readonly key: string;
}

/** Remembers a key that was confirmed on this device, for the help with a vote that may follow. */
export function keepPresented(community: string, { owner, key }: Presented): void {
  const others = presented(community).filter((one) => one.key !== key);
  localStorage.setItem(KEPT + community, JSON.stringify([{ owner, key }, ...others].slice(0, MOST)));
}

/** The keys that were confirmed on this device, the latest first. */
export function presented(community: string): Presented[] {
  const kept: unknown = JSON.parse(localStorage.getItem(KEPT + community) ?? "[]");
  return Array.isArray(kept) ? kept.filter(isPresented) : [];
}

function isPresented(one: unknown): one is Presented {
  if (typeof one !== "object" || one === null || !("owner" in one) || !("key" in one)) return false;
  return typeof one.owner === "string" && typeof one.key === "string";
}
