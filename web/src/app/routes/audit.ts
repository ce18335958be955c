import type { PageRoute } from "../route.ts";

/** For whoever checks a result. */
export const AUDIT: readonly PageRoute[] = [];
