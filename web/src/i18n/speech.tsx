import { createContext, type ComponentChildren } from "preact";
import { useContext, useEffect, useMemo, useState } from "preact/hooks";
import { formats, type Formats } from "./formats.ts";
import { LANGUAGES, say, TAGS, type Language, type Sentence, type Values } from "./words.ts";

const KEPT = "language";

/** How the page speaks: the language, sentences in it, and how it writes dates and numbers. */
export interface Speech {
  readonly language: Language;
  choose(language: Language): void;
  t(sentence: Sentence, values?: Values): string;
  formats(zone?: string): Formats;
}

const Speaking = createContext<Speech | null>(null);

/** Lets everything inside speak, in the language that was chosen last. */
export function Speaker({ children }: { children: ComponentChildren }) {
  const [language, setLanguage] = useState<Language>(kept);
  useEffect(() => {
    document.documentElement.lang = TAGS[language];
  }, [language]);
  const speech = useMemo<Speech>(
    () => ({
      language,
      choose(next) {
        localStorage.setItem(KEPT, next);
        setLanguage(next);
      },
      t: (sentence, values) => say(sentence, language, values),
      formats: (zone) => formats(language, zone),
    }),
    [language],
  );
  return <Speaking.Provider value={speech}>{children}</Speaking.Provider>;
}

/** How this page speaks. */
export function useSpeech(): Speech {
  const speech = useContext(Speaking);
  if (speech === null) throw new Error("nothing speaks here: a Speaker is missing");
  return speech;
}

function kept(): Language {
  return LANGUAGES.find((language) => language === localStorage.getItem(KEPT)) ?? "zh";
}
