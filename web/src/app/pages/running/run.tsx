import { api, takeIfAny } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { Steps, type Step } from "../../../design/steps.tsx";
import { running as words } from "../../../i18n/running.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { meetingKinds, states } from "../../../i18n/states.ts";
import { worded } from "../../../i18n/words.ts";
import { Ended } from "../../pieces/ended.tsx";
import { Page } from "../../pieces/page.tsx";
import { Shown } from "../../pieces/shown.tsx";
import { SignedIn } from "../../within.tsx";
import { Deeds } from "./deeds.tsx";
import { Documents } from "./documents.tsx";
import { Deadlines, Next } from "./next.tsx";
import { placeOf, useRun, type Run as Running } from "./meeting.ts";
import { Work } from "./work.tsx";

/** The run of one meeting: where it stands, what is next and by whom, and what the reader can do. */
export function Run({ community, meeting }: { community: string; meeting: string }) {
  const { t } = useSpeech();
  const run = useRun(community, meeting);
  return (
    <SignedIn>
      <Page title={run.data?.meeting.draft.title ?? t(words.title)} wide>
        <Shown of={run}>
          {(run) => (
            <>
              <p>
                {t(worded(meetingKinds, run.meeting.draft.kind))} · {run.meeting.draft.called_by}
              </p>
              <Course run={run} />
              <Next due={run.due} zone={run.community.time_zone} />
              <Work of={run} />
            </>
          )}
        </Shown>
        {run.data && (
          <>
            <Deeds run={run.data} again={run.again} />
            <Documents of={run.data} />
            <Deadlines of={run.data} />
          </>
        )}
      </Page>
    </SignedIn>
  );
}

const WAY = ["draft", "noticed", "open", "closed", "counted", "announced"] as const;

function Course({ run }: { run: Running }) {
  const { t, formats } = useSpeech();
  const { state, opens_at, closes_at } = run.meeting;
  const write = formats(run.community.time_zone);
  const at = WAY.findIndex((step) => step === state);
  if (at < 0) {
    return (
      <>
        <p class="large">
          <strong>{t(worded(states, state))}</strong>
        </p>
        <HowEnded of={run} />
        <p>{t(words.reason_of_end)}</p>
      </>
    );
  }
  const day = (name: string) => {
    const found = run.deadlines.find(({ deadline }) => deadline === name)?.last_day;
    return found == null ? undefined : write.date(found);
  };
  const names = [
    [words.draft_step, undefined],
    [words.notice_step, day("notice")],
    [words.open_step, write.moment(opens_at)],
    [words.close_step, write.moment(closes_at)],
    [words.count_step, day("result_posting")],
    [words.announce_step, day("announcement")],
  ] as const;
  const steps = names.map(([name, when], index): Step => {
    // The last step is a fact once it is reached; the others go on while the meeting stands at them.
    const last = index === names.length - 1;
    const standing = index < at || (last && index === at) ? "done" : index === at ? "now" : "next";
    const said = t(words[`step_${standing}`]);
    return { name: t(name), standing, said, when };
  });
  return (
    <>
      <p class="large">
        <strong>{t(worded(states, state))}</strong>
      </p>
      <Steps label={t(words.steps)} steps={steps} />
      {state === "noticed" && <p>{t(words.by_clock_open)}</p>}
      {state === "open" && <p>{t(words.by_clock_close)}</p>}
    </>
  );
}

function HowEnded({ of }: { of: Running }) {
  const params = placeOf(of);
  const posted = useLoad(
    () => takeIfAny(api.GET("/api/v1/communities/{community}/meetings/{meeting}/postings", { params })),
    [params.path],
  );
  return (
    <Shown of={posted}>
      {(posted) => posted?.ended && <Ended end={posted.ended} zone={of.community.time_zone} />}
    </Shown>
  );
}
