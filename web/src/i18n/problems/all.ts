import { BALLOTS } from "./ballots.ts";
import type { ProblemWords } from "./explained.ts";
import { IDENTITY } from "./identity.ts";
import { MEETINGS, MISSING } from "./meetings.ts";
import { REQUESTS } from "./requests.ts";

/** Every problem that the service or this client tells of. */
export const PROBLEMS: ProblemWords = { ...REQUESTS, ...IDENTITY, ...BALLOTS, ...MEETINGS, ...MISSING };
