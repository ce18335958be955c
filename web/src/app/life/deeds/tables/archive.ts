import { api, take } from "../../../../api/client.ts";
import { ACCESSES, CLASSES, DAYS_HINT } from "../../../../i18n/acts/kinds.ts";
import type { Views } from "../../office.tsx";
import { at, begins, file, given, line, one, orNone, plain, word } from "../fields.ts";
import type { Line, Table } from "../spec.ts";

type View = Views["archive"];

const roles = ["secretary", "chair", "member", "convener", "supervisor", "residents_committee"];

const days: Line<{ first: string; last: string } | null> = {
  kind: "line",
  optional: true,
  hint: DAYS_HINT,
  read: (text) => {
    if (text.trim() === "") return null;
    const [, first, last] = /^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/.exec(text.trim()) ?? [];
    return first === undefined || last === undefined ? undefined : { first, last };
  },
};

/** Deeds of the archive. */
export const ARCHIVE: Table<"archive", View> = {
  enter: {
    roles,
    fits: begins,
    fields: {
      title: line(200),
      class: word(CLASSES),
      access: word(ACCESSES),
      document: file(),
      days,
      about: given(() => null),
      replaces: orNone(
        one<View>(async ({ community: { community } }) => {
          const all = await take(
            api.GET("/api/v1/communities/{community}/archive", { params: { path: { community } } }),
          );
          return all
            .filter(({ state }) => state === "entered")
            .map(({ process, title }) => ({ value: process, label: plain(title) }));
        }),
      ),
    },
  },
  withdraw: { roles, fits: at("entered"), fields: { reason: file() } },
};
