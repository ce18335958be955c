import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";
import { common } from "../i18n/common.ts";
import { useSpeech } from "../i18n/speech.tsx";
import { NAMES, TAGS } from "../i18n/words.ts";
import { apply, display } from "./display.ts";
import { Offline } from "./pieces/offline.tsx";
import { useSession } from "./session.tsx";
import { Ways } from "./ways.tsx";

/** What stands around every page. */
export function Frame({ children }: { children: ComponentChildren }) {
  const { t, language, choose } = useSpeech();
  const session = useSession();
  const { path } = useLocation();
  const other = language === "zh" ? "en" : "zh";
  useEffect(() => apply(display()), []);
  const here = (way: string) => (path === way ? ({ "aria-current": "page" } as const) : {});
  return (
    <>
      <a class="skip" href="#content">
        {t(common.skip)}
      </a>
      <header class="bar">
        <div class="in">
          <a class="name" href="/" {...here("/")}>
            {t(common.product)}
          </a>
          <button type="button" lang={TAGS[other]} onClick={() => choose(other)}>
            {NAMES[other]}
          </button>
          <a href="/settings" {...here("/settings")}>
            {t(common.settings)}
          </a>
          {session.status === "out" && (
            <a href="/sign-in" {...here("/sign-in")}>
              {t(common.sign_in)}
            </a>
          )}
        </div>
      </header>
      <Ways />
      <Offline />
      {children}
      <footer class="foot">
        <ul>
          <li>
            <a href="/help" {...here("/help")}>
              {t(common.help)}
            </a>
          </li>
          <li>
            <a href="/privacy" {...here("/privacy")}>
              {t(common.privacy)}
            </a>
          </li>
        </ul>
      </footer>
    </>
  );
}
