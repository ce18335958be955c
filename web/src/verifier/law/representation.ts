/** What became of who acts for an elector: `nobody` yet, or how whoever acts came to do so. */
export type ActingState = "settled" | "confirmed" | "set_aside" | "nobody" | "disputed" | "provisional";

/** Something that was said about who acts; `by` is the owner who said it, empty for the convener. */
export type Word =
  | { readonly kind: "nomination" | "objection"; readonly by: string; readonly representative: string }
  | { readonly kind: "withdrawal"; readonly by: string }
  | { readonly kind: "decision"; readonly outcome: string };

/** When something was said: the instant, when voting ends as it stood then, and the entry of the close if it came. */
export interface Said {
  readonly at: number;
  readonly closesAt: number;
  readonly close: number | null;
}

/** Who acts for an elector of several owners, from what is said and cast in the order of the record. */
export class Representation {
  private readonly named = new Map<string, string>();
  private objectors = new Set<string>();
  private owner: string | null = null;
  private since: number | null = null;
  private decided: "stands" | "set_aside" | null = null;
  private before: Representation | null = null;
  private ballots = 0;
  private own = 0;
  private succeeded = 0;
  readonly owners: readonly string[];
  /** Whether these are the developer's owners, each of whom acts in the place of the other. */
  private readonly stock: boolean;

  constructor(owners: readonly string[], stock = false) {
    this.owners = owners;
    this.stock = stock;
  }

  /** Who acts from an entry on, once the elector passed to others: what holders cast falls away, what owners cast stands. */
  passed(owners: readonly string[], index: number): Representation {
    if (this.own === 0) this.forget();
    const after = new Representation(owners);
    after.before = this;
    after.succeeded = index;
    return after;
  }

  /** Whoever acted before the last succession, if their vote stands. */
  votedBefore(): Representation | null {
    return this.before && this.before.standing() > 0 ? this.before : null;
  }

  /** The one owner, or the one whom all of them named. */
  settled(): string | null {
    if (this.owners.length === 1 && !this.stock) return this.owners[0] ?? null;
    const names = new Set(this.named.values());
    const [only] = names;
    return this.named.size === this.owners.length && names.size === 1 ? (only ?? null) : null;
  }

  state(): ActingState {
    const before = this.votedBefore();
    if (before) return before.state();
    if (this.stock || this.settled() !== null) return "settled";
    if (this.decided) return this.decided === "stands" ? "confirmed" : "set_aside";
    if (this.owner === null) return "nobody";
    return this.objectors.size > 0 ? "disputed" : "provisional";
  }

  /** How many votes stand. */
  standing(): number {
    const before = this.votedBefore();
    if (before) return before.standing();
    return this.state() === "set_aside" ? 0 : this.ballots;
  }

  /** Whether a ballot of an entry stands, counting or to be followed. */
  stands(index: number): boolean {
    const before = this.votedBefore();
    if (before) return index < this.succeeded && before.stands(index);
    return this.standing() > 0 && this.since !== null && this.since <= index;
  }

  /** Whether an owner may cast now. */
  admits(owner: string): boolean {
    if (this.votedBefore()) return false;
    if (this.stock) return true;
    const state = this.state();
    const acts = state === "settled" ? this.settled() : this.owner;
    return state !== "set_aside" && (acts === null || acts === owner);
  }

  /** Takes a ballot of an owner; `own` unless a holder cast it for them. */
  cast(owner: string, index: number, own = true): void {
    if (this.owner !== owner && !(this.stock && this.owner !== null)) {
      this.owner = owner;
      this.since = index;
      this.ballots = 0;
      this.own = 0;
    }
    this.ballots += 1;
    this.own += own ? 1 : 0;
  }

  /** Takes a paper that these owners signed, once all ballots are known; whether it stands. */
  takePaper(by: readonly string[], index: number): boolean {
    if (this.before && index < this.succeeded) return this.before.takePaper(by, index);
    if (this.votedBefore()) return false;
    const theirs = by.filter((owner) => this.owners.includes(owner));
    const all = this.owners.every((owner) => by.includes(owner));
    if (theirs.length > 0 && this.state() !== "settled" && all) return true;
    const owner = theirs.find((own) => this.admits(own));
    if (owner !== undefined) this.cast(owner, index);
    return owner !== undefined;
  }

  /** The same of a holder's, signed for the owner who gave the mandate. */
  takeHeldPaper(by: readonly string[], index: number): boolean {
    const [owner, other] = by;
    if (owner === undefined || other !== undefined || index < this.succeeded) return false;
    if (!this.owners.includes(owner) || !this.admits(owner)) return false;
    this.cast(owner, index, false);
    return true;
  }

  /** Takes what was said; whether it could be said. */
  say(word: Word, when: Said): boolean {
    const before = this.votedBefore();
    if (before && word.kind !== "nomination") return before.say(word, when);
    switch (word.kind) {
      case "decision":
        return this.decide(word.outcome);
      case "withdrawal":
        return this.state() === "disputed" && this.objectors.delete(word.by);
      case "objection":
        return this.object(word.by, word.representative, when);
      case "nomination":
        return this.name(word.by, word.representative, when);
    }
  }

  private decide(outcome: string): boolean {
    if (this.state() !== "disputed" || (outcome !== "stands" && outcome !== "set_aside")) return false;
    this.decided = outcome;
    this.objectors = new Set();
    return true;
  }

  private object(by: string, whom: string, { at, closesAt, close }: Said): boolean {
    // Whoever comes to act behind the close, by a ballot that is forwarded, can be objected to then.
    const actsSinceClose = close !== null && this.since !== null && close < this.since;
    const late = at >= closesAt && !actsSinceClose;
    const state = this.state();
    const acting = (state === "provisional" || state === "disputed") && whom === this.owner && whom !== by;
    if (late || !acting || !this.owners.includes(by) || this.objectors.has(by)) return false;
    this.objectors.add(by);
    return true;
  }

  private name(by: string, whom: string, { at, closesAt }: Said): boolean {
    const theirs = this.owners.includes(by) && this.owners.includes(whom);
    if (at >= closesAt || !theirs || this.named.get(by) === whom) return false;
    this.named.set(by, whom);
    if (this.settled() === null) return true;
    if (this.owner !== whom || this.decided === "set_aside") this.forget();
    this.decided = null;
    this.objectors = new Set();
    return true;
  }

  private forget(): void {
    this.owner = null;
    this.since = null;
    this.ballots = 0;
  }
}
