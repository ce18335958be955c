import { api, take } from "../../../api/client.ts";
import { problem } from "../../../api/problem.ts";
import { digest } from "../../../device/statements.ts";
import { Fields, Misshapen } from "../../../verifier/law/fields.ts";
import type { Electorate, Matter, Switches } from "../../../verifier/law/contract.ts";

/** The text that came is not the one whose digest a ballot would name. */
export const OTHER_TEXT = "definition_differs";

/** A matter as the definition puts it. */
export interface DefinedMatter extends Matter {
  readonly title: string;
  readonly text: string;
  /** Who proposed it, where somebody said so. */
  readonly proposedBy: string | undefined;
  readonly candidates: readonly { readonly candidate: string; readonly name: string }[];
}

/** A definition, as far as a voter is asked: the very text that a ballot signs by its digest. */
export interface Definition {
  readonly sha256: string;
  readonly origin: string;
  readonly title: string;
  readonly calledBy: string;
  readonly timeZone: string;
  readonly onlineChannel: string;
  readonly switches: Switches;
  readonly matters: readonly DefinedMatter[];
}

/** Reads a definition and holds it to its digest, so that what is shown is what is signed. */
export async function definitionOf(community: string, sha256: string): Promise<Definition> {
  const params = { path: { community, sha256 } };
  const asked = api.GET("/api/v1/communities/{community}/documents/{sha256}", { params, parseAs: "text" });
  const text = await take<string>(asked);
  if ((await digest(text)) !== sha256) throw problem(OTHER_TEXT, "the text is not the one of the digest");
  try {
    return { sha256, ...read(new Fields(JSON.parse(text), "")) };
  } catch (thrown) {
    if (thrown instanceof Misshapen) throw problem(OTHER_TEXT, thrown.message);
    throw thrown;
  }
}

function read(definition: Fields): Omit<Definition, "sha256"> {
  const switches = definition.fields("switches");
  return {
    origin: definition.text("origin"),
    title: definition.text("title"),
    calledBy: definition.text("called_by"),
    timeZone: definition.text("time_zone"),
    onlineChannel: definition.fields("online_channel").text("value"),
    switches: Object.fromEntries(switches.names().map((name) => [name, switches.text(name)])),
    matters: definition.each("matters").map(matterOf),
  };
}

function matterOf(matter: Fields): DefinedMatter {
  return {
    matter: matter.text("matter"),
    kind: matter.text("kind"),
    title: matter.text("title"),
    text: matter.text("text"),
    proposedBy: matter.names().includes("proposed_by") ? matter.text("proposed_by") : undefined,
    electorate: electorateOf(matter.fields("electorate")),
    seats: matter.raw("seats") === null ? null : matter.whole("seats"),
    candidates: matter.each("candidates").map((own) => {
      return { candidate: own.text("candidate"), name: own.text("name") };
    }),
    competence: null,
  };
}

function electorateOf(among: Fields): Electorate {
  const floors = among.raw("floors") === null ? null : among.fields("floors");
  return {
    buildings: among.texts("buildings"),
    entrances: among.each("entrances").map((own) => {
      return { building: own.text("building"), entrance: own.text("entrance") };
    }),
    units: among.texts("units"),
    floors: floors && { lowest: floors.whole("lowest"), highest: floors.whole("highest") },
    unit_kinds: among.texts("unit_kinds"),
    parking_counts: among.textOrNull("parking_counts"),
    storage_counts: among.textOrNull("storage_counts"),
  };
}
