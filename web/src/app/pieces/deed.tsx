import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Actions, Button, Dialog, Facts, Notice } from "../../design/parts.tsx";
import { common } from "../../i18n/common.ts";
import { deeds } from "../../i18n/deeds.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { useAct } from "./act.tsx";

/** Something that cannot be taken back: it is filled in, looked at, and then done. */
export interface DeedProps {
  title: string;
  /** What it is and what follows from it, in plain words. */
  what?: string | undefined;
  /** What is filled in, as it is looked at before. */
  review: readonly (readonly [string, ComponentChildren])[];
  /** What it means, beside what was filled in. */
  sure?: string | undefined;
  /** Whether everything that is required is there. */
  ready?: boolean;
  /** What the button says that does it. */
  verb: string;
  danger?: boolean;
  /** What is said afterwards. */
  done: string;
  open?: boolean;
  run(): Promise<void>;
  children?: ComponentChildren;
}

/** A deed with its form, its review and what came of it. */
export function Deed(props: DeedProps) {
  const { t } = useSpeech();
  const act = useAct();
  const [looking, setLooking] = useState(false);
  const [asked, setAsked] = useState(false);
  const [done, setDone] = useState(false);
  const look = (event: SubmitEvent) => {
    event.preventDefault();
    setDone(false);
    setAsked(true);
    if (props.ready !== false) setLooking(true);
  };
  const run = async () => {
    setLooking(false);
    await act.run(async () => {
      await props.run();
      setAsked(false);
      setDone(true);
    });
  };
  return (
    <details class="card" open={props.open ?? false}>
      <summary>{props.title}</summary>
      {props.what !== undefined && <p>{props.what}</p>}
      <form onSubmit={look}>
        {props.children}
        {asked && props.ready === false && <Notice kind="warn">{t(deeds.incomplete)}</Notice>}
        <Actions>
          <Button type="submit" kind={props.danger === true ? "danger" : "primary"} disabled={act.busy}>
            {t(deeds.look)}
          </Button>
        </Actions>
      </form>
      {act.outcome}
      {done && <Notice kind="good">{props.done}</Notice>}
      {looking && (
        <Dialog title={t(deeds.review)} close={() => setLooking(false)}>
          <p>
            <strong>{props.title}</strong>
          </p>
          <Facts facts={props.review} />
          <p>{props.sure ?? t(deeds.final)}</p>
          <Actions>
            <Button kind={props.danger === true ? "danger" : "primary"} onClick={run}>
              {props.verb}
            </Button>
            <Button onClick={() => setLooking(false)}>{t(common.back)}</Button>
          </Actions>
        </Dialog>
      )}
    </details>
  );
}
