import type { PageRoute } from "../route.ts";

/** For the life of a community between meetings. */
export const LIFE: readonly PageRoute[] = [];
