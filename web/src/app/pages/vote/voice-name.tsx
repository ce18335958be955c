import { vote as words } from "../../../i18n/vote.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import type { Voice } from "./voices.ts";

/** Whose vote it is, by what people call it. */
export function VoiceName({ voice }: { voice: Voice }) {
  const { t } = useSpeech();
  const { units, elector, principal } = voice;
  return (
    <p>
      <strong>{principal === null ? t(words.own) : t(words.for_principal, { principal })}</strong>
      {" · "}
      {units.length > 0
        ? t(words.units, { units: units.join(", ") })
        : t(words.elector, { id: elector.slice(0, 6) })}
    </p>
  );
}
