import { route, type PageRoute } from "../route.ts";

/** For whoever checks a result. */
export const AUDIT: readonly PageRoute[] = [
  route("/verify", () => import("../pages/audit/verify.tsx").then((module) => module.Verify)),
  route("/c/:community/meetings/:meeting/result", () =>
    import("../pages/result/result.tsx").then((module) => module.Result),
  ),
];
