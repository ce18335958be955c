import { api, take } from "../../../../api/client.ts";
import { SEALS } from "../../../../i18n/acts/kinds.ts";
import type { Views } from "../../office.tsx";
import { at, begins, file, given, line, one, plain, word } from "../fields.ts";
import type { Picked, Table } from "../spec.ts";

type View = Views["seal_use"];

const members = ["chair", "member"];
const clerks = ["secretary", ...members];
const same = given(({ of }: { of: View | null }) => of?.document ?? "");

/** A decision that a sitting took. */
const decision: Picked<{ sitting: string; item: string } | null, View> = {
  ...one<View>(async ({ community: { community } }) => {
    const sittings = await take(
      api.GET("/api/v1/communities/{community}/sittings", { params: { path: { community } } }),
    );
    return sittings.flatMap(({ process, items }) =>
      items
        .filter(({ decision }) => decision != null)
        .map(({ item, title }) => ({ value: `${process} ${item}`, label: plain(title) })),
    );
  }),
  optional: true,
  read: (text) => {
    const [sitting, item] = text.split(" ");
    return sitting === undefined || item === undefined ? null : { sitting, item };
  },
};

/** Deeds about uses of the seals. */
export const SEAL_USE: Table<"seal_use", View> = {
  request: {
    roles: clerks,
    fits: begins,
    fields: { seal: word(SEALS), document: file(), title: line(200), decided_in: decision },
  },
  approve: { roles: members, fits: at("requested"), fields: { document: same } },
  decline: { roles: members, fits: at("requested"), fields: { document: same, reason: file() } },
  use: { roles: clerks, fits: at("approved"), fields: { evidence: file() } },
  withdraw: { roles: clerks, fits: at("requested", "approved"), fields: {} },
};
