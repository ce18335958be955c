import { meeting as words } from "../../i18n/meeting.ts";
import { useSpeech } from "../../i18n/speech.tsx";

/** Who proposed a matter; where nobody said so, who put it on the agenda. */
export function ProposedBy({ body, convener }: { body: string | undefined; convener: string }) {
  const { t } = useSpeech();
  return (
    <p>{body === undefined ? t(words.on_agenda_by, { body: convener }) : t(words.proposed_by, { body })}</p>
  );
}
