import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { api, take } from "../../../../api/client.ts";
import { Problem } from "../../../../api/problem.ts";
import { Text } from "../../../../design/forms.tsx";
import { Actions, Button, Dialog, Facts, Notice } from "../../../../design/parts.tsx";
import { common } from "../../../../i18n/common.ts";
import { drafting as words, STEP_NAMES } from "../../../../i18n/drafting.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { useRoles } from "../../../officer.ts";
import { useAct } from "../../../pieces/act.tsx";
import { Deed } from "../../../pieces/deed.tsx";
import { Shown } from "../../../pieces/shown.tsx";
import { NoticePreview } from "./preview.tsx";
import type { StepProps } from "./step.ts";

const ADDRESS = "/api/v1/communities/{community}/meetings/{meeting}/notice";

/** Everything once more in the order of the notice, and the notice itself. */
export function Review(props: StepProps) {
  const { t } = useSpeech();
  const { community, drafting, checked, findings } = props;
  const { draft, changed, meeting } = drafting;
  const roles = useRoles(community.community);
  const titled = (matter: string | null) =>
    matter === null ? "" : `${draft.matters.find((one) => one.matter === matter)?.title || matter}: `;
  return (
    <>
      {findings.length > 0 && (
        <Notice kind="bad">
          <p>
            <strong>{t(words.blocked, { count: findings.length })}</strong>
          </p>
          <ul>
            {findings.map(({ step, matter, said }) => (
              <li key={`${matter} ${said.en}`}>
                {titled(matter)}
                {t(said)} <a href={`#${step}`}>{t(words.go_step, { step: t(STEP_NAMES[step]) })}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {changed ? (
        <Notice>{t(words.save_first)}</Notice>
      ) : (
        <Shown of={checked}>
          {({ notice }) =>
            notice !== null && (
              <>
                <p>{t(words.preview_hint)}</p>
                <NoticePreview notice={notice} draft={draft} pack={props.pack} />
                {roles.has("convener") ? <Give {...props} /> : <Notice>{t(words.give_convener)}</Notice>}
              </>
            )
          }
        </Shown>
      )}
      <Drop community={community.community} meeting={meeting.meeting} />
    </>
  );
}

function Give({ community, drafting, checked }: StepProps) {
  const { t, formats } = useSpeech();
  const { moment } = formats(community.time_zone);
  const [asks, setAsks] = useState(false);
  const act = useAct();
  const { draft, meeting } = drafting;
  const give = () =>
    act.run(async () => {
      const params = { path: { community: community.community, meeting: meeting.meeting } };
      try {
        await take(api.POST(ADDRESS, { params }));
      } catch (thrown) {
        if (!(thrown instanceof Problem) || thrown.code !== "draft_problems") throw thrown;
        // Time has passed since it was checked: what stands in the way now is told at its steps.
        checked.again();
        scrollTo(0, 0);
      }
      setAsks(false);
      drafting.again();
    });
  return (
    <>
      <p>{t(words.give_check)}</p>
      <Actions>
        <Button kind="primary" onClick={() => setAsks(true)}>
          {t(words.give)}
        </Button>
      </Actions>
      {asks && (
        <Dialog title={t(words.give)} close={() => setAsks(false)}>
          <Facts
            facts={[
              [t(words.name), draft.title],
              [t(words.called_by), draft.called_by],
              [t(words.opens), moment(draft.opens_at)],
              [t(words.closes), moment(draft.closes_at)],
              [
                t(STEP_NAMES.matters),
                draft.matters.map(({ title }) => title || t(words.empty_title)).join("; "),
              ],
            ]}
          />
          <p>{t(words.give_what)}</p>
          {act.outcome}
          <Actions>
            <Button kind="primary" disabled={act.busy} onClick={() => void give()}>
              {t(words.give_sure)}
            </Button>
            <Button onClick={() => setAsks(false)}>{t(common.back)}</Button>
          </Actions>
        </Dialog>
      )}
    </>
  );
}

/** Calling a draft off deletes it. */
function Drop({ community, meeting }: { community: string; meeting: string }) {
  const { t } = useSpeech();
  const { route } = useLocation();
  const [reason, setReason] = useState("");
  return (
    <Deed
      title={t(words.drop)}
      what={t(words.drop_what)}
      review={[[t(words.drop_reason), reason]]}
      sure={t(words.drop_what)}
      ready={reason.trim() !== ""}
      danger
      verb={t(words.drop)}
      done={t(words.dropped)}
      run={() => {
        const address = "/api/v1/communities/{community}/meetings/{meeting}/cancellation";
        return take(
          api.POST(address, { params: { path: { community, meeting } }, body: { reason: reason.trim() } }),
        );
      }}
      after={() => route(`/c/${community}/office`)}
    >
      <Text label={t(words.drop_reason)} value={reason} rows={2} required change={setReason} />
    </Deed>
  );
}
