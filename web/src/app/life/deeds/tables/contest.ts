import { OUTCOMES, PUBLIC_REASON } from "../../../../i18n/acts/kinds.ts";
import type { Views } from "../../office.tsx";
import { given, text, word } from "../fields.ts";
import type { Situation, Table } from "../spec.ts";

type View = Views["contest"];

const answerers = [
  "convener",
  "secretary",
  "chair",
  "member",
  "scrutineer",
  "supervisor",
  "residents_committee",
];
const step = given(({ of }: Situation<View>) => of?.step ?? 0);
const reason = text(2000, { label: PUBLIC_REASON });
const standing =
  (...states: string[]) =>
  (of: View | null) =>
    of !== null && states.includes(of.standing);

/** Deeds at objections to steps; raising one takes its text along, and what follows from one has a process of its own. */
export const CONTEST: Table<"contest", View> = {
  answer: { roles: answerers, fits: standing("open"), fields: { step, outcome: word(OUTCOMES), reason } },
  correct_answer: {
    roles: answerers,
    fits: standing("answered"),
    fields: { step, outcome: word(OUTCOMES), reason, correction: text(2000) },
  },
  withdraw: {
    roles: ["scrutineer", "supervisor", "residents_committee"],
    fits: standing("open"),
    fields: {},
  },
  raise: null,
  order_remedy: null,
  report_recount: null,
  post_correction: null,
};
