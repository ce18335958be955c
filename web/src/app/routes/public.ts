import { route, type PageRoute } from "../route.ts";

/** For everybody, signed in or not. */
export const PUBLIC: readonly PageRoute[] = [
  route("/", () => import("../pages/start.tsx").then((module) => module.Start)),
  route("/settings", () => import("../pages/settings.tsx").then((module) => module.Settings)),
  route("/help", () => import("../pages/account/help.tsx").then((module) => module.Help)),
  route("/privacy", () => import("../pages/account/privacy.tsx").then((module) => module.Privacy)),
  route("/devices", () => import("../pages/account/devices.tsx").then((module) => module.Devices)),
  route("/activate", () => import("../pages/enter/activate.tsx").then((module) => module.Activate)),
  route("/sign-in", () => import("../pages/enter/sign-in.tsx").then((module) => module.SignIn)),
  route("/second-factor", () =>
    import("../pages/enter/factor-setup.tsx").then((module) => module.FactorSetup),
  ),
];
