import { Actions, Button, ButtonLink, Card, Notice } from "../../../design/parts.tsx";
import { useSpeech } from "../../../i18n/speech.tsx";
import { vote as words } from "../../../i18n/vote.ts";
import type { Definition } from "./definition.ts";
import { VoiceName } from "./voice-name.tsx";
import type { Voice } from "./voices.ts";

/** Every vote that whoever is here can cast, what became of it, and what keeps it back. */
export function VoiceList(props: {
  definition: Definition;
  voices: readonly Voice[];
  base: string;
  choose(id: string): void;
}) {
  const { definition, voices, base, choose } = props;
  const { t } = useSpeech();
  return (
    <section>
      <h2>{t(words.whose)}</h2>
      {voices.map((voice) => (
        <Card key={voice.id}>
          <VoiceName voice={voice} />
          <p>{t(voice.latest === null ? words.not_voted : words.voted)}</p>
          <Standing voice={voice} revote={definition.switches["revote"] ?? ""} />
          <Actions>
            {voice.blocked === "co_owners" ? (
              <ButtonLink href={`${base}/representation`}>{t(words.representation)}</ButtonLink>
            ) : voice.blocked === "no_opinion" ? null : voice.latest === null || voice.isOthers ? (
              <Button kind="primary" onClick={() => choose(voice.id)}>
                {t(words.begin)}
              </Button>
            ) : (
              definition.switches["revote"] !== "none" && (
                <Button onClick={() => choose(voice.id)}>{t(words.change)}</Button>
              )
            )}
            {voice.latest !== null && !voice.isOthers && (
              <ButtonLink href={`${base}/receipt/${voice.latest}`}>{t(words.receipt)}</ButtonLink>
            )}
          </Actions>
        </Card>
      ))}
    </section>
  );
}

function Standing({ voice, revote }: { voice: Voice; revote: string }) {
  const { t } = useSpeech();
  if (voice.blocked !== null) {
    const why = voice.blocked === "co_owners" ? words.blocked : words.no_opinion;
    return <Notice kind="warn">{t(why)}</Notice>;
  }
  if (voice.latest === null) {
    return voice.principal === null ? null : <p class="quiet">{t(words.own_outranks)}</p>;
  }
  if (voice.isOthers) return <p class="quiet">{t(words.others_ballot)}</p>;
  if (revote === "none") return <p class="quiet">{t(words.final)}</p>;
  return <p class="quiet">{t(revote === "once" ? words.once : words.until_close)}</p>;
}
