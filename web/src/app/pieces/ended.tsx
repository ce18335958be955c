import type { components } from "../../api/schema.d.ts";
import { Notice } from "../../design/parts.tsx";
import { ended as words } from "../../i18n/ended.ts";
import { useSpeech } from "../../i18n/speech.tsx";

/** Says that a meeting was called off or its result set aside, when and why. */
export function Ended({ end, zone }: { end: components["schemas"]["EndView"]; zone: string | undefined }) {
  const { t, formats } = useSpeech();
  const { moment, count } = formats(zone);
  return (
    <Notice kind="bad">
      <p>
        <strong>{t(end.state === "annulled" ? words.annulled : words.cancelled)}</strong>
      </p>
      <p>{t(words.why, { reason: end.reason })}</p>
      <p>{t(words.where, { at: moment(end.at), entry: count(end.entry) })}</p>
    </Notice>
  );
}
