import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { useDraft } from "../../../device/drafts.ts";
import { Actions, Button, Notice } from "../../../design/parts.tsx";
import { activate as words } from "../../../i18n/activate.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Page } from "../../pieces/page.tsx";
import { Shown } from "../../pieces/shown.tsx";
import { useSession } from "../../session.tsx";
import { About } from "./about.tsx";
import { CodeForm } from "./code-form.tsx";
import { Done } from "./done.tsx";
import { enrol, PENDING, type Pending, type Preview } from "./enrolling.ts";
import { takeFragment } from "./fragment.ts";
import { useHeld } from "./held.ts";
import { Proof } from "./proof.tsx";
import { ProviderReturn } from "./provider-return.tsx";
import { Waiting } from "./waiting.tsx";

/** From the code of a letter, an invitation or an earlier device to a device that signs. */
export function Activate() {
  const { t } = useSpeech();
  const [brought] = useState(takeFragment);
  const session = useSession();
  // What a provider sends back has a code too, which is the provider's.
  const code = brought.has("provider") ? null : brought.get("code");
  const [held, change, clear] = useHeld(code === null ? {} : { code });
  const [pending, wait, stopWaiting] = useDraft<Pending | null>(PENDING, null);
  const [done, setDone] = useState<Preview>();

  const finish = async (preview: Preview, contactCode: string | null, label = held.label) => {
    const { login } = held;
    const shown = {
      code: held.code ?? "",
      contact_code: contactCode,
      login: login?.matched ? { login: login.login, login_secret: login.login_secret } : null,
      label,
    };
    const waits = await enrol(session, preview, shown);
    clear();
    if (waits === null) setDone(preview);
    else wait(waits);
  };

  return (
    <Page title={t(words.title)}>
      {done ? (
        <Done preview={done} />
      ) : held.code === null && pending !== null ? (
        <Waiting pending={pending} over={stopWaiting} />
      ) : held.code === null ? (
        <>
          {brought.has("provider") && <Notice kind="warn">{t(words.provider_lost)}</Notice>}
          <CodeForm use={(typed) => change({ code: typed })} />
        </>
      ) : brought.has("provider") && held.login !== null && !held.login.matched ? (
        <ProviderReturn
          login={held.login}
          brought={brought}
          matched={(login) => change({ login })}
          failed={() => change({ login: null })}
        />
      ) : (
        <Steps key={held.code} code={held.code} clear={clear} held={held} change={change} finish={finish} />
      )}
    </Page>
  );
}

function Steps(props: {
  code: string;
  held: ReturnType<typeof useHeld>[0];
  change: ReturnType<typeof useHeld>[1];
  clear(): void;
  finish(preview: Preview, contactCode: string | null, label?: string | null): Promise<void>;
}) {
  const { code, held, change, clear, finish } = props;
  const { t } = useSpeech();
  const preview = useLoad(() => take(api.POST("/api/v1/activation-previews", { body: { code } })), [code]);
  return (
    <>
      <Shown of={preview}>
        {(preview) =>
          held.agreed && needsProof(preview) ? (
            <Proof
              preview={preview}
              held={held}
              change={change}
              finish={(digits) => finish(preview, digits)}
            />
          ) : (
            <About
              preview={preview}
              held={held}
              change={change}
              next={(label) => (needsProof(preview) ? Promise.resolve() : finish(preview, null, label))}
            />
          )
        }
      </Shown>
      <Actions>
        <Button onClick={clear}>{t(words.other_code)}</Button>
      </Actions>
    </>
  );
}

/** Whether something besides the code has to be shown. */
function needsProof(preview: Preview): boolean {
  return preview.methods.some((method) => method.startsWith("letter_and"));
}
