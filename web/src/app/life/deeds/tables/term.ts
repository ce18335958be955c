import { api, take } from "../../../../api/client.ts";
import type { components } from "../../../../api/schema.d.ts";
import {
  ACTING_HINT,
  HANDOVER_GROUNDS,
  ITEM,
  ITEM_KINDS,
  LEFT_SEAT,
  SIDES,
} from "../../../../i18n/acts/kinds.ts";
import { say } from "../../../../i18n/words.ts";
import { dayAt } from "../../../../i18n/zones.ts";
import type { Views } from "../../office.tsx";
import { at, choicesOf, draftMeeting, file, given, matterOfIt, named, one, plain, word } from "../fields.ts";
import { group } from "../group.ts";
import { parts } from "../rows.ts";
import type { Choice, Picked, Rows, Situation, Table } from "../spec.ts";

type View = Views["term"];
type Handover = components["schemas"]["HandoverView"];
type Schemas = components["schemas"];

const supervisor = ["supervisor"];
const members = ["chair", "member"];
const sides = [...members, "convener", "supervisor", "residents_committee"];
const auditors = ["supervisor", "residents_committee"];
const always = (of: unknown) => of !== null;
const committee = given(({ of }: Situation<View>) => of?.committee ?? "");

/** Seats that somebody left, by the grants they had. */
async function leftSeats(community: string): Promise<Choice[]> {
  const all = await take(
    api.GET("/api/v1/communities/{community}/committees", { params: { path: { community } } }),
  );
  const left = all.flatMap(({ members }) => members.filter(({ standing }) => standing === "ended"));
  const names = await named(
    community,
    left.map(({ member }) => member),
  );
  return left.flatMap(({ grants: [grant] }, index) => {
    const name = names[index]?.label;
    if (grant === undefined || name === undefined) return [];
    const label = {
      zh: say(LEFT_SEAT, "zh", { name: name.zh }),
      en: say(LEFT_SEAT, "en", { name: name.en }),
    };
    return [{ value: `seat ${grant}`, label }];
  });
}

async function committees({ community: { community, time_zone } }: Situation<View>): Promise<Choice[]> {
  const all = await take(
    api.GET("/api/v1/communities/{community}/committees", { params: { path: { community } } }),
  );
  return all.map(({ process, announced_at }) => ({
    value: process,
    label: plain(`${dayAt(announced_at, time_zone)} · ${process.slice(0, 8)}`),
  }));
}

const giver: Picked<Schemas["HandoverGiver"], View> = {
  kind: "one",
  choices: async ({ community }) => [...choicesOf(SIDES), ...(await leftSeats(community.community))],
  read: (text) => {
    const [side, grant] = text.split(" ");
    if (side === "seat" && grant !== undefined) return { side, grant };
    return side === "committee" || side === "office" || side === "acting" ? { side } : undefined;
  },
};

const taker: Picked<Schemas["HandoverTaker"], View> = {
  kind: "one",
  choices: async (situation) => [
    { value: "office", label: SIDES.office },
    { value: "acting", label: SIDES.acting },
    ...(await committees(situation)).map(({ value, label }) => ({
      value: `committee ${value}`,
      label: { zh: `${SIDES.committee.zh} ${label.zh}`, en: `${SIDES.committee.en} ${label.en}` },
    })),
  ],
  read: (text) => {
    const [side, committee] = text.split(" ");
    if (side === "committee" && committee !== undefined) return { side, committee };
    return side === "office" || side === "acting" ? { side } : undefined;
  },
};

/** The end of a committee's term. */
export const TERM: Table<"term", View> = {
  report: { roles: members, fits: at("running"), fields: { committee, document: file() } },
  form_group: {
    roles: supervisor,
    fits: at("running", "reported", "group_formed", "lapsed", "substituted"),
    fields: {
      committee,
      // The head stands apart from the others in the deed, and first in the list that is written.
      head: group(([head, ...more]) => (more.length === 0 ? head : undefined)),
      others: group((others) => others),
      list: file(),
    },
  },
  name_election: {
    roles: ["convener", "supervisor", "residents_committee"],
    fits: at("group_formed", "election_called", "substituted"),
    fields: { meeting: draftMeeting, matter: matterOfIt },
  },
  name_acting: {
    roles: supervisor,
    fits: at("lapsed", "substituted"),
    fields: {
      committee,
      acting: group<Schemas["ActingBody"]>(
        ([head, ...others]) =>
          head === undefined ? { body: "residents_committee" } : { body: "interim_committee", head, others },
        ACTING_HINT,
      ),
      order: file(),
    },
  },
  take_over: {
    roles: [...members, "supervisor"],
    fits: at("elected"),
    fields: { successor: one(committees) },
  },
  ask_audit: { roles: auditors, fits: always, fields: { reason: file() } },
  report_audit: { roles: auditors, fits: always, fields: { report: file() } },
  open_handover: { roles: sides, fits: always, fields: { committee, giver, taker } },
  hand_over: null,
  receive: null,
  order_handover: null,
};

interface Named {
  kind: string;
  title: string;
}

/** Things by kind and title. */
function things<T>(read: (items: Named[]) => T): Rows<T, unknown> {
  return {
    kind: "rows",
    columns: {
      kind: { label: ITEM.kind, choices: () => choicesOf(ITEM_KINDS) },
      title: { label: ITEM.title, max: 200 },
    },
    read: (rows) => {
      const items = rows.map(({ kind = "", title = "" }) => ({ kind, title: title.trim() }));
      return items.some(({ kind, title }) => kind === "" || title === "") ? undefined : read(items);
    },
  };
}

/** Numbers of things that stand in a handover already. */
function numbers(choices: (of: Handover) => readonly { number: number; title: string }[]) {
  return {
    kind: "several",
    choices: ({ of }: Situation<Handover>) =>
      of === null
        ? []
        : choices(of).map(({ number, title }) => ({
            value: String(number),
            label: plain(`${number} · ${title}`),
          })),
    read: (text: string) => parts(text).map(Number),
  } as const;
}

const running = (of: Handover | null) => of !== null && of.state !== "complete";

/** What is done to a handover. */
export const HANDOVER: Pick<
  Table<"term", Handover>,
  "hand_over" | "receive" | "report_audit" | "order_handover"
> = {
  hand_over: {
    // Whoever left has no office any more, and signs as the owner they are.
    roles: [...sides, "owner"],
    fits: running,
    fields: { items: things((items) => items.map((item) => ({ ...item, document: null }))) },
  },
  receive: {
    roles: sides,
    fits: running,
    fields: {
      taken: numbers(({ items }) => items.filter(({ taken_at }) => taken_at === null)),
      missing: things((items) => items.map((item) => ({ ...item, item: null }))),
      settled: numbers(({ missed }) => missed.filter(({ settled_at }) => settled_at === null)),
    },
  },
  report_audit: { roles: auditors, fits: running, fields: { report: file() } },
  order_handover: {
    roles: supervisor,
    fits: running,
    fields: { ground: word(HANDOVER_GROUNDS), order: file() },
  },
};
