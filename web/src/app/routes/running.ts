import { route, type PageRoute } from "../route.ts";

const MEETING = "/c/:community/office/meetings/:meeting";

/** For those who run a meeting once it is drafted, and those who watch over it. */
export const RUNNING: readonly PageRoute[] = [
  route(MEETING, () => import("../pages/running/run.tsx").then((module) => module.Run)),
  route(`${MEETING}/turnout`, () => import("../pages/running/turnout.tsx").then((module) => module.Turnout)),
  route(`${MEETING}/service`, () => import("../pages/running/service.tsx").then((module) => module.Service)),
  route("/c/:community/office/watch", () =>
    import("../pages/watch/watch.tsx").then((module) => module.Watch),
  ),
  route("/c/:community/office/trail", () =>
    import("../pages/watch/trail.tsx").then((module) => module.Trail),
  ),
  route("/c/:community/office/keeping", () =>
    import("../pages/watch/keeping.tsx").then((module) => module.Keeping),
  ),
  route(`${MEETING}/objections`, () =>
    import("../pages/running/objections.tsx").then((module) => module.Objections),
  ),
  route("/c/:community/office/calendar", () =>
    import("../pages/running/calendar.tsx").then((module) => module.Calendar),
  ),
  route("/c/:community/office/messages", () =>
    import("../pages/running/messages.tsx").then((module) => module.Messages),
  ),
  route("/c/:community/office/life", () =>
    import("../pages/running/life.tsx").then((module) => module.LifeOffice),
  ),
  route(`${MEETING}/mandates`, () =>
    import("../pages/running/mandates.tsx").then((module) => module.PaperMandates),
  ),
  route(`${MEETING}/papers`, () => import("../pages/running/papers.tsx").then((module) => module.Papers)),
];
