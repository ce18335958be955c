import { route, type PageRoute } from "../route.ts";

/** For everybody, signed in or not. */
export const PUBLIC: readonly PageRoute[] = [
  route("/", () => import("../pages/start.tsx").then((module) => module.Start)),
  route("/settings", () => import("../pages/settings.tsx").then((module) => module.Settings)),
  route("/devices", () => import("../pages/account/devices.tsx").then((module) => module.Devices)),
];
