import type { DefinedMatter, Roll } from "../bundle/documents.ts";
import type { Elector, Matter } from "../law/contract.ts";
import { unitsOf } from "../law/electorate.ts";
import type { Enrolments } from "../record/enrolments.ts";
import type { Acting } from "./acting.ts";
import type { Agenda } from "./agenda.ts";
import type { Contents } from "./contents.ts";
import type { Life } from "./life.ts";

/** An elector of the final roll with everything that is needed to judge its vote. */
export interface Seat {
  readonly elector: Elector;
  readonly matters: readonly DefinedMatter[];
}

/** What votes are held against: the meeting as it was opened. */
export class Hall {
  readonly contents: Contents;
  readonly life: Life;
  readonly agenda: Agenda;
  readonly enrolments: Enrolments;
  readonly acting: Acting;
  readonly roll: Roll;
  readonly rollDigest: string;
  readonly definition: string;
  private readonly groups: ReadonlyMap<string, { readonly kind: string; readonly owners: readonly string[] }>;
  private readonly seats = new Map<string, Seat>();

  constructor(
    contents: Contents,
    life: Life,
    agenda: Agenda,
    enrolments: Enrolments,
    acting: Acting,
    named: { readonly roll: Roll; readonly rollDigest: string; readonly definition: string },
    annex: readonly { readonly elector: string; readonly kind: string; readonly owners: readonly string[] }[],
  ) {
    this.contents = contents;
    this.life = life;
    this.agenda = agenda;
    this.enrolments = enrolments;
    this.acting = acting;
    this.roll = named.roll;
    this.rollDigest = named.rollDigest;
    this.definition = named.definition;
    this.groups = new Map(annex.map((own) => [own.elector, own]));
    for (const elector of named.roll.electors)
      this.seats.set(elector.elector, { elector, matters: this.decided(elector) });
  }

  /** An elector of the roll. */
  seat(elector: string): Seat | undefined {
    return this.seats.get(elector);
  }

  /** Who is behind a pseudonym, as the roll was frozen. */
  group(elector: string): { readonly kind: string; readonly owners: readonly string[] } | undefined {
    return this.groups.get(elector);
  }

  /** Everybody who is behind some pseudonym. */
  everybody(): Set<string> {
    return new Set([...this.groups.values()].flatMap((own) => own.owners));
  }

  /** Who acts for an elector just before an entry. */
  owners(elector: string, before: number): readonly string[] {
    return this.acting.owners(elector, this.group(elector)?.owners ?? [], before);
  }

  private decided(elector: Elector): readonly DefinedMatter[] {
    const { law, definition } = this.agenda;
    return definition.matters.filter((_, place) => {
      const own: Matter | undefined = law.matters[place];
      return own !== undefined && unitsOf(elector, own, law.switches).length > 0;
    });
  }
}
