import { Actions, Button } from "../../../design/parts.tsx";
import { freshSalt } from "../../../device/salts.ts";
import { form as words } from "../../../i18n/acts/fields.ts";
import { useSpeech } from "../../../i18n/speech.tsx";

/**
 * A random text that is made here and passed on by whoever signs. It is made when somebody asks for it, so that none stands
 * there once it was signed that could be taken for the one that was.
 */
export function Secret(props: {
  label: string;
  hint: string | undefined;
  value: string;
  change(value: string): void;
}) {
  const { t } = useSpeech();
  const { value, change } = props;
  return (
    <div class="field">
      <span class="label">{props.label}</span>
      {props.hint !== undefined && <span class="hint">{props.hint}</span>}
      {value !== "" && <output class="code">{value}</output>}
      <Actions>
        <Button onClick={() => change(freshSalt())}>{t(value === "" ? words.make : words.another)}</Button>
      </Actions>
    </div>
  );
}
