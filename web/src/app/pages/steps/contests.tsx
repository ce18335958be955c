import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import { Actions, Button, Card, Facts } from "../../../design/parts.tsx";
import { NOUNS } from "../../../i18n/acts/nouns.ts";
import { common } from "../../../i18n/common.ts";
import { roleName } from "../../../i18n/roles.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { contestStandings, steps as words } from "../../../i18n/steps.ts";
import { worded } from "../../../i18n/words.ts";
import { OfficeDeeds } from "../../life/office.tsx";
import { signatureOf } from "../../life/signature.ts";
import { useRoles } from "../../officer.ts";
import { AskToSign } from "../../pieces/ask.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { useFormats, type Community } from "../../within.tsx";
import { useStepTitle } from "./title.ts";

type Contest = components["schemas"]["ContestView"];
type Step = components["schemas"]["StepView"];

interface Raised {
  community: Community;
  of: Contest;
  /** The step it is to; undefined where it is not among those that were read. */
  step: Step | undefined;
  after(): void;
}

/** The objections to steps, with every answer. */
export function Contests(props: {
  community: Community;
  steps: readonly Step[];
  /** The process whose objections alone are shown. */
  process: string | undefined;
  after(): void;
}) {
  const { t } = useSpeech();
  const { community, steps, process } = props;
  const { community: id } = community;
  const contests = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/contests", { params: { path: { community: id } } })),
    [id],
  );
  const after = () => {
    contests.again();
    props.after();
  };
  return (
    <Card title={t(words.objections)}>
      <Shown of={contests}>
        {(all) => {
          const shown = all.filter((one) => process === undefined || one.of === process).toReversed();
          if (shown.length === 0) return <Empty>{t(words.no_objections)}</Empty>;
          return shown.map((one) => (
            <One
              key={one.process}
              community={community}
              of={one}
              step={steps.find(({ entry }) => entry === one.step)}
              after={after}
            />
          ));
        }}
      </Shown>
    </Card>
  );
}

function One(props: Raised) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  const title = useStepTitle();
  const { community, of, step, after } = props;
  const noun = of.subject === null ? t(words.notice) : t(worded(NOUNS, of.subject));
  const owner = useRoles(community.community).has("owner");
  return (
    <article>
      <h3>
        {step === undefined ? noun : title(step)}{" "}
        <span class="quiet">{t(words.entry, { entry: of.step })}</span>
      </h3>
      <Facts
        facts={[
          [
            t(words.standing),
            <>
              <strong>{t(worded(contestStandings, of.standing))}</strong>{" "}
              {of.overdue && <span class="tag">{t(words.overdue)}</span>}
            </>,
          ],
          [t(words.raised_at), moment(of.raised_at)],
          [t(words.raised_by), t(roleName(of.by))],
          ...(of.standing === "open"
            ? [
                [
                  t(words.answered_by),
                  of.answered_by.map((role) => t(roleName(role))).join(t(common.comma)),
                ] as const,
                [t(words.due), moment(of.answer_due_at)] as const,
              ]
            : []),
        ]}
      />
      {of.open_at_announcement && <p>{t(words.at_announcement)}</p>}
      <Answers of={of} />
      {owner && of.by === "owner" && <Own {...props} />}
      <OfficeDeeds noun="contest" community={community} of={of} after={after} />
    </article>
  );
}

function Answers({ of }: { of: Contest }) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  if (of.answers.length === 0) return null;
  return (
    <ol class="list">
      {of.answers.map((answer) => (
        <li key={answer.entry}>
          <p>
            <strong>
              {t(answer.outcome === "upheld" ? words.upheld : words.dismissed)} ·{" "}
              {t(words.by, { at: moment(answer.at), role: t(roleName(answer.by)) })}
            </strong>
          </p>
          {answer.correction !== null && <p>{t(words.correction, { why: answer.correction })}</p>}
          <p class="text">{answer.reason}</p>
        </li>
      ))}
    </ol>
  );
}

/** What the user wrote, who alone of all owners may read it, and how they take it back. */
function Own({ community, of, after }: Raised) {
  const { t } = useSpeech();
  const [asked, setAsked] = useState(false);
  return asked ? (
    <Text community={community} of={of} after={after} />
  ) : (
    <Actions>
      <Button onClick={() => setAsked(true)}>{t(words.mine)}</Button>
    </Actions>
  );
}

function Text({ community, of, after }: Omit<Raised, "step">) {
  const { t } = useSpeech();
  const { process } = of;
  const written = useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/contests/{process}/text", {
          params: { path: { community: community.community, process } },
        }),
      ),
    [community.community, process],
  );
  return (
    <Shown of={written}>
      {({ text }) => (
        <>
          <Facts facts={[[t(words.wrote), <span class="text">{text}</span>]]} />
          {of.standing === "open" && (
            <Actions>
              <AskToSign
                title={t(words.withdraw)}
                sure={t(words.withdraw_sure)}
                danger
                signature={signatureOf(community, {
                  noun: "contest",
                  roles: ["owner"],
                  process,
                  deed: () => ({ contest: { did: "withdraw" } }),
                })}
                after={after}
              />
            </Actions>
          )}
        </>
      )}
    </Shown>
  );
}
