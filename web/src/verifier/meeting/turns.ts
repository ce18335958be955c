import type { Ledger } from "../ledger.ts";
import { missing, unnamed } from "./completeness.ts";
import { shownTwice, type StepOf } from "./contents.ts";

type Recorded = StepOf<"ballot_received">;

/** Where a ballot is recorded, and how far these places were passed. */
interface Places {
  readonly all: number[];
  ahead: number;
  behind: number;
}

/** Which ballot of the file belongs to which entry, in the order of the record. */
export class Turns {
  private readonly shown: boolean[] = [];
  private readonly places = new Map<string, Places>();
  private readonly recorded: readonly Recorded[];
  private readonly ledger: Ledger;

  constructor(recorded: readonly Recorded[], ledger: Ledger) {
    this.recorded = recorded;
    this.ledger = ledger;
    recorded.forEach(({ fact }, place) => {
      const known = this.places.get(fact.statement);
      if (known) known.all.push(place);
      else this.places.set(fact.statement, { all: [place], ahead: 0, behind: 0 });
    });
  }

  /** The entry of the next ballot shown; nothing if it is not its turn. */
  take(digest: string): Recorded | undefined {
    const next = this.shown.length;
    const place = this.place(digest, next);
    if (place === undefined) {
      unnamed(digest, "ballot", this.ledger);
      return undefined;
    }
    if (place >= next) {
      while (this.shown.length < place) this.shown.push(false);
      this.shown.push(true);
      return this.recorded[place];
    }
    if (this.shown[place]) shownTwice(digest, this.ledger);
    else {
      this.shown[place] = true;
      const index = this.recorded[place]?.index ?? 0;
      this.ledger.finding("ballots_ordered", {
        zh: `记录 ${index} 的选票排在更晚的选票之后，未予判定。`,
        en: `The ballot of entry ${index} stands behind a later one, so it was not judged.`,
      });
    }
    return undefined;
  }

  /** The place of a ballot: the first to come, else the first that was passed over, else one that had its turn. */
  private place(digest: string, next: number): number | undefined {
    const own = this.places.get(digest);
    if (!own) return undefined;
    const { all } = own;
    // Both marks only move on: what came to pass stays so.
    while (own.ahead < all.length && (all[own.ahead] ?? 0) < next) own.ahead += 1;
    if (own.ahead < all.length) return all[own.ahead];
    while (own.behind < all.length && this.shown[all[own.behind] ?? 0]) own.behind += 1;
    return all[own.behind] ?? all[0];
  }

  /** Notes which recorded ballots were not shown. */
  close(): void {
    const twice = new Set(
      [...this.places]
        .filter(([, own]) => own.all.some((place) => this.shown[place]))
        .map(([digest]) => digest),
    );
    this.recorded.forEach(({ index, fact }, place) => {
      if (this.shown[place]) return;
      if (twice.has(fact.statement))
        this.ledger.finding("ballots_accepted", {
          zh: `记录 ${index} 重复记录了另一条记录已载的选票。`,
          en: `Entry ${index} records a ballot that another entry records too.`,
        });
      else missing(index, fact.statement, "ballot", this.ledger);
    });
  }
}
