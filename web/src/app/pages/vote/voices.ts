import { api, take } from "../../../api/client.ts";
import { nonce, payloadOf, statement } from "../../../device/statements.ts";
import type { KeptBallot, KeptKey } from "../../../device/store.ts";
import { unitsOf } from "../../../verifier/law/electorate.ts";
import type { Elector } from "../../../verifier/law/contract.ts";
import { Fields } from "../../../verifier/law/fields.ts";
import type { HeldMandate, OwnElector } from "../owner/electors.ts";
import { choicesIn, spoken, type Choices } from "./choices.ts";
import type { DefinedMatter, Definition } from "./definition.ts";

/** One voice of whoever is here: their own for an elector, or somebody else's by a mandate. */
export interface Voice {
  /** Tells voices of one meeting apart. */
  readonly id: string;
  readonly elector: string;
  readonly units: readonly string[];
  readonly mandate: string | null;
  /** Who gave the mandate, as the register names them; null for one's own voice. */
  readonly principal: string | null;
  /** The owner whose key has to sign, where it is known. */
  readonly owner: string | null;
  readonly matters: readonly DefinedMatter[];
  /** What whoever gave the mandate settled. */
  readonly bound: Choices;
  /** The latest ballot of this voice, which the next one replaces. */
  readonly latest: string | null;
  /** Whether that is another co-owner's, who acted before all agreed on the caller, as far as this device knows. */
  readonly isOthers: boolean;
  /** What keeps a ballot back, as far as it is known before. */
  readonly blocked: "co_owners" | "no_opinion" | null;
}

/** The caller's own voice for an elector. */
export function ownVoice(elector: OwnElector, definition: Definition, kept: readonly KeptBallot[]): Voice {
  const latest = elector.latest_ballot ?? null;
  const isAgreed = elector.representation?.state === "settled" && elector.representation.may_vote;
  return {
    id: elector.elector,
    elector: elector.elector,
    units: elector.units,
    mandate: null,
    principal: null,
    owner: elector.representation?.owner ?? null,
    matters: definition.matters.filter(({ matter }) => elector.matters.includes(matter)),
    bound: {},
    latest,
    isOthers: isAgreed && latest !== null && kept.every(({ digest }) => digest !== latest),
    blocked: elector.representation?.may_vote === false ? "co_owners" : null,
  };
}

/** The voice of somebody who lets the caller vote. */
export function heldVoice(
  mandate: HeldMandate,
  definition: Definition,
  electors: readonly Elector[],
  kept: readonly KeptBallot[],
): Voice {
  const elector = electors.find((own) => own.elector === mandate.elector) ?? { units: [] };
  const [kind, holder = ""] = mandate.holder.split(":");
  const isDelegate = kind === "delegate";
  const opinion = mandate.opinions.at(-1)?.choices ?? [];
  return {
    id: mandate.mandate,
    elector: mandate.elector,
    units: mandate.units,
    mandate: mandate.mandate,
    principal: mandate.principal,
    owner: holder,
    matters: definition.matters.filter((matter) => unitsOf(elector, matter, definition.switches).length > 0),
    bound: choicesIn(isDelegate ? opinion : mandate.instructions),
    // The service tells a holder's own ballots to the device that cast them, by their receipts.
    latest: kept.filter((ballot) => mandateOf(ballot) === mandate.mandate).at(-1)?.digest ?? null,
    isOthers: false,
    blocked: isDelegate && mandate.opinions.length === 0 ? "no_opinion" : null,
  };
}

/** The electors of the roll that ballots name. */
export async function electorsOf(community: string, roll: string): Promise<readonly Elector[]> {
  const params = { path: { community, sha256: roll } };
  const document: unknown = await take(
    api.GET("/api/v1/communities/{community}/documents/{sha256}", { params }),
  );
  return new Fields(document, "roll").each("electors").map((own) => ({
    elector: own.text("elector"),
    kind: own.text("kind"),
    heads: own.whole("heads"),
    units: own.each("units").map((unit) => ({
      unit: unit.text("unit"),
      building: unit.text("building"),
      entrance: unit.textOrNull("entrance"),
      floor: Number(unit.raw("floor")),
      kind: unit.text("kind"),
      area: unit.textOrNull("area"),
      area_source: unit.text("area_source"),
    })),
  }));
}

/** Signs what a voice says. */
export async function ballot(
  key: KeptKey,
  voice: Voice,
  choices: Choices,
  place: { community: string; meeting: string; roll: string; definition: Definition },
): Promise<string> {
  return statement(key, "ballot", {
    v: 1,
    origin: place.definition.origin,
    community: place.community,
    meeting: place.meeting,
    definition: place.definition.sha256,
    roll: place.roll,
    elector: voice.elector,
    mandate: voice.mandate,
    choices: spoken(voice.matters, choices),
    supersedes: voice.latest,
    nonce: nonce(),
  });
}

function mandateOf({ statement }: KeptBallot): string | null {
  return new Fields(payloadOf(statement), "ballot").textOrNull("mandate");
}
