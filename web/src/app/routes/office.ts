import { route, type PageRoute } from "../route.ts";

/** For those who run meetings. */
export const OFFICE: readonly PageRoute[] = [
  route("/c/:community/office/register", () =>
    import("../pages/office/register.tsx").then((m) => m.Register),
  ),
];
