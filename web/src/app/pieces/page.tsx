import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useRef } from "preact/hooks";
import { common } from "../../i18n/common.ts";
import { useSpeech } from "../../i18n/speech.tsx";

/** A page: its heading, which is also the title of the window, and what is on it. */
export function Page({
  title,
  wide = false,
  children,
}: {
  title: string;
  wide?: boolean;
  children: ComponentChildren;
}) {
  const { t } = useSpeech();
  useEffect(() => {
    document.title = `${title} · ${t(common.product)}`;
  }, [title, t]);
  return (
    <main id="content" class={wide ? "wide" : ""}>
      <h1 tabIndex={-1}>{title}</h1>
      {children}
    </main>
  );
}

/**
 * After a change of page the heading has the focus, so that a screen reader says where one is; the first page leaves the
 * focus where the browser put it.
 */
export function useAnnouncedPage(): () => void {
  const first = useRef(true);
  return useCallback(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    scrollTo(0, 0);
    requestAnimationFrame(() => document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true }));
  }, []);
}
