import { route, type PageRoute } from "../route.ts";

/** For an owner. */
export const OWNER: readonly PageRoute[] = [
  route("/c/:community", () => import("../pages/owner/meetings.tsx").then((module) => module.Meetings)),
];
