import { Activate } from "../pages/enter/activate.tsx";
import { Start } from "../pages/start.tsx";
import { here, route, type PageRoute } from "../route.ts";

/** For everybody, signed in or not. */
export const PUBLIC: readonly PageRoute[] = [
  here("/", Start),
  route("/settings", () => import("../pages/settings.tsx").then((module) => module.Settings)),
  route("/help", () => import("../pages/account/help.tsx").then((module) => module.Help)),
  route("/privacy", () => import("../pages/account/privacy.tsx").then((module) => module.Privacy)),
  route("/devices", () => import("../pages/account/devices.tsx").then((module) => module.Devices)),
  here("/activate", Activate),
  route("/sign-in", () => import("../pages/enter/sign-in.tsx").then((module) => module.SignIn)),
  route("/second-factor", () =>
    import("../pages/enter/factor-setup.tsx").then((module) => module.FactorSetup),
  ),
];
