import type { Page } from "playwright-core";
import type { AnySpec } from "../../src/app/life/deeds/spec.ts";
import { TABLES } from "../../src/app/life/deeds/nouns.ts";
import { REMEDY } from "../../src/app/life/deeds/tables/remedy.ts";
import { HANDOVER } from "../../src/app/life/deeds/tables/term.ts";
import type { ActWords } from "../../src/i18n/acts/fields.ts";
import { ACT_WORDS } from "../../src/i18n/acts/words.ts";
import { HANDOVERS, LIFE_STATES, NOUNS } from "../../src/i18n/acts/nouns.ts";
import { remedies, REMEDY_STATES } from "../../src/i18n/acts/remedies.ts";
import type { Sentence } from "../../src/i18n/words.ts";
import type { Scene } from "./stage.ts";

/** The deeds of one part of the page on which officers sign, and what they are done to. */
export interface Part {
  readonly title: Sentence;
  /** Where the page reads what there is. */
  readonly path: string;
  /** One process for each state that some deed fits. */
  readonly processes: readonly object[];
  /** What each deed is called. */
  readonly deeds: readonly Sentence[];
}

const AT = "2026-06-01T00:00:00Z";
const DIGEST = "ab".repeat(32);
const MEMBER = { meeting: "01900000-0000-7000-8000-0000000000aa", candidate: "c1" };
const standings = ["called", "seated", "ended", "alternate"];

/** What the forms look at, of each noun, but for its state. */
const SAMPLES: Readonly<Record<keyof typeof TABLES, object>> = {
  archive: { title: "会议纪要", document: DIGEST, media_type: "text/plain", access: "open" },
  candidacy: {
    meeting: MEMBER.meeting,
    matter: "m2",
    candidacies: [{ candidate: "c1", state: "accepted" }],
    commitments: [{ role: "scrutineer", commitment: DIGEST, value: "AAAA" }],
    standing: ["c1"],
  },
  committee: {
    members: standings.map((standing) => ({ member: MEMBER, standing, grants: [] })),
    recalls: [{ recall: MEMBER.meeting, member: MEMBER, state: "proposed", proposed_at: AT }],
    filings: [{ package: DIGEST, state: "filed", filed_at: AT }],
    seats: 3,
    left: 3,
    announced_at: AT,
    chair: null,
  },
  contest: { step: 7, answers: [], raised_at: AT },
  contract: { document: DIGEST, from: AT, until: AT },
  evaluation: { questions: [], closes_at: AT },
  formation: { drafts: [], missing: [] },
  petition: { matters: [], recalled: [], opened_at: AT },
  seal_use: { title: "与物业公司的合同", document: DIGEST, seal: "assembly", requested_at: AT },
  sitting: { called: null, items: [{ item: "i1", title: "续签合同", text: DIGEST, decision: null }] },
  term: { committee: MEMBER.meeting, ends_at: AT },
};

const PATHS: Readonly<Record<keyof typeof TABLES, string>> = {
  archive: "archive",
  candidacy: "candidacies",
  committee: "committees",
  contest: "contests",
  contract: "contracts",
  evaluation: "evaluations",
  formation: "formations",
  petition: "petitions",
  seal_use: "seal-uses",
  sitting: "sittings",
  term: "terms",
};

/** Every part of the page, with processes that between them let every deed of officers be filled in. */
export function everyPart(): readonly Part[] {
  const nouns = Object.keys(TABLES) as (keyof typeof TABLES)[];
  return [
    ...nouns.map((noun) =>
      part(NOUNS[noun], PATHS[noun], SAMPLES[noun], {
        table: TABLES[noun],
        words: ACT_WORDS[noun],
        states: Object.keys(LIFE_STATES),
      }),
    ),
    part(remedies.title, "remedies", REMEDIED, {
      table: REMEDY,
      words: ACT_WORDS.contest,
      states: Object.keys(REMEDY_STATES),
    }),
    part(HANDOVERS, "handovers", HANDED_OVER, {
      table: HANDOVER,
      words: ACT_WORDS.term,
      states: Object.keys(LIFE_STATES),
    }),
  ];
}

/** Lets the page read these processes, and hold every office, whatever is true: it shows every form that there is. */
export async function showEverything(page: Page, scene: Scene, parts: readonly Part[]): Promise<void> {
  const { community } = scene.told;
  const grants = ROLES.map((role) => ({ community, role, granted_at: AT, until: null }));
  const keys = [{ community, owner: "o-01", thumbprint: "k", enrolled_at: AT, revoked_at: null }];
  await page.route("**/api/v1/me", (route) =>
    route.fulfill({ json: { account: MEMBER.meeting, operator: false, grants, keys } }),
  );
  for (const { path, processes } of parts) {
    const address = new URL(`/api/v1/communities/${community}/${path}`, scene.told.service);
    await page.route(address.href, (route) => route.fulfill({ json: processes }));
  }
}

const ROLES = [
  "secretary",
  "convener",
  "scrutineer",
  "supervisor",
  "chair",
  "member",
  "residents_committee",
] as const;

const REMEDIED = { objection: 9, meeting: MEMBER.meeting, deeds: [] };

const HANDED_OVER = {
  committee: MEMBER.meeting,
  giver: { side: "committee" },
  taker: { side: "office" },
  items: [{ number: 1, kind: "seals", title: "印章", document: null, taken_at: null }],
  missed: [{ number: 1, kind: "fund_accounts", title: "账目", item: null, settled_at: null }],
  lacking: ["keys"],
  orders: [],
  from: AT,
  until: AT,
  handed_at: AT,
  completed_at: null,
  audit_reports: [],
};

type Known = Readonly<Record<string, AnySpec<never> | null>>;

function part(
  title: Sentence,
  path: string,
  sample: object,
  of: { table: object; words: Readonly<Record<string, ActWords>>; states: readonly string[] },
): Part {
  const specs = Object.entries(of.table as Known).flatMap(([did, spec]) =>
    spec === null ? [] : [{ did, spec }],
  );
  const deeds = specs.map(({ did }) => {
    const name = of.words[did]?.title;
    if (name === undefined) throw new Error(`${path}: ${did} has no words`);
    return name;
  });
  const processes: object[] = [];
  let open = specs.filter(({ spec }) => !spec.fits(null as never));
  while (open.length > 0) {
    const left = of.states.map((state) => {
      const process = standing(sample, state);
      return { process, after: open.filter(({ spec }) => !spec.fits(process as never)) };
    });
    const [best] = left.sort((a, b) => a.after.length - b.after.length);
    if (best === undefined || best.after.length === open.length)
      throw new Error(`${path}: nothing fits ${open.map(({ did }) => did).join(", ")}`);
    processes.push(best.process);
    open = best.after;
  }
  return { title, path, processes, deeds };
}

/** A process in a state; what is ordered of a remedy is awaited. */
function standing(sample: object, state: string): object {
  const [awaits, ordered] = state.split("_ordered");
  return {
    ...sample,
    process: crypto.randomUUID(),
    state,
    standing: state,
    awaits: ordered === undefined ? null : awaits,
  };
}
