import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { Card } from "../../../design/parts.tsx";
import { objections as words } from "../../../i18n/objections.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useRoles } from "../../officer.ts";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { CommunityPage } from "../../within.tsx";
import { Competence } from "./competence.tsx";
import { Deadlines } from "./deadlines.tsx";
import { useMeeting, type InMeeting } from "./meeting.ts";
import { OwnObjection, PostedObjection } from "./objection.tsx";
import { Raise } from "./raise.tsx";

/** Objections to a meeting: raising one, one's own with their answers, and all as they are posted. */
export function Objections(of: InMeeting) {
  const { t } = useSpeech();
  return (
    <CommunityPage title={t(words.title)} community={of.community}>
      {() => <Everything {...of} />}
    </CommunityPage>
  );
}

function Everything({ community, meeting }: InMeeting) {
  const { t } = useSpeech();
  const roles = useRoles(community);
  const params = { path: { community, meeting } };
  const owner = roles.has("owner");
  const view = useMeeting({ community, meeting });
  const mine = useLoad(
    async () =>
      owner
        ? await take(
            api.GET("/api/v1/communities/{community}/meetings/{meeting}/objections/mine", { params }),
          )
        : [],
    [community, meeting, owner],
  );
  const posted = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/meetings/{meeting}/objections/posted", { params })),
    [community, meeting],
  );
  const changed = () => {
    mine.again();
    posted.again();
  };
  return (
    <Shown of={view}>
      {(view) => (
        <>
          <p>
            <a href={`/c/${community}/meetings/${meeting}`}>{view.draft.title}</a>
          </p>
          <p>{t(words.intro)}</p>
          {owner && <Raise community={community} meeting={view} after={changed} />}
          {roles.has("supervisor") && <Competence community={community} meeting={view} after={changed} />}
          {owner && (
            <Card title={t(words.mine)}>
              <Shown of={mine}>
                {(list) =>
                  list.length === 0 ? (
                    <Empty>{t(words.none_mine)}</Empty>
                  ) : (
                    list.map((one) => (
                      <OwnObjection
                        key={one.objection}
                        community={community}
                        meeting={view}
                        of={one}
                        after={changed}
                      />
                    ))
                  )
                }
              </Shown>
            </Card>
          )}
          <Card title={t(words.posted)}>
            <Shown of={posted}>
              {(list) =>
                list.length === 0 ? (
                  <Empty>{t(words.none_posted)}</Empty>
                ) : (
                  list.map((one) => <PostedObjection key={one.objection} meeting={view} of={one} />)
                )
              }
            </Shown>
          </Card>
          <Deadlines community={community} meeting={meeting} />
        </>
      )}
    </Shown>
  );
}
