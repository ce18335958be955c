import { api, takeIfAny } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { Actions, Button, ButtonLink, Card, Facts } from "../../../design/parts.tsx";
import { keepArrivedNomination } from "../../../device/nominations.ts";
import { callStates, candidates as words } from "../../../i18n/candidates.ts";
import { common } from "../../../i18n/common.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { WithArchive } from "../../life/document.tsx";
import { OfficeDeeds } from "../../life/office.tsx";
import { anyOf, useRoles } from "../../officer.ts";
import { Shown } from "../../pieces/shown.tsx";
import { CommunityPage, useFormats, type Community } from "../../within.tsx";
import { CandidateList } from "./list.tsx";
import { Answer } from "./answer.tsx";
import { Nominate, OwnNumber } from "./nominate.tsx";
import { OwnCandidacy } from "./own.tsx";
import { readSlate, type Slate } from "./slate.ts";
import { Stand } from "./stand.tsx";

/** One call for candidates: the list to read and to print, and what the user can do about it. */
export function Call({ community, call }: { community: string; call: string }) {
  const { t } = useSpeech();
  // A nomination may stand behind the `#`; whoever has to sign in first would lose it.
  keepArrivedNomination(call, location.hash);
  return (
    <CommunityPage title={t(words.one)} community={community}>
      {(community) => (
        <WithArchive community={community.community}>
          <Everything community={community} call={call} />
        </WithArchive>
      )}
    </CommunityPage>
  );
}

function Everything({ community, call }: { community: Community; call: string }) {
  const { t } = useSpeech();
  const id = community.community;
  const slate = useLoad(() => readSlate(id, call), [id, call]);
  const names = useNames(id, slate.data);
  const after = slate.again;
  return (
    <Shown of={slate}>
      {(of) => (
        <>
          <p class="no-print">{t(words.intro)}</p>
          <Card>
            <Progress community={community} of={of} />
          </Card>
          <div class="no-print">
            <Own community={community} of={of} after={after} />
          </div>
          <CandidateList community={community} of={of} name={(candidate) => names.data?.get(candidate)} />
          <div class="no-print">
            <Actions>
              {of.candidacies.length > 0 && <Button onClick={() => print()}>{t(common.print)}</Button>}
              <ButtonLink href={`/c/${id}/steps?process=${of.process}`}>{t(words.steps)}</ButtonLink>
            </Actions>
            <Deeds community={community} of={of} after={after} />
            <OfficeDeeds noun="candidacy" community={community} of={of} after={after} />
          </div>
        </>
      )}
    </Shown>
  );
}

interface Here {
  community: Community;
  of: Slate;
  after(): void;
}

/** What is about the user: how they stand, or what they were asked. */
function Own(props: Here) {
  const { of } = props;
  const owner = useRoles(props.community.community).has("owner");
  const own = of.candidacies.filter(({ is_own }) => is_own);
  const asked = of.state === "gathering" && of.candidacies.some(({ state }) => state === "nominated");
  if (own.length === 0) return owner && asked ? <Answer {...props} /> : null;
  return (
    <>
      {own.map((candidacy) => (
        <OwnCandidacy key={candidacy.candidate} {...props} own={candidacy} />
      ))}
    </>
  );
}

function Deeds(props: Here) {
  const { community, of } = props;
  const roles = useRoles(community.community);
  if (of.state !== "gathering") return null;
  const stands = of.candidacies.some(({ is_own }) => is_own);
  return (
    <>
      {roles.has("owner") && !stands && (
        <>
          <Stand {...props} />
          <OwnNumber community={community.community} />
        </>
      )}
      {anyOf(roles, "owner", "residents_committee", "supervisor") && <Nominate {...props} />}
    </>
  );
}

function Progress({ community, of }: { community: Community; of: Slate }) {
  const { t } = useSpeech();
  const { moment, count } = useFormats();
  return (
    <Facts
      facts={[
        [t(words.community), community.name],
        [t(words.state), <strong>{t(worded(callStates, of.state))}</strong>],
        [t(words.seats), count(of.seats)],
        [t(words.until), moment(of.named_until)],
        ...(of.posted_at === null ? [] : [[t(words.posted), moment(of.posted_at)] as const]),
        ...(isNoticed(of)
          ? [
              [
                t(words.meeting),
                <a href={`/c/${community.community}/meetings/${of.meeting}`}>{t(words.open)}</a>,
              ] as const,
            ]
          : []),
      ]}
    />
  );
}

function isNoticed({ state }: Slate): boolean {
  return state === "noticed" || state === "elected";
}

/** The names on the ballot, which everybody reads once notice is given. */
function useNames(community: string, of: Slate | undefined) {
  const meeting = of !== undefined && isNoticed(of) ? of.meeting : null;
  const matter = of?.matter;
  return useLoad(async () => {
    if (meeting === null) return new Map<string, string>();
    const found = await takeIfAny(
      api.GET("/api/v1/communities/{community}/meetings/{meeting}", {
        params: { path: { community, meeting } },
      }),
    );
    const own = found?.draft.matters.find((one) => one.matter === matter);
    return new Map(own?.candidates?.map(({ candidate, name }) => [candidate, name]));
  }, [community, meeting, matter]);
}
