import type { components } from "../../../api/schema.d.ts";
import { CAPACITIES, GROUP } from "../../../i18n/acts/kinds.ts";
import type { Sentence } from "../../../i18n/words.ts";
import { choicesOf, grantsOf } from "./fields.ts";
import type { Row } from "./rows.ts";
import type { Rows } from "./spec.ts";

type GroupMember = components["schemas"]["GroupMemberForm"];

const SIGNING = ["convener", "supervisor", "residents_committee"];

/** The members of a group, the head first. */
export function group<T>(read: (members: GroupMember[]) => T | undefined, hint?: Sentence): Rows<T, unknown> {
  return {
    kind: "rows",
    hint,
    columns: {
      capacity: { label: GROUP.capacity, choices: () => choicesOf(CAPACITIES) },
      grant: {
        label: GROUP.grant,
        choices: ({ community }) => grantsOf(community.community, SIGNING),
      },
    },
    read: (rows) => (rows.some(({ capacity }) => !capacity) ? undefined : read(rows.map(memberOf))),
  };
}

function memberOf({ capacity = "", grant = "" }: Row): GroupMember {
  return { capacity, grant: grant === "" ? null : grant };
}
