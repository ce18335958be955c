import { spokenInstant } from "../values/instants.ts";
import {
  anything,
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
import {
  area,
  areaSource,
  day,
  digest,
  electorId,
  holder,
  identifier,
  keyId,
  method,
  nonce,
  ownerId,
  placeName,
  role,
  told,
  unitKind,
  unitLabel,
  uuid,
} from "../values/words.ts";
import { statementKey } from "./jws.ts";

const REASON_MAX = 2_000;
/** Why, in the words of who signs. */
export const reason = told(REASON_MAX);
/** Where every statement of a meeting says it belongs. */
export const place = { v: version, origin: text, community: uuid, meeting: uuid };
const answer = word("for", "against", "abstain");
/** A choice on one candidate. */
export const candidateChoice = record({ candidate: identifier, answer });

/** Candidates stand beside an answer only where the answer is that there are some. */
export function consistent<T extends { readonly candidates: readonly unknown[] }>(
  shape: Shape<T>,
  said: (own: T) => string,
): Shape<T> {
  return (value, at) => {
    const own = shape(value, at);
    const fits = said(own) === "candidates" || own.candidates.length === 0;
    return fits ? own : other(at, "既有选项又有候选人", "has an answer and candidates");
  };
}

/** A choice on a matter, as a ballot says it. */
export const matterChoice = consistent(
  record({
    matter: identifier,
    answer: word("for", "against", "abstain", "candidates"),
    candidates: list(candidateChoice),
  }),
  (own) => own.answer,
);

/** What a ballot says. */
export const ballot = record({
  ...place,
  definition: digest,
  roll: digest,
  elector: electorId,
  mandate: orNull(digest),
  choices: list(matterChoice),
  supersedes: orNull(digest),
  nonce,
});

/** That a key is somebody's. */
export const enrolment = record({
  v: version,
  origin: text,
  community: orNull(uuid),
  activation: uuid,
  method,
  confirmed_by: list(role),
  role: orNull(role),
  until: orNull(spokenInstant),
  owner: orNull(ownerId),
  consent: orNull(text),
  key: statementKey,
  nonce,
});

/** That somebody else saw who enrols. */
export const enrolmentConfirmation = record({
  v: version,
  origin: text,
  community: uuid,
  activation: uuid,
  method,
  owner: ownerId,
  key: keyId,
  role,
  nonce,
});

/** A unit of a register. */
export const registerUnit = record({
  unit: unitLabel,
  building: placeName,
  entrance: orNull(placeName),
  floor: integer(-20, 200),
  number: placeName,
  kind: unitKind,
  area,
  area_source: areaSource,
  stock: word("delivered", "developer_stock"),
  owners: list(ownerId),
});

const changes = {
  area: record({ correct: text, unit: unitLabel, area, area_source: areaSource }),
  owners: record({ correct: text, unit: unitLabel, owners: list(ownerId) }),
  stock: record({ correct: text, unit: unitLabel, stock: word("delivered", "developer_stock") }),
  missing: record({ correct: text, holding: registerUnit }),
  superfluous: record({ correct: text, unit: unitLabel }),
};

/** A change of the register by an amendment, with what it corrects. */
export type RollChange = {
  [Kind in keyof typeof changes]: Omit<Shaped<(typeof changes)[Kind]>, "correct"> & {
    readonly correct: Kind;
  };
}[keyof typeof changes];

const rollChange: Shape<RollChange> = (value, at) => {
  const kind = record({ correct: word("area", "owners", "stock", "missing", "superfluous") }, LOOSE)(
    value,
    at,
  ).correct;
  return { ...changes[kind](value, at), correct: kind } as RollChange;
};

const LOOSE = {
  unit: anything,
  area: anything,
  area_source: anything,
  owners: anything,
  stock: anything,
  holding: anything,
};

/** A correction of a provisional roll, and its confirmation. */
export const rollAmendment = record({ ...place, before: digest, change: rollChange, reason: text, nonce });
/** Confirmation of an amendment of the roll. */
export const rollConfirmation = record({ ...place, amendment: digest, role, nonce });

/** The service's word that notice was given, that a ballot was refused, an inbox's that it took one. */
export const notice = record({ ...place, definition: digest, roll: digest, noticed_at: spokenInstant });
/** The service's refusal of a ballot. */
export const refusal = record({ ...place, ballot: digest, code: text, received_at: spokenInstant });
/** A ballot that a second inbox took. */
export const forwarding = record({ ...place, ballot: digest, received_at: spokenInstant });

/** An owner's word that a version of the notice was opened. */
export const acknowledgement = record({ ...place, notice: digest, nonce });

/** What an officer commits to before the opening, and what was committed to. */
export const lotCommitment = record({ ...place, role, key: statementKey, commitment: digest });
/** The value of a commitment to the lot. */
export const lotReveal = record({ ...place, value: text });

/** Who acts for co-owners. */
export const nomination = record({ ...place, elector: electorId, representative: ownerId, nonce });
/** Objection to who acts for an elector. */
export const representationObjection = record({
  ...place,
  elector: electorId,
  representative: ownerId,
  reason: orNull(reason),
  nonce,
});
/** That objection taken back. */
export const representationWithdrawal = record({ ...place, elector: electorId, nonce });
/** The convener's decision between co-owners. */
export const representationDecision = record({
  ...place,
  elector: electorId,
  outcome: word("stands", "set_aside"),
  reason,
  nonce,
});

/** Mandates, and what is said about them. */
export const mandate = record({
  ...place,
  elector: electorId,
  principal: ownerId,
  holder,
  instructions: list(matterChoice),
  paper: orNull(digest),
  nonce,
});
/** A mandate taken back. */
export const mandateRevocation = record({ ...place, mandate: digest, paper: orNull(digest), nonce });
/** Somebody may hold no mandates. */
export const holderExclusion = record({ ...place, holder, reason, nonce });
/** That a delegate was elected. */
export const delegateAppointment = record({
  ...place,
  delegate: ownerId,
  building: placeName,
  entrance: orNull(placeName),
  from: day,
  until: day,
  minutes: digest,
  nonce,
});
/** What a principal wants of a delegate. */
export const opinion = record({
  ...place,
  mandate: digest,
  choices: list(matterChoice),
  evidence: digest,
  nonce,
});

/** What two people sign. */
export const assistance = record({
  ...place,
  elector: electorId,
  owner: ownerId,
  key: keyId,
  place: word("desk", "door"),
  nonce,
});
const ordered: Shape<readonly string[]> = (value, at) => {
  const owners = list(ownerId)(value, at);
  const rises = owners.every((own, index) => index === 0 || (owners[index - 1] ?? "") < own);
  return rises ? owners : other(at, "业主应按顺序各列一次", "owners must stand in order, each once");
};
/** Others act for an elector. */
export const succession = record({
  ...place,
  elector: electorId,
  by: word("transfer", "inheritance", "guardian", "legal_representative"),
  before: ordered,
  after: ordered,
  evidence: digest,
  reason,
  nonce,
});
/** Confirmation of an assistance or a succession. */
export const actingConfirmation = record({ ...place, statement: digest, role, nonce });

/** That a key of the service takes the place of another. */
export const keyReplacement = record({
  v: version,
  origin: text,
  key: word("checkpoints", "statements"),
  old: statementKey,
  new: statementKey,
  from: spokenInstant,
});

/** A deed of an officer, or of an owner; what was done is looked at by the life of the community. */
export const act = record({ v: version, origin: text, community: uuid, process: uuid, act: anything, nonce });

/** What is said on every kind of statement that belongs to a meeting. */
export interface Placed {
  readonly origin: string;
  readonly community: string;
  readonly meeting: string;
}
/** What a ballot says. */
export type Ballot = Shaped<typeof ballot>;
/** What an enrolment says. */
export type Enrolment = Shaped<typeof enrolment>;
/** The answer to one matter. */
export type MatterChoice = Shaped<typeof matterChoice>;
/** What a mandate says. */
export type Mandate = Shaped<typeof mandate>;
/** A unit as the register has it. */
export type RegisterUnit = Shaped<typeof registerUnit>;
