import type { PageRoute } from "../route.ts";

/** For those who run meetings. */
export const OFFICE: readonly PageRoute[] = [];
