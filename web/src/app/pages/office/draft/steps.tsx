import { drafting as words, STEP_NAMES } from "../../../../i18n/drafting.ts";
import { STEPS, type Finding, type Step } from "../../../../i18n/findings.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";

/** The steps, where one is, and at which of them something is to be put right. */
export function Steps({ at, findings }: { at: Step; findings: readonly Finding[] }) {
  const { t } = useSpeech();
  return (
    <nav aria-label={t(words.steps)}>
      <ol class="step-nav">
        {STEPS.map((step) => {
          const count = findings.filter((finding) => finding.step === step).length;
          return (
            <li key={step}>
              <a href={`#${step}`} {...(step === at ? { "aria-current": "step" as const } : {})}>
                {t(STEP_NAMES[step])}
                {count > 0 && <span class="tag">{t(words.to_do, { count })}</span>}
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
