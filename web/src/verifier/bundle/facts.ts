import { instant } from "../values/instants.ts";
import { readCanonical } from "../values/json.ts";
import {
  count,
  flag,
  integer,
  list,
  orNull,
  other,
  record,
  text,
  version,
  word,
  type Shape,
  type Shaped,
} from "../values/shapes.ts";
import { refuse } from "../values/unsound.ts";
import { digest, electorId, identifier, method, role, unitLabel, uuid } from "../values/words.ts";
import { utf8 } from "../values/bytes.ts";
import { serial } from "../statements/paperForms.ts";

const ENTRY_MAX_BYTES = 65_535;
const meeting = uuid;
const confirmed = { by: role, confirmation: digest, confirmed_by: role };
const channel = word("in_app", "email", "message", "letter", "door", "posting");
const service = {
  meeting,
  unit: unitLabel,
  channel,
  by: role,
  version: count,
  evidence: orNull(digest),
  details: orNull(digest),
};
const said = { meeting, elector: electorId, statement: digest };

/** The fields of each kind of fact, besides its kind. */
const FACTS = {
  register_imported: { version: count, document: digest },
  rules_set: { version: count, document: digest },
  key_enrolled: { method, confirmed_by: list(role), statement: digest, confirmations: list(digest) },
  key_revoked: { statement: digest },
  role_granted: { grant: uuid, role, until: orNull(instant), enrolment: digest },
  role_ended: { grant: uuid, reason: text },
  service_key_replaced: { key: word("checkpoints", "statements"), statement: text },
  meeting_noticed: {
    meeting,
    definition: digest,
    roll: digest,
    annex: digest,
    statement: digest,
    notice: digest,
    keys_before: count,
  },
  notice_versioned: { meeting, version: count, notice: digest, reason: text },
  roll_amended: {
    meeting,
    statement: digest,
    ...confirmed,
    reason: text,
    before: digest,
    roll: digest,
    annex: digest,
  },
  objection_raised: {
    meeting,
    objection: uuid,
    stage: word("roll", "candidates", "competence", "result"),
    ground: word(
      "area_wrong",
      "not_an_owner",
      "missing_from_roll",
      "not_eligible",
      "outside_competence",
      "count_wrong",
      "procedure",
      "other",
    ),
    matter: orNull(identifier),
    paper: orNull(digest),
    text: digest,
  },
  objection_withdrawn: { meeting, objection: uuid, paper: orNull(digest) },
  objection_answered: {
    meeting,
    objection: uuid,
    answer: digest,
    upheld: flag,
    summary: text,
    correction: orNull(text),
    amendment: orNull(count),
  },
  lot_committed: { meeting, role, statement: digest },
  unit_served: { ...service, served_at: instant },
  service_attempted: { ...service, attempted_at: instant },
  meeting_opened: { meeting, definition: digest, roll: digest, annex: digest },
  ballot_received: { meeting, statement: digest, received_at: instant, forwarding: orNull(digest) },
  representative_nominated: said,
  representation_disputed: said,
  representation_dispute_withdrawn: said,
  representation_decided: { ...said, outcome: word("stands", "set_aside"), reason: text },
  mandate_given: { ...said, confirmation: orNull(digest) },
  mandate_revoked: { meeting, mandate: digest, statement: digest, confirmation: orNull(digest) },
  holder_excluded: { meeting, statement: digest },
  delegate_appointed: { meeting, statement: digest, confirmation: orNull(digest) },
  opinion_recorded: { meeting, mandate: digest, statement: digest },
  papers_issued: { meeting, by: role, list: digest, papers: count, statement: digest },
  paper_returned: {
    meeting,
    by: role,
    serial,
    received_at: instant,
    way: word("desk", "door", "mail", "box"),
    scan: digest,
    statement: digest,
  },
  paper_withdrawn: {
    meeting,
    by: role,
    serial,
    why: word("damaged", "lost", "withdrawn", "misprinted"),
    statement: digest,
  },
  paper_entered: { meeting, by: role, serial, reading: integer(0, 255), statement: digest },
  papers_counted: {
    meeting,
    by: role,
    issued: count,
    returned: count,
    outstanding: count,
    spoiled: count,
    void: count,
    sample: count,
    reason: orNull(text),
    statement: digest,
  },
  papers_sampled: { meeting, by: role, papers: count, differing: count, statement: digest },
  assistance_recorded: { meeting, statement: digest, ...confirmed },
  succession_recorded: { ...said, ...confirmed, evidence: digest, reason: text },
  meeting_extended: { meeting, closes_at: instant, reason: text },
  meeting_closed: { meeting, ballots: count },
  lot_revealed: { meeting, statement: digest },
  meeting_counted: { meeting, certificate: digest },
  certificate_signed: { meeting, certificate: digest, role, signature: digest },
  result_announced: { meeting, certificate: digest, open_objections: count },
  meeting_cancelled: { meeting, reason: text },
  meeting_annulled: { meeting, reason: text },
  act_recorded: {
    subject: word(
      "formation",
      "committee",
      "term",
      "contract",
      "petition",
      "candidacy",
      "sitting",
      "seal_use",
      "archive",
      "contest",
      "evaluation",
    ),
    process: uuid,
    by: role,
    statement: digest,
  },
  audit_material_erased: { of: uuid },
} as const;

type Kinds = typeof FACTS;

/** A kind of fact. */
export type FactKind = keyof Kinds;

/** One kind of fact with its fields. */
export type FactOf<K extends FactKind> = K extends FactKind
  ? { readonly [Name in keyof Kinds[K]]: Shaped<Kinds[K][Name]> } & { readonly kind: K }
  : never;

/** Any fact. */
export type Fact = FactOf<FactKind>;

const SHAPES = new Map(
  Object.entries(FACTS).map(([kind, fields]) => [
    kind,
    record({ kind: word(kind), ...fields }) as unknown as Shape<Fact>,
  ]),
);

const fact: Shape<Fact> = (value, place) => {
  const kind = typeof value === "object" && value !== null && "kind" in value ? value.kind : null;
  const shape = typeof kind === "string" ? SHAPES.get(kind) : undefined;
  return shape ? shape(value, place) : other(place, "未知种类", "is of a kind that is not known here");
};

const entry = record({ at: instant, fact, v: version });

/** An entry of the record as it was read. */
export type Entry = Shaped<typeof entry>;

/** Reads an entry from its canonical bytes. */
export function readEntry(written: string): Entry {
  if (utf8(written).length > ENTRY_MAX_BYTES) refuse("记录过长", "an entry has too many bytes");
  return entry(readCanonical(written), "entry");
}

/** The meeting that a fact belongs to; `null` if it belongs to none. */
export function meetingOf(own: Fact): string | null {
  return "meeting" in own ? own.meeting : null;
}
