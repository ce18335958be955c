import { BALLOTS } from "./ballots.ts";
import type { ProblemWords } from "./explained.ts";
import { IDENTITY } from "./identity.ts";
import { MANDATES } from "./mandates.ts";
import { MEETINGS, MISSING } from "./meetings.ts";
import { REQUESTS } from "./requests.ts";

/** Every problem that the service or this client tells of. */
export const PROBLEMS: ProblemWords = { ...REQUESTS, ...IDENTITY, ...BALLOTS, ...MEETINGS, ...MISSING };

/** Where one code has several reasons, what each means. */
export const REASONS: Readonly<Record<string, ProblemWords>> = { mandate: MANDATES };
