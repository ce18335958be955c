import { route, type PageRoute } from "../route.ts";

/** What owners may do besides voting. */
export const RIGHTS: readonly PageRoute[] = [
  route("/c/:community/mine", () => import("../pages/rights/mine.tsx").then((module) => module.Mine)),
  route("/c/:community/meetings/:meeting/objections", () =>
    import("../pages/rights/objections.tsx").then((module) => module.Objections),
  ),
  route("/c/:community/meetings/:meeting/mandates", () =>
    import("../pages/rights/mandates.tsx").then((module) => module.Mandates),
  ),
  route("/c/:community/meetings/:meeting/representation", () =>
    import("../pages/rights/representation.tsx").then((module) => module.Representation),
  ),
];
