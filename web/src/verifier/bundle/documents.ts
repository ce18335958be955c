import { instant } from "../values/instants.ts";
import {
  anything,
  count,
  integer,
  list,
  orNull,
  record,
  text,
  version,
  word,
  type Shape,
  type Shaped,
} from "../values/shapes.ts";
import { readCanonical } from "../values/json.ts";
import { refuse } from "../values/unsound.ts";
import {
  area,
  areaSource,
  bytesOf,
  day,
  digest,
  electorId,
  identifier,
  ownerId,
  placeName,
  proposer,
  told,
  unitKind,
  unitLabel,
  uuid,
} from "../values/words.ts";
import { registerUnit } from "../statements/forms.ts";
import { serial } from "../statements/paperForms.ts";
import { statementKey } from "../statements/jws.ts";

/** Where every document of a meeting says it belongs. */
export const place = { v: version, community: uuid, meeting: uuid };
/** Who proposed a matter, where somebody said so. */
const proposed = { proposed_by: proposer };
const electorKind = word("owner", "developer");
const standing = record({ candidate: identifier, name: told(200) });

/** What rests and works in a year. */
export const holidayYear = record({
  year: integer(1, 9_999),
  source: text,
  rest: list(day),
  work: list(day),
});

/** An overlay of the rules, as a definition or a statement of rules names it. */
export const overlayReference = record({ id: text, version: text, sha256: digest, text: orNull(text) });

const matter = record(
  {
    matter: identifier,
    kind: text,
    title: told(200),
    text: told(10_000),
    electorate: record({
      buildings: list(placeName),
      entrances: list(record({ building: placeName, entrance: placeName })),
      units: list(unitLabel),
      floors: orNull(record({ lowest: integer(-20, 200), highest: integer(-20, 200) })),
      unit_kinds: list(unitKind),
      parking_counts: orNull(word("yes", "no")),
      storage_counts: orNull(word("yes", "no")),
    }),
    seats: orNull(count),
    candidates: list(standing),
    competence: orNull(record({ reason: text })),
  },
  proposed,
);

/** Every switch and the values it takes. */
const switches = record({
  ballot_form: word("per_elector", "per_unit"),
  split_head: text,
  overlapping_owners: word("distinct", "same_buyer"),
  non_voter: word("not_counted", "participates_as_abstain", "follows_majority", "deemed_for"),
  only_if_real_votes_reach_quorum: word("yes", "no"),
  spoiled_counts_as_participating: word("yes", "no"),
  blank_item: word("abstain", "spoiled"),
  revote: word("none", "once", "until_close"),
  channel_conflict: word("first", "online", "paper", "last"),
  candidate_ballot: word("approval", "for_against_abstain"),
  tie_break: word("other_measure_then_runoff", "lot", "runoff"),
  too_few_elected: word("stands_if_minimum", "fill_missing_seats", "new_election"),
  parking_counts: word("yes", "no"),
  storage_counts: word("yes", "no"),
  restrict_owners_in_arrears: word("none", "may_not_stand", "may_not_vote"),
  rank_by: word("heads", "area"),
  hide_running_tally: word("yes", "no"),
  publication: word("totals", "by_unit_participation", "by_unit_choice"),
});

/** The definition of a meeting. */
export const definition = record({
  ...place,
  origin: text,
  title: text,
  kind: word("inaugural", "regular", "extraordinary"),
  called_by: text,
  time_zone: text,
  opens_at: instant,
  closes_at: instant,
  objection_days: integer(0, 65_535),
  mode: word("named"),
  rule_pack: record({ id: text, version: text, sha256: digest }),
  witnesses: orNull(record({ required: count, witnesses: list(text) })),
  inboxes: list(record({ name: text, url: text, key: statementKey })),
  overlays: list(overlayReference),
  online_channel: record({ value: word("any", "recognised", "city_only"), recognition: orNull(text) }),
  holidays: orNull(list(holidayYear)),
  lot: orNull(record({ reveal_hours: integer(0, 65_535) })),
  non_voter_rule: orNull(record({ adopted_on: day, text, result: text })),
  delegate_rule: orNull(record({ adopted_on: day, text })),
  key_cooling_hours: integer(0, 65_535),
  switches,
  matters: list(matter),
});

/** A unit as everybody may see it. */
export const rollUnit = record({
  unit: unitLabel,
  building: placeName,
  entrance: orNull(placeName),
  floor: integer(-20, 200),
  kind: unitKind,
  area,
  area_source: areaSource,
});

/** Who decides, with what weight. */
export const roll = record({
  ...place,
  register_version: count,
  status: word("provisional", "final"),
  overlapping_owners: word("distinct", "same_buyer"),
  electors: list(
    record({ elector: electorId, kind: electorKind, heads: integer(1, 1), units: list(rollUnit) }),
  ),
});

/** Who stands behind the pseudonyms. */
export const annex = record({
  ...place,
  salt: digest,
  electors: list(record({ elector: electorId, kind: electorKind, owners: list(ownerId) })),
});

/** A version of the register. */
export const register = record({
  v: version,
  community: uuid,
  register_version: count,
  salt: digest,
  units: list(registerUnit),
});

/** The rules that a community stated. */
export const rules = record({
  v: version,
  community: uuid,
  rules_version: count,
  overlays: list(overlayReference),
  recognition: orNull(text),
});

/** Which papers were handed out. */
export const paperList = record({
  ...place,
  salt: digest,
  papers: list(record({ serial, elector: electorId })),
});

/** Who served a unit. */
export const serviceDetails = record({ v: version, meeting: uuid, salt: digest, served_by: told(100) });

const words = record({ zh: text, en: text });
const line = orNull(told(200));
const added = orNull(told(2_000));

/** A version of the notice. */
export const noticeText = record({
  ...place,
  origin: text,
  version: count,
  previous: orNull(digest),
  definition: digest,
  title: text,
  kind: text,
  called_by: text,
  time_zone: text,
  opens_at: instant,
  closes_at: instant,
  channel: anything,
  matters: list(
    record(
      {
        matter: identifier,
        kind: text,
        title: text,
        text,
        seats: orNull(count),
        candidates: list(record({ candidate: identifier, name: text })),
        rule: list(record({ words, article: text, verified: anything })),
      },
      proposed,
    ),
  ),
  silence: words,
  blank: anything,
  spoiled: anything,
  voting: record({ online: anything, paper: anything, proxy: anything }),
  objecting: record({ roll: words, competence: words, result: words, until: instant, result_days: count }),
  particulars: record({
    place: line,
    contact: line,
    online: added,
    paper: added,
    proxy: added,
    attachments: list(
      record({
        title: told(200),
        file_name: told(200),
        bytes: integer(1, 10 * 1024 * 1024),
        media_type: word("application/pdf", "image/jpeg", "image/png", "text/plain"),
        sha256: digest,
      }),
      20,
    ),
  }),
});

/** What a meeting decides, and by which rules. */
export type Definition = Shaped<typeof definition>;
/** A matter of a definition. */
export type DefinedMatter = Definition["matters"][number];
/** Who may vote, with what weight. */
export type Roll = Shaped<typeof roll>;
/** What binds the pseudonyms of a roll to the register. */
export type Annex = Shaped<typeof annex>;
/** The register of units and owners. */
export type Register = Shaped<typeof register>;
/** A version of the notice. */
export type NoticeText = Shaped<typeof noticeText>;

/** Reads a document from its canonical bytes. */
export function readDocument<T>(written: string, shape: Shape<T>): T {
  return shape(readCanonical(written), "document");
}

/** 32 random bytes of a value of the lot. */
export const lotValue = bytesOf(32, "随机数", "a value of 32 bytes");

/** Refuses a name that has control characters or only spaces. */
export function checkName(name: string): void {
  if (/\p{Cc}/u.test(name)) refuse("姓名含控制字符", "served_by is no name");
}
