import { api, take } from "../../../../api/client.ts";
import { problem } from "../../../../api/problem.ts";
import type { components } from "../../../../api/schema.d.ts";
import { PUBLIC_REASON } from "../../../../i18n/acts/kinds.ts";
import { FOUND, REMEDIES } from "../../../../i18n/acts/remedies.ts";
import { worded } from "../../../../i18n/words.ts";
import { file, given, plain, text, word } from "../fields.ts";
import type { Situation, Table } from "../spec.ts";

type Remedy = components["schemas"]["RemedyView"];

const objection = given(({ of }: Situation<Remedy>) => of?.objection ?? 0);
const reason = text(2000, { label: PUBLIC_REASON });
const awaits = (remedy: keyof typeof REMEDIES) => (of: Remedy | null) => of?.awaits === remedy;

/** The count run again by the service; the report says what it came to. */
function recount({ community: { community }, of }: Situation<Remedy>) {
  if (of === null) throw problem("remedy", "there is no objection");
  const params = { path: { community, meeting: of.meeting } };
  return take(api.GET("/api/v1/communities/{community}/meetings/{meeting}/recount", { params }));
}

/** What follows from an objection to a result that was upheld. */
export const REMEDY: Pick<Table<"contest", Remedy>, "order_remedy" | "report_recount" | "post_correction"> = {
  order_remedy: {
    roles: ["convener", "supervisor"],
    fits: (of) => of !== null && of.state !== "annulled",
    fields: { objection, remedy: word(REMEDIES), reason },
  },
  report_recount: {
    roles: ["convener", "scrutineer", "supervisor"],
    fits: awaits("recount"),
    fields: {
      objection,
      certificate: given(
        async (situation) => (await recount(situation)).certificate,
        async (situation) => plain((await recount(situation)).certificate),
      ),
      found: given(
        async (situation) => (await recount(situation)).found,
        async (situation) => worded(FOUND, (await recount(situation)).found),
      ),
    },
  },
  post_correction: {
    roles: ["convener", "supervisor"],
    fits: awaits("correction"),
    fields: { objection, document: file({}, "open"), reason },
  },
};
