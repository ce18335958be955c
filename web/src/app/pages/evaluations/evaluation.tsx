import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import { Actions, Button, Card, Facts, Notice } from "../../../design/parts.tsx";
import { EVALUATED } from "../../../i18n/acts/kinds.ts";
import { common } from "../../../i18n/common.ts";
import { evaluations as words, evaluationStates } from "../../../i18n/evaluations.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { OfficeDeeds } from "../../life/office.tsx";
import { useRoles } from "../../officer.ts";
import { Shown } from "../../pieces/shown.tsx";
import { CommunityPage, useFormats, type Community } from "../../within.tsx";
import { Reply } from "./reply.tsx";
import { Totals } from "./totals.tsx";

/** An evaluation as the API shows it. */
export type EvaluationShown = components["schemas"]["EvaluationView"];

/** One evaluation of the manager or the committee: its questions, the user's answers, and the totals once published. */
export function Evaluation({ community, evaluation }: { community: string; evaluation: string }) {
  const { t } = useSpeech();
  return (
    <CommunityPage title={t(words.one)} community={community}>
      {(community) => <Everything community={community} evaluation={evaluation} />}
    </CommunityPage>
  );
}

function Everything({ community, evaluation }: { community: Community; evaluation: string }) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  const id = community.community;
  const owner = useRoles(id).has("owner");
  const view = useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/evaluations/{process}", {
          params: { path: { community: id, process: evaluation } },
        }),
      ),
    [id, evaluation],
  );
  return (
    <Shown of={view}>
      {(of) => (
        <>
          <Card title={t(words.title, { of: t(worded(EVALUATED, of.of)) })}>
            <Facts
              facts={[
                [t(words.state), <strong>{t(worded(evaluationStates, of.state))}</strong>],
                [t(words.closes), moment(of.closes_at)],
                ...(of.published_at === null ? [] : [[t(words.published), moment(of.published_at)] as const]),
                ...(of.cancelled === null ? [] : [[t(words.why_cancelled), of.cancelled] as const]),
              ]}
            />
            <Notice>{t(words.non_binding)}</Notice>
          </Card>
          {of.totals === null && !(owner && of.state === "open") && (
            <Card title={t(words.questions)}>
              <ol>
                {of.questions.map(({ question, text }) => (
                  <li key={question}>{text}</li>
                ))}
              </ol>
            </Card>
          )}
          {of.totals !== null && <Totals of={of} totals={of.totals} />}
          {owner && (
            <div class="no-print">
              <Reply community={community} of={of} />
            </div>
          )}
          <Actions>
            {of.totals !== null && <Button onClick={() => print()}>{t(common.print)}</Button>}
          </Actions>
          <OfficeDeeds noun="evaluation" community={community} of={of} after={view.again} />
        </>
      )}
    </Shown>
  );
}
