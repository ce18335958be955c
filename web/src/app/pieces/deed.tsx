import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Actions, Button, Dialog, Facts, Notice } from "../../design/parts.tsx";
import { common } from "../../i18n/common.ts";
import { deeds } from "../../i18n/deeds.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { useAct } from "./act.tsx";
import { Signing, type Signature } from "./signing.tsx";

/** Something that cannot be taken back: it is filled in, looked at, and then done. */
interface Looked {
  title: string;
  /** What it is and what follows from it, in plain words. */
  what?: string | undefined;
  /** What is filled in, as it is looked at before. */
  review: Signature["facts"];
  /** What it means, beside what was filled in. */
  sure?: string | undefined;
  /** Whether everything that is required is there. */
  ready?: boolean;
  danger?: boolean;
  /** What is said afterwards. */
  done: string;
  open?: boolean;
  children?: ComponentChildren;
  /** What is true afterwards: a form that is empty again, a page that is read again. */
  after?(): void;
}

/** A deed that is done by a call alone. */
interface Plain extends Looked {
  /** What the button says that does it. */
  verb: string;
  /** Does it; what prints says what became of it. */
  run(): Promise<unknown>;
}

/** A deed that is signed with a key of this device. */
interface Signed extends Looked {
  signature: Pick<Signature, "community" | "roles" | "make" | "send">;
}

/** A deed with its form, its review and what came of it. */
export function Deed(props: Plain | Signed) {
  const { t } = useSpeech();
  const [stage, setStage] = useState<"filling" | "incomplete" | "looking" | "done">("filling");
  const kind = props.danger === true ? "danger" : "primary";
  const [saved, setSaved] = useState(false);
  const done = (came?: unknown) => {
    setSaved(came === "saved");
    setStage("done");
    props.after?.();
  };
  const back = () => setStage((stage) => (stage === "looking" ? "filling" : stage));
  return (
    <details class="card" open={props.open ?? false}>
      <summary>{props.title}</summary>
      {props.what !== undefined && <p>{props.what}</p>}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setStage(props.ready === false ? "incomplete" : "looking");
        }}
      >
        {props.children}
        {stage === "incomplete" && <Notice kind="warn">{t(deeds.incomplete)}</Notice>}
        <Actions>
          <Button type="submit" kind={kind}>
            {t(deeds.look)}
          </Button>
        </Actions>
      </form>
      {stage === "done" && <Notice kind="good">{props.done}</Notice>}
      {stage === "done" && saved && <Notice>{t(common.saved_to_print)}</Notice>}
      {stage === "looking" &&
        ("signature" in props ? (
          <Signing
            of={{ ...props.signature, title: props.title, facts: props.review }}
            done={done}
            cancel={back}
          >
            <p>{props.sure ?? t(deeds.final)}</p>
          </Signing>
        ) : (
          <Doing of={props} kind={kind} done={done} cancel={back} />
        ))}
    </details>
  );
}

function Doing(props: { of: Plain; kind: "danger" | "primary"; done(came: unknown): void; cancel(): void }) {
  const { t } = useSpeech();
  const act = useAct();
  const { of } = props;
  const run = async () => {
    props.done(await of.run());
  };
  return (
    <Dialog title={of.title} close={props.cancel}>
      <Facts facts={of.review} />
      <p>{of.sure ?? t(deeds.final)}</p>
      {act.outcome}
      <Actions>
        <Button kind={props.kind} disabled={act.busy} onClick={() => void act.run(run)}>
          {act.busy ? t(deeds.doing) : of.verb}
        </Button>
        <Button onClick={props.cancel}>{t(common.back)}</Button>
      </Actions>
    </Dialog>
  );
}
