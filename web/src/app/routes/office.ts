import { route, type PageRoute } from "../route.ts";

/** For those who run meetings. */
export const OFFICE: readonly PageRoute[] = [
  route("/c/:community/office", () => import("../pages/office/home.tsx").then((m) => m.Office)),
  route("/c/:community/office/register", () =>
    import("../pages/office/register.tsx").then((m) => m.Register),
  ),
  route("/c/:community/office/letters", () => import("../pages/office/letters.tsx").then((m) => m.Letters)),
  route("/c/:community/office/officers", () =>
    import("../pages/office/officers.tsx").then((m) => m.Officers),
  ),
  route("/c/:community/office/rules", () => import("../pages/office/rules.tsx").then((m) => m.Rules)),
  route("/c/:community/office/meetings/new", () =>
    import("../pages/office/new.tsx").then((m) => m.NewMeeting),
  ),
  route("/c/:community/office/meetings/:meeting/draft", () =>
    import("../pages/office/draft.tsx").then((m) => m.DraftPage),
  ),
  route("/c/:community/office/meetings/:meeting/roll", () =>
    import("../pages/office/roll.tsx").then((m) => m.Roll),
  ),
];
