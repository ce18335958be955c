import { route, type PageRoute } from "../route.ts";

/** For the life of a community between meetings. */
export const LIFE: readonly PageRoute[] = [
  route("/c/:community/committee", () =>
    import("../pages/life/committee.tsx").then((module) => module.CommitteePage),
  ),
  route("/c/:community/petitions", () =>
    import("../pages/life/petitions.tsx").then((module) => module.Petitions),
  ),
  route("/c/:community/petitions/:process", () =>
    import("../pages/life/petition.tsx").then((module) => module.Petition),
  ),
  route("/c/:community/candidacies/:call", () =>
    import("../pages/candidates/call.tsx").then((module) => module.Call),
  ),
  route("/c/:community/evaluations/:evaluation", () =>
    import("../pages/evaluations/evaluation.tsx").then((module) => module.Evaluation),
  ),
  route("/c/:community/steps", () => import("../pages/steps/steps.tsx").then((module) => module.Steps)),
];
