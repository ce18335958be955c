import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { everyPage, from } from "../../../api/pages.ts";
import type { components } from "../../../api/schema.d.ts";
import { Actions, Button, Card, Notice } from "../../../design/parts.tsx";
import { common } from "../../../i18n/common.ts";
import { roleName } from "../../../i18n/roles.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { contestStandings, steps as words } from "../../../i18n/steps.ts";
import { worded } from "../../../i18n/words.ts";
import { ObjectionDeed } from "../../life/objecting.tsx";
import { anyOf, useRoles } from "../../officer.ts";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { CommunityPage, useFormats, type Community } from "../../within.tsx";
import { Contests } from "./contests.tsx";
import { useStepTitle } from "./title.ts";

type Step = components["schemas"]["StepView"];

/** How many steps are shown at first, and more at a time. */
const SHOWN = 15;

const OBJECTORS = ["owner", "scrutineer", "supervisor", "residents_committee"] as const;

/** Every step of the community's life, what was objected to and answered, and with it how one objects. */
export function Steps({ community }: { community: string }) {
  const { t } = useSpeech();
  const { query } = useLocation();
  return (
    <CommunityPage title={t(words.title)} community={community}>
      {(community) => <Everything community={community} process={query["process"]} />}
    </CommunityPage>
  );
}

function Everything({ community, process }: { community: Community; process: string | undefined }) {
  const { t } = useSpeech();
  const id = community.community;
  const steps = useLoad(
    () =>
      everyPage((cursor) =>
        take(
          api.GET("/api/v1/communities/{community}/acts", {
            params: {
              path: { community: id },
              query: { ...from(cursor, 200), ...(process === undefined ? {} : { process }) },
            },
          }),
        ),
      ),
    [id, process],
  );
  const [raised, setRaised] = useState(0);
  const after = () => {
    steps.again();
    setRaised(raised + 1);
  };
  return (
    <>
      <p>{t(words.intro)}</p>
      {process !== undefined && (
        <p>
          {t(words.part)} <a href={`/c/${id}/steps`}>{t(words.all)}</a>
        </p>
      )}
      <Shown of={steps}>
        {(steps) => (
          <>
            <Contests key={raised} community={community} steps={steps} process={process} after={after} />
            <List community={community} steps={steps.toReversed()} after={after} />
          </>
        )}
      </Shown>
    </>
  );
}

function List(props: { community: Community; steps: readonly Step[]; after(): void }) {
  const { t } = useSpeech();
  const [shown, setShown] = useState(SHOWN);
  const { steps } = props;
  return (
    <Card title={t(words.list)}>
      {steps.length === 0 && <Empty>{t(words.none)}</Empty>}
      <ol class="list" reversed start={steps.length}>
        {steps.slice(0, shown).map((step) => (
          <li key={step.entry}>
            <One {...props} of={step} />
          </li>
        ))}
      </ol>
      {steps.length > shown && (
        <Actions>
          <Button onClick={() => setShown(shown + SHOWN)}>{t(common.more)}</Button>
        </Actions>
      )}
    </Card>
  );
}

function One({ community, of, after }: { community: Community; of: Step; after(): void }) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  const title = useStepTitle();
  const roles = useRoles(community.community);
  const [stage, setStage] = useState<"looking" | "objecting" | "raised">("looking");
  const meeting = of.meeting === null ? null : `/c/${community.community}/meetings/${of.meeting}`;
  const reason = reasonOf(of);
  // Owners object to a result at the meeting itself.
  const atMeeting = of.what === "result" && !anyOf(roles, ...OBJECTORS.slice(1));
  return (
    <>
      <strong>{title(of)}</strong>
      <br />
      {t(words.by, { at: moment(of.at), role: t(roleName(of.by)) })}{" "}
      <span class="quiet">{t(words.entry, { entry: of.entry })}</span>
      {reason !== null && <p class="text">{reason}</p>}
      {of.contests.map(({ process, standing }) => (
        <p key={process}>
          <span class="tag">{t(worded(contestStandings, standing))}</span>
        </p>
      ))}
      {stage === "raised" && <Notice kind="good">{t(words.raised)}</Notice>}
      {stage === "objecting" ? (
        <ObjectionDeed
          community={community}
          name={`${community.community} ${of.entry}`}
          title={t(words.object)}
          roles={OBJECTORS}
          step={() => of.entry}
          done={t(words.raised)}
          open
          after={() => {
            setStage("raised");
            after();
          }}
        />
      ) : (
        <Actions>
          {meeting !== null && (
            <a class="button plain" href={atMeeting ? `${meeting}/objections` : meeting}>
              {t(atMeeting ? words.object_result : words.meeting)}
            </a>
          )}
          {!atMeeting && stage === "looking" && anyOf(roles, ...OBJECTORS) && (
            <Button onClick={() => setStage("objecting")}>{t(words.object)}</Button>
          )}
        </Actions>
      )}
    </>
  );
}

/** The reason that an officer gave in words, where the deed has one. */
function reasonOf({ act }: Step): string | null {
  if (act === null) return null;
  for (const deed of Object.values(act)) {
    const reason: unknown = "reason" in deed ? deed.reason : null;
    // Other deeds name a document by its hash here.
    if (typeof reason === "string" && !/^[0-9a-f]{64}$/.test(reason)) return reason;
  }
  return null;
}
