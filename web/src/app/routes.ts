import type { PageRoute } from "./route.ts";
import { AUDIT } from "./routes/audit.ts";
import { LIFE } from "./routes/life.ts";
import { OFFICE } from "./routes/office.ts";
import { OWNER } from "./routes/owner.ts";
import { PUBLIC } from "./routes/public.ts";
import { RIGHTS } from "./routes/rights.ts";
import { RUNNING } from "./routes/running.ts";

/** Every page of the client, by who needs it. */
export const ROUTES: readonly PageRoute[] = [
  ...PUBLIC,
  ...OWNER,
  ...RIGHTS,
  ...OFFICE,
  ...RUNNING,
  ...LIFE,
  ...AUDIT,
];
