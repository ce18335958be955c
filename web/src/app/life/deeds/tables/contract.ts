import type { Views } from "../../office.tsx";
import { at, begins, dayBegins, file, moment } from "../fields.ts";
import type { Table } from "../spec.ts";

const roles = ["chair", "convener"];
const running = at<Views["contract"]>("running");

/** Deeds of contracts with managers. */
export const CONTRACT: Table<"contract", Views["contract"]> = {
  agree: {
    roles,
    fits: begins,
    fields: { document: file(), from: dayBegins(), until: dayBegins() },
  },
  prolong: { roles, fits: running, fields: { document: file(), until: dayBegins() } },
  let_expire: { roles, fits: running, fields: { document: file() } },
  dismiss: { roles, fits: running, fields: { told_at: moment(), evidence: file() } },
  end: { roles, fits: at("running", "dismissed"), fields: { evidence: file() } },
};
