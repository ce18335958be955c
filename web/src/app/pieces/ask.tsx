import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Actions, Button, Dialog, Facts } from "../../design/parts.tsx";
import { common } from "../../i18n/common.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { useAct } from "./act.tsx";
import { Signing, type Signature } from "./signing.tsx";

interface Question {
  /** What the button says that asks, and the heading of what is asked. */
  title: string;
  facts?: Signature["facts"];
  /** What follows from it. */
  sure: ComponentChildren;
  danger?: boolean;
  /** What is true afterwards. */
  after(): void;
}

/** A button that asks first, and then does it. */
export function Ask(props: Question & { run(): Promise<unknown> }) {
  const { t } = useSpeech();
  const [asks, setAsks] = useState(false);
  const act = useAct();
  const kind = props.danger === true ? "danger" : "primary";
  const close = () => setAsks(false);
  const run = async () => {
    await props.run();
    close();
    props.after();
  };
  return (
    <>
      <Button kind={props.danger === true ? "danger" : "plain"} onClick={() => setAsks(true)}>
        {props.title}
      </Button>
      {asks && (
        <Dialog title={props.title} close={close}>
          {props.facts !== undefined && <Facts facts={props.facts} />}
          <p>{props.sure}</p>
          {act.outcome}
          <Actions>
            <Button kind={kind} disabled={act.busy} onClick={() => void act.run(run)}>
              {t(common.confirm)}
            </Button>
            <Button onClick={close}>{t(common.back)}</Button>
          </Actions>
        </Dialog>
      )}
    </>
  );
}

/** A button that shows what is to be signed, and then signs it. */
export function AskToSign(
  props: Question & {
    primary?: boolean;
    signature: Pick<Signature, "community" | "roles" | "owner" | "make" | "send">;
  },
) {
  const [asks, setAsks] = useState(false);
  const close = () => setAsks(false);
  const kind = props.danger === true ? "danger" : props.primary === true ? "primary" : "plain";
  return (
    <>
      <Button kind={kind} onClick={() => setAsks(true)}>
        {props.title}
      </Button>
      {asks && (
        <Signing
          of={{ ...props.signature, title: props.title, facts: props.facts ?? [] }}
          done={() => {
            close();
            props.after();
          }}
          cancel={close}
        >
          <p>{props.sure}</p>
        </Signing>
      )}
    </>
  );
}
