import { useEffect, useRef, useState } from "preact/hooks";
import { Actions, Button, Card, Notice } from "../../../design/parts.tsx";
import { vote as words } from "../../../i18n/vote.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { ProposedBy } from "../../pieces/proposed-by.tsx";
import { unanswered, type Choices } from "./choices.ts";
import type { DefinedMatter, Definition } from "./definition.ts";
import { MatterChoice } from "./matter-choice.tsx";
import type { Voice } from "./voices.ts";

/** The matters of a voice, to be chosen one at a time or all on one page. */
export function Paper(props: {
  definition: Definition;
  voice: Voice;
  choices: Choices;
  choose(choices: Choices): void;
  review(): void;
}) {
  const { definition, voice, choices, choose, review } = props;
  const { t } = useSpeech();
  const { matters } = voice;
  const [isList, setList] = useState(matters.length === 1);
  const [at, setAt] = useState(() => firstOpen(matters, unanswered(definition, matters, choices)));
  const [isAsked, setAsked] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  useEffect(() => {
    if (moved.current) heading.current?.focus();
    moved.current = true;
  }, [at]);
  const left = unanswered(definition, matters, choices);
  const shown = isList ? matters : matters.slice(at, at + 1);
  const go = (to: number) => {
    setAsked(false);
    setAt(to);
    scrollTo(0, 0);
  };
  const lookOver = () => {
    if (left.length === 0) review();
    else setAsked(true);
  };
  const isLast = isList || at === matters.length - 1;
  const isOpen = !isList && shown.some((matter) => left.includes(matter));
  return (
    <>
      {!isList && (
        <h2 ref={heading} tabIndex={-1}>
          {t(words.step, { number: at + 1, count: matters.length })}
        </h2>
      )}
      {shown.map((matter) => (
        <Card key={matter.matter} title={matter.title}>
          <details open={matter.text.length < 300}>
            <summary>{t(words.full_text)}</summary>
            <p class="text">{matter.text}</p>
            <ProposedBy body={matter.proposedBy} convener={definition.calledBy} />
          </details>
          <MatterChoice
            matter={matter}
            form={definition.switches["candidate_ballot"] ?? ""}
            choice={choices[matter.matter]}
            choose={(choice) => choose({ ...choices, [matter.matter]: choice })}
            isBound={voice.bound[matter.matter] !== undefined}
          />
        </Card>
      ))}
      {isAsked && left.length > 0 && (
        <Notice kind="bad">
          <p>{t(words.open_left)}</p>
          <ul>
            {left.map((matter) => (
              <li key={matter.matter}>{matter.title}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Actions>
        {isLast ? (
          <Button kind="primary" onClick={lookOver}>
            {t(words.review)}
          </Button>
        ) : (
          <Button kind="primary" onClick={() => (isOpen ? setAsked(true) : go(at + 1))}>
            {t(words.next)}
          </Button>
        )}
        {!isList && at > 0 && <Button onClick={() => go(at - 1)}>{t(words.previous)}</Button>}
        {matters.length > 1 && (
          <Button onClick={() => setList(!isList)}>{t(isList ? words.one_by_one : words.as_list)}</Button>
        )}
      </Actions>
    </>
  );
}

/** Where somebody goes on who was here before. */
function firstOpen(matters: readonly DefinedMatter[], open: readonly DefinedMatter[]): number {
  const first = matters.findIndex((matter) => open.includes(matter));
  return first === -1 ? 0 : first;
}
