import type { PageRoute } from "../route.ts";

/** For an owner. */
export const OWNER: readonly PageRoute[] = [];
