import { AGENDA, ANSWERS, KIND_HINT } from "../../../../i18n/acts/kinds.ts";
import type { Views } from "../../office.tsx";
import { at, file, given, line, moment, one, plain, word } from "../fields.ts";
import type { Rows, Situation, Table } from "../spec.ts";

type View = Views["sitting"];

const members = ["chair", "member"];
const office = ["secretary", ...members];

const agenda: Rows<{ item: string; title: string; kind: string }[], View> = {
  kind: "rows",
  hint: KIND_HINT,
  columns: { title: { label: AGENDA.title }, kind: { label: AGENDA.kind, max: 64 } },
  read: (rows) =>
    rows.length === 0 || rows.some(({ title }) => !title?.trim())
      ? undefined
      : rows.map(({ title = "", kind = "" }, index) => ({
          item: `i${index + 1}`,
          title: title.trim(),
          kind: kind.trim() || "other",
        })),
};

const items = ({ of }: Situation<View>) =>
  (of?.items ?? []).map(({ item, title }) => ({ value: item, label: plain(title) }));

const put = ({ of }: Situation<View>) =>
  (of?.items ?? [])
    .filter(({ text }) => text !== null)
    .map(({ item, title }) => ({ value: item, label: plain(title) }));

/** Deeds of sittings of the committee. */
export const SITTING: Table<"sitting", View> = {
  petition: {
    roles: members,
    fits: (of) => of === null || of.state === "petitioned",
    fields: { reason: file() },
  },
  call: {
    roles: members,
    fits: (of) => of === null || of.state === "petitioned",
    fields: {
      begins_at: moment(),
      ends_at: moment(),
      place: line(200),
      document: file({ label: AGENDA.document }, "open"),
      items: agenda,
    },
  },
  tell: {
    roles: office,
    fits: (of) => of?.state === "called" && of.called?.told_at == null,
    fields: { letter: file() },
  },
  attend: { roles: members, fits: at("called", "in_session"), fields: {} },
  visit: {
    roles: ["residents_committee", "supervisor"],
    fits: at("called", "in_session"),
    fields: {},
  },
  put: {
    roles: members,
    fits: at("in_session"),
    fields: { item: one(items), text: file({ label: AGENDA.text }, "open") },
  },
  sign: {
    roles: members,
    fits: at("in_session"),
    fields: {
      item: one(put),
      text: given(({ of }, { item }) => of?.items.find((own) => own.item === item)?.text ?? ""),
      answer: word(ANSWERS, { label: AGENDA.answer }),
    },
  },
  close: { roles: office, fits: at("in_session"), fields: { minutes: file({}, "open") } },
  disperse: { roles: office, fits: at("called"), fields: {} },
  post: { roles: office, fits: at("closed"), fields: { evidence: file() } },
  postpone: {
    roles: members,
    fits: at("called"),
    fields: { begins_at: moment(), ends_at: moment(), reason: file() },
  },
  cancel: { roles: members, fits: at("petitioned", "called"), fields: { reason: file() } },
};
