import { Text } from "../../../design/forms.tsx";
import { candidates as words } from "../../../i18n/candidates.ts";
import { useSpeech } from "../../../i18n/speech.tsx";

/** The longest text of a candidate; a poster has no place for more. */
const STATEMENT_MAX = 2000;

/** Where candidates write what they say of themselves. */
export function StatementField(props: {
  label: string;
  value: string;
  required?: boolean;
  change(text: string): void;
}) {
  const { t } = useSpeech();
  return <Text {...props} hint={t(words.text_hint)} rows={8} maxLength={STATEMENT_MAX} />;
}
