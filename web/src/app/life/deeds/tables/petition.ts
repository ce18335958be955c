import { BODIES } from "../../../../i18n/acts/kinds.ts";
import type { Views } from "../../office.tsx";
import { at, day, draftMeeting, file, grant, word } from "../fields.ts";
import type { Table } from "../spec.ts";

type View = Views["petition"];

const supervisor = ["supervisor"];

/** Deeds of officers at petitions; the others are the owners'. */
export const PETITION: Table<"petition", View> = {
  agree: { roles: ["chair"], fits: at("submitted"), fields: {} },
  decline: { roles: ["chair"], fits: at("submitted"), fields: { reasons: file({}, "open") } },
  prepare: {
    roles: ["convener"],
    fits: at("agreed", "ordered", "substituted", "fallen"),
    fields: { meeting: draftMeeting },
  },
  order: {
    roles: supervisor,
    fits: at("submitted", "agreed", "declined", "fallen"),
    fields: { until: day(), text: file({}, "open") },
  },
  substitute: {
    roles: supervisor,
    fits: at("ordered", "substituted", "fallen"),
    fields: { body: word(BODIES), grant: grant(["convener"]), text: file({}, "open") },
  },
  open: null,
  support: null,
  withdraw: null,
  object: null,
  retract: null,
  submit: null,
  abandon: null,
};
