import { api, take } from "../../../../api/client.ts";
import { EVALUATED, PUBLIC_REASON, QUESTION } from "../../../../i18n/acts/kinds.ts";
import type { Views } from "../../office.tsx";
import { at, begins, given, moment, register, text, word } from "../fields.ts";
import type { Rows, Table } from "../spec.ts";

type View = Views["evaluation"];

const roles = ["chair", "supervisor", "residents_committee"];

const questions: Rows<{ question: string; text: string }[], View> = {
  kind: "rows",
  columns: { text: { label: QUESTION, max: 500 } },
  read: (rows) =>
    rows.length === 0 || rows.some(({ text }) => !text?.trim())
      ? undefined
      : rows.map(({ text = "" }, index) => ({ question: `q${index + 1}`, text: text.trim() })),
};

/** Deeds of evaluations; answering is the owners'. */
export const EVALUATION: Table<"evaluation", View> = {
  open: { roles, fits: begins, fields: { of: word(EVALUATED), register, questions, closes_at: moment() } },
  publish: {
    roles,
    fits: at("closed"),
    fields: {
      totals: given(async ({ community: { community }, of }) =>
        take(
          api.GET("/api/v1/communities/{community}/evaluations/{process}/totals", {
            params: { path: { community, process: of?.process ?? "" } },
          }),
        ),
      ),
    },
  },
  cancel: { roles, fits: at("open", "closed"), fields: { reason: text(500, { label: PUBLIC_REASON }) } },
  answer: null,
};
