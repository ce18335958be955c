import { lazy } from "preact-iso";
import type { components } from "../../api/schema.d.ts";
import { letters as words } from "../../i18n/letters.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { useFormats } from "../within.tsx";

const Qr = lazy(() => import("./qr.tsx").then((module) => module.Qr));

/** A one-time code to scan or to type. It stands behind the `#`, which no browser sends anywhere. */
export function OneTimeCode({ code }: { code: components["schemas"]["InvitationView"] }) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  const address = `${location.origin}/activate`;
  return (
    <div role="status">
      <p>
        <strong>{t(words.scan)}</strong>
      </p>
      <Qr text={`${address}#code=${encodeURIComponent(code.code)}`} label={t(words.qr)} />
      <p>{t(words.type, { address })}</p>
      <p class="digits">{code.code}</p>
      <p>{t(words.valid, { until: moment(code.expires_at) })}</p>
    </div>
  );
}
