import { useEffect, useRef, useState } from "preact/hooks";
import { Choices as Radios } from "../../../design/forms.tsx";
import { Actions, Button, Notice } from "../../../design/parts.tsx";
import type { KeptKey } from "../../../device/store.ts";
import { vote as words } from "../../../i18n/vote.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useAct } from "../../pieces/act.tsx";
import type { Choices } from "./choices.ts";
import { Said } from "./said.tsx";
import type { Voice } from "./voices.ts";
import { VoiceName } from "./voice-name.tsx";

/** The last look before a ballot is signed and sent. */
export function Review(props: {
  voice: Voice;
  choices: Choices;
  keys: readonly KeptKey[];
  cast(key: KeptKey): Promise<void>;
  back(): void;
}) {
  const { voice, choices, keys, cast, back } = props;
  const { t } = useSpeech();
  const act = useAct();
  const [chosen, setChosen] = useState(keys[0]?.thumbprint ?? "");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  const key = keys.find(({ thumbprint }) => thumbprint === chosen);
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {t(words.your_vote)}
      </h2>
      <VoiceName voice={voice} />
      <Said matters={voice.matters} choices={choices} />
      {voice.latest !== null && <Notice kind="warn">{t(words.replaces)}</Notice>}
      {keys.length > 1 && (
        <Radios
          legend={t(words.signs_as)}
          name="signs-as"
          value={chosen}
          options={keys.map(({ thumbprint, owner }) => ({
            value: thumbprint,
            label: t(words.owner, { owner: owner ?? "" }),
          }))}
          change={setChosen}
        />
      )}
      <p class="quiet">{t(words.secret)}</p>
      {act.outcome}
      <Actions>
        <Button
          kind="primary"
          disabled={act.busy || key === undefined}
          onClick={() => void (key && act.run(() => cast(key)))}
        >
          {t(act.busy ? words.casting : words.cast)}
        </Button>
        <Button disabled={act.busy} onClick={back}>
          {t(words.back)}
        </Button>
      </Actions>
    </>
  );
}
