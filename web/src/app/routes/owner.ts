import { route, type PageRoute } from "../route.ts";

/** For an owner. */
export const OWNER: readonly PageRoute[] = [
  route("/c/:community", () => import("../pages/owner/meetings.tsx").then((module) => module.Meetings)),
  route("/c/:community/meetings/:meeting/vote", () =>
    import("../pages/vote/vote.tsx").then((module) => module.Vote),
  ),
  route("/c/:community/meetings/:meeting/receipt/:digest", () =>
    import("../pages/receipt/receipt.tsx").then((module) => module.Receipt),
  ),
  route("/c/:community/meetings/:meeting", () =>
    import("../pages/owner/meeting.tsx").then((module) => module.Meeting),
  ),
];
