import { CANDIDATE_FIELDS, REFUSALS } from "../../../../i18n/acts/kinds.ts";
import { hashedCommitment, keptValue } from "../../../../device/lots.ts";
import { digestOf } from "../../../../device/statements.ts";
import { problem } from "../../../../api/problem.ts";
import type { Views } from "../../office.tsx";
import {
  at,
  begins,
  draftMeeting,
  file,
  given,
  matterOfIt,
  moment,
  number,
  one,
  optional,
  plain,
  register,
  words,
} from "../fields.ts";
import type { Situation, Table } from "../spec.ts";

type View = Views["candidacy"];

const gathering = at<View>("gathering");
const convener = ["convener"];
const lot = ["convener", "scrutineer", "supervisor"];

const undecided = ({ of }: Situation<View>) =>
  (of?.candidacies ?? [])
    .filter(({ state }) => ["accepted", "eligible", "refused"].includes(state))
    .map(({ candidate }) => ({ value: candidate, label: plain(candidate) }));

/** The values of the lot that were revealed, in the order of their commitments. */
const values = ({ of }: Situation<View>) => (of?.commitments ?? []).map(({ value }) => value);

/** Those who may stand, in the order that follows from the values. */
async function ordered(situation: Situation<View>): Promise<string[]> {
  const { of } = situation;
  if (of === null) return [];
  const lot = await digestOf(values(situation));
  const drawn = await Promise.all(
    of.standing.map(async (candidate) => ({
      candidate,
      by: await digestOf({ candidate, lot, matter: of.matter }),
    })),
  );
  return drawn.sort((a, b) => (a.by < b.by ? -1 : 1)).map(({ candidate }) => candidate);
}

/** Deeds of calls for candidates; null are those of owners. */
export const CANDIDACY: Table<"candidacy", View> = {
  call: {
    roles: convener,
    fits: begins,
    fields: {
      meeting: draftMeeting,
      matter: matterOfIt,
      seats: number(),
      until: moment({ label: CANDIDATE_FIELDS.until }),
    },
  },
  admit: {
    roles: convener,
    fits: gathering,
    fields: { candidate: one(undecided), reasons: optional(file()) },
  },
  refuse: {
    roles: convener,
    fits: gathering,
    fields: { candidate: one(undecided), grounds: words(REFUSALS), reasons: file() },
  },
  commit: {
    roles: lot,
    fits: gathering,
    fields: { commitment: given(({ of }) => hashedCommitment(of?.process ?? "")) },
  },
  post: { roles: convener, fits: gathering, fields: { register } },
  reveal: {
    roles: lot,
    fits: at("posted"),
    fields: {
      value: given(async ({ of }) => {
        const value = await keptValue(of?.process ?? "", "");
        if (value === undefined) throw problem("no_value_here", "this device made no commitment");
        return value;
      }),
    },
  },
  order: {
    roles: lot,
    fits: at("posted"),
    fields: {
      matter: given(({ of }) => of?.matter ?? ""),
      values: given(values),
      candidates: given(ordered),
    },
  },
  abandon: { roles: convener, fits: at("gathering", "posted", "ordered"), fields: { reasons: file() } },
  nominate: null,
  stand: null,
  accept: null,
  decline: null,
  state: null,
  withdraw: null,
};
