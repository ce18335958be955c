import { Meter } from "../design/meter.tsx";
import { inequality as words } from "../i18n/inequality.ts";
import { useSpeech } from "../i18n/speech.tsx";
import { ofWhole, scaled } from "./scale.ts";

/** One inequality, wherever it comes from: an answer of the service, or what a verifier computed. */
export interface ShownInequality {
  readonly measure: string;
  /** Both sides, exact decimals; null where missing data leaves them open. */
  readonly left: string | null;
  readonly relation: string;
  readonly right: string | null;
  readonly holds: boolean | null;
  readonly article: string;
  /** The inequality as a sentence. */
  readonly zh: string;
  readonly en: string;
  /** What there is, what is asked and the whole, where they are known. */
  readonly parts?: { readonly have: string; readonly needed: string; readonly of: string };
  /** What stands beside the drawing in place of both sides. */
  readonly written?: string;
}

/** An inequality as a sentence, drawn to scale, with both sides and the article that asks for it. */
export function Inequality({ of }: { of: ShownInequality }) {
  const { t, language } = useSpeech();
  const outcome = of.holds === null ? words.open : of.holds ? words.holds : words.fails;
  const measure = words.measures[of.measure as keyof typeof words.measures] ?? words.measures.other;
  return (
    <div class={`inequality ${of.holds === null ? "open" : of.holds ? "good" : "bad"}`}>
      <p>
        <strong>
          {t(measure)}: {t(outcome)}
        </strong>
      </p>
      <Drawn of={of} />
      <p>{of[language]}</p>
      <p class="quiet">
        {of.written ?? `${of.left ?? "?"} ${of.relation} ${of.right ?? "?"}`} · {of.article}
      </p>
    </div>
  );
}

function Drawn({ of }: { of: ShownInequality }) {
  const { language } = useSpeech();
  if (of.parts !== undefined)
    return <Meter {...ofWhole(of.parts.have, of.parts.needed, of.parts.of)} label={of[language]} />;
  if (of.left === null || of.right === null) return null;
  return <Meter {...scaled(of.left, of.right)} label={of[language]} />;
}
