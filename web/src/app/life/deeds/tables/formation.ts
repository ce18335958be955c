import { DRAFTS, GROUPS } from "../../../../i18n/acts/kinds.ts";
import type { Views } from "../../office.tsx";
import { group } from "../group.ts";
import {
  at,
  begins,
  dayBegins,
  draftMeeting,
  file,
  given,
  number,
  optional,
  register,
  text,
  word,
} from "../fields.ts";
import type { Line, Table } from "../spec.ts";

type View = Views["formation"];

const offices = ["supervisor", "residents_committee"];
const preparing = ["convener", ...offices];
const open = at<View>("grouped", "preparing");

/** Identifiers of candidates, one a line, in the order of the ballot. */
const candidates: Line<string[]> = {
  ...text(2000),
  read: (written) => {
    const all = written.split(/\s+/).filter((one) => one !== "");
    return all.length === 0 ? undefined : all;
  },
};

/** Deeds of the formation of the first assembly; joining is the owners'. */
export const FORMATION: Table<"formation", View> = {
  apply: {
    roles: offices,
    fits: begins,
    fields: { register, first_delivered_at: optional(dayBegins()) },
  },
  form_group: {
    roles: offices,
    fits: at("applied", "grouped", "preparing"),
    fields: {
      kind: word(GROUPS),
      group: group(([head, ...others]) => (head === undefined ? undefined : { head, others })),
      list: file(),
    },
  },
  post_register: { roles: preparing, fits: open, fields: { register } },
  post_draft: {
    roles: preparing,
    fits: open,
    fields: {
      text: word(DRAFTS),
      version: given(
        ({ of }, { text }) => (of?.drafts.find((draft) => draft.text === text)?.version ?? 0) + 1,
      ),
      document: file({}, "open"),
    },
  },
  post_candidates: { roles: preparing, fits: open, fields: { seats: number(), candidates } },
  name_meeting: { roles: preparing, fits: open, fields: { meeting: draftMeeting } },
  abandon: {
    roles: ["supervisor"],
    fits: at("applied", "grouped", "preparing"),
    fields: { reasons: file() },
  },
  join: null,
};
