import { useEffect, useState } from "preact/hooks";
import { Actions, Button, ButtonLink, Notice } from "../../../design/parts.tsx";
import { common } from "../../../i18n/common.ts";
import { drafting as words, STEP_NAMES } from "../../../i18n/drafting.ts";
import { STEPS, type Finding, type Step } from "../../../i18n/findings.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useDrafting, useMeeting, type Drafting, type Meeting } from "../../office/drafting.ts";
import { useChecked } from "../../office/checking.ts";
import { usePack } from "../../office/packs.ts";
import { useAct } from "../../pieces/act.tsx";
import { Page } from "../../pieces/page.tsx";
import { Shown } from "../../pieces/shown.tsx";
import { SignedIn, useCommunity, type Community } from "../../within.tsx";
import { Basics } from "./draft/basics.tsx";
import { Choosing } from "./draft/choosing.tsx";
import { Dates } from "./draft/dates.tsx";
import { Matters } from "./draft/matters.tsx";
import { Particulars } from "./draft/particulars.tsx";
import { Review } from "./draft/review.tsx";
import { Simulation } from "./draft/simulation.tsx";
import type { StepProps } from "./draft/step.ts";
import { Steps } from "./draft/steps.tsx";

const PAGES = {
  basics: Basics,
  matters: Matters,
  dates: Dates,
  choices: Choosing,
  notice: Particulars,
  simulation: Simulation,
  review: Review,
} as const satisfies Record<Step, (props: StepProps) => unknown>;

/** The guided way from a kind of matter to the notice. */
export function DraftPage({ community, meeting }: { community: string; meeting: string }) {
  const { t } = useSpeech();
  const place = useCommunity(community);
  const read = useMeeting(community, meeting);
  return (
    <Page title={read.data?.draft.title || t(words.title)}>
      <SignedIn>
        <Shown of={place}>
          {(place) => (
            <Shown of={read}>
              {(meeting) =>
                meeting.state === "draft" ? (
                  <Guided key={meeting.meeting} community={place} meeting={meeting} again={read.again} />
                ) : (
                  <Noticed community={community} meeting={meeting} />
                )
              }
            </Shown>
          )}
        </Shown>
      </SignedIn>
    </Page>
  );
}

function Noticed({ community, meeting }: { community: string; meeting: Meeting }) {
  const { t } = useSpeech();
  const base = `/c/${community}/office/meetings/${meeting.meeting}`;
  return (
    <>
      <Notice>{t(words.not_draft)}</Notice>
      <Actions>
        <ButtonLink kind="primary" href={base}>
          {t(words.to_meeting)}
        </ButtonLink>
        <ButtonLink href={`${base}/roll`}>{t(words.to_roll)}</ButtonLink>
      </Actions>
    </>
  );
}

function Guided({ community, meeting, again }: { community: Community; meeting: Meeting; again(): void }) {
  const { t } = useSpeech();
  const drafting = useDrafting(community.community, meeting, again);
  const pack = usePack(drafting.draft.rule_pack);
  const step = useStep();
  const checked = useChecked(community.community, meeting.meeting, drafting.meeting.revision);
  const findings = checked.data?.findings ?? [];
  const Current = PAGES[step];
  return (
    <>
      <Steps at={step} findings={findings} />
      <h2>{t(STEP_NAMES[step])}</h2>
      <Overtaken drafting={drafting} />
      <Here findings={findings.filter((one) => one.step === step && one.matter === null)} />
      <Shown of={pack}>
        {(pack) => (
          <Current
            community={community}
            drafting={drafting}
            pack={pack}
            checked={checked}
            findings={findings}
          />
        )}
      </Shown>
      <Onward drafting={drafting} step={step} />
    </>
  );
}

function Here({ findings }: { findings: readonly Finding[] }) {
  const { t } = useSpeech();
  if (findings.length === 0) return null;
  return (
    <Notice kind="bad">
      <p>{t(words.findings)}</p>
      <ul>
        {findings.map(({ said }) => (
          <li key={said.en}>{t(said)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Overtaken({ drafting }: { drafting: Drafting }) {
  const { t } = useSpeech();
  if (!drafting.overtaken) return null;
  return (
    <Notice kind="warn">
      <p>{t(words.overtaken)}</p>
      <Actions>
        <Button onClick={drafting.keepMine}>{t(words.keep_mine)}</Button>
        <Button onClick={drafting.takeTheirs}>{t(words.take_theirs)}</Button>
      </Actions>
    </Notice>
  );
}

/** Saves, and goes to the step behind or before. */
function Onward({ drafting, step }: { drafting: Drafting; step: Step }) {
  const { t } = useSpeech();
  const act = useAct();
  const place = STEPS.indexOf(step);
  const [before, next] = [STEPS[place - 1], STEPS[place + 1]];
  const save = (then?: Step) =>
    act.run(async () => {
      try {
        await drafting.save();
      } catch (thrown) {
        drafting.again();
        throw thrown;
      }
      if (then !== undefined) location.hash = then;
    });
  return (
    <>
      {act.outcome}
      <p role="status" class="quiet">
        {act.busy
          ? t(words.saving)
          : drafting.changed
            ? t(words.unsaved)
            : t(words.saved, { revision: drafting.meeting.revision })}
      </p>
      <Actions>
        {next !== undefined && (
          <Button kind="primary" disabled={act.busy || drafting.overtaken} onClick={() => void save(next)}>
            {t(words.save_next)}
          </Button>
        )}
        {next === undefined && drafting.changed && (
          <Button kind="primary" disabled={act.busy || drafting.overtaken} onClick={() => void save()}>
            {t(common.save)}
          </Button>
        )}
        {before !== undefined && <ButtonLink href={`#${before}`}>{t(words.previous)}</ButtonLink>}
      </Actions>
    </>
  );
}

/** The step that the fragment of the address names, so that going back goes a step back. */
function useStep(): Step {
  const named = () => STEPS.find((step) => step === location.hash.slice(1)) ?? "basics";
  const [step, setStep] = useState<Step>(named);
  useEffect(() => {
    const look = () => {
      setStep(named());
      scrollTo(0, 0);
    };
    addEventListener("hashchange", look);
    return () => removeEventListener("hashchange", look);
  }, []);
  return step;
}
