import type { Invited, Scene, SceneName } from "../support/stage.ts";

/** In which state of a community, and by whom, a page is looked at. */
export interface Look {
  readonly route: string;
  readonly scene: SceneName;
  readonly by: "nobody" | "owner" | Invited;
  /** The meeting at the address, where it is not the one on questions. */
  readonly meeting?: "election";
}

/** Every route of the client: a page that nobody looks at has no place here. */
export const LOOKS: readonly Look[] = [
  { route: "/", scene: "open", by: "nobody" },
  { route: "/settings", scene: "open", by: "nobody" },
  { route: "/help", scene: "open", by: "nobody" },
  { route: "/activate", scene: "open", by: "nobody" },
  { route: "/sign-in", scene: "open", by: "nobody" },
  { route: "/verify", scene: "open", by: "nobody" },
  { route: "/c/:community", scene: "open", by: "nobody" },
  { route: "/c/:community/meetings/:meeting", scene: "open", by: "nobody" },
  { route: "/", scene: "open", by: "owner" },
  { route: "/devices", scene: "open", by: "owner" },
  { route: "/privacy", scene: "open", by: "owner" },
  { route: "/c/:community", scene: "open", by: "owner" },
  { route: "/c/:community/mine", scene: "open", by: "owner" },
  { route: "/c/:community/meetings/:meeting", scene: "open", by: "owner" },
  { route: "/c/:community/meetings/:meeting/vote", scene: "open", by: "owner" },
  { route: "/c/:community/meetings/:meeting/vote", scene: "open", by: "owner", meeting: "election" },
  { route: "/c/:community/meetings/:meeting/objections", scene: "open", by: "owner" },
  { route: "/c/:community/meetings/:meeting/mandates", scene: "open", by: "owner" },
  { route: "/c/:community/meetings/:meeting/representation", scene: "open", by: "owner" },
  { route: "/c/:community/meetings/:meeting/receipt/:digest", scene: "open", by: "owner" },
  { route: "/second-factor", scene: "registered", by: "secretary" },
  { route: "/c/:community/office/register", scene: "registered", by: "secretary" },
  { route: "/c/:community/office/letters", scene: "registered", by: "secretary" },
  { route: "/c/:community/office/messages", scene: "registered", by: "secretary" },
  { route: "/c/:community/office/calendar", scene: "registered", by: "secretary" },
  { route: "/c/:community/office", scene: "open", by: "convener" },
  { route: "/c/:community/office/meetings/new", scene: "open", by: "convener" },
  { route: "/c/:community/office/meetings/:meeting/draft", scene: "open", by: "convener" },
  { route: "/c/:community/office/meetings/:meeting", scene: "open", by: "convener" },
  { route: "/c/:community/office/meetings/:meeting/turnout", scene: "open", by: "convener" },
  { route: "/c/:community/office/meetings/:meeting/service", scene: "open", by: "convener" },
  { route: "/c/:community/office/meetings/:meeting/roll", scene: "open", by: "convener" },
  { route: "/c/:community/office/meetings/:meeting/papers", scene: "open", by: "convener" },
  { route: "/c/:community/office/meetings/:meeting/papers", scene: "open", by: "scrutineer" },
  { route: "/c/:community/office/meetings/:meeting/mandates", scene: "open", by: "convener" },
  { route: "/c/:community/office/meetings/:meeting/mandates", scene: "open", by: "scrutineer" },
  { route: "/c/:community/office/meetings/:meeting/objections", scene: "open", by: "convener" },
  { route: "/c/:community/office/meetings/:meeting", scene: "open", by: "scrutineer" },
  { route: "/c/:community/office/officers", scene: "open", by: "supervisor" },
  { route: "/c/:community/office/rules", scene: "open", by: "supervisor" },
  { route: "/c/:community/office/watch", scene: "open", by: "supervisor" },
  { route: "/c/:community/office/trail", scene: "open", by: "supervisor" },
  { route: "/c/:community/office/keeping", scene: "open", by: "supervisor" },
  { route: "/c/:community/meetings/:meeting/result", scene: "announced", by: "nobody" },
  { route: "/c/:community/meetings/:meeting/result", scene: "announced", by: "nobody", meeting: "election" },
  { route: "/c/:community/office/life", scene: "committee", by: "convener" },
  { route: "/c/:community/committee", scene: "committee", by: "owner" },
  { route: "/c/:community/petitions", scene: "committee", by: "owner" },
  { route: "/c/:community/petitions/:process", scene: "committee", by: "owner" },
  { route: "/c/:community/candidacies/:call", scene: "committee", by: "owner" },
  { route: "/c/:community/evaluations/:evaluation", scene: "committee", by: "owner" },
  { route: "/c/:community/steps", scene: "committee", by: "owner" },
];

/** What is running in the scene with a committee. */
export const RUNNING = {
  petition: "01900000-0000-7000-8000-000000000020",
  call: "01900000-0000-7000-8000-000000000021",
  evaluation: "01900000-0000-7000-8000-000000000022",
} as const;

/** The address of a page in a scene. */
export function address({ route, meeting = undefined }: Look, scene: Scene): string {
  const parts: Record<string, () => string> = {
    community: () => scene.told.community,
    meeting: () => scene.meeting(meeting ?? "questions"),
    process: () => RUNNING.petition,
    call: () => RUNNING.call,
    evaluation: () => RUNNING.evaluation,
    // A receipt that this device does not keep; a story sees one that it keeps.
    digest: () => "0".repeat(64),
  };
  return route.replace(/:(\w+)/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`nothing is known for :${name} of ${route}`);
    return part();
  });
}
