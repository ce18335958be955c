import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import { Actions, ButtonLink, Card, Facts, Table } from "../../../design/parts.tsx";
import { roleName } from "../../../i18n/roles.ts";
import { roll as words } from "../../../i18n/roll.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { anyOf, useRoles } from "../../officer.ts";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { CommunityPage, useFormats } from "../../within.tsx";
import { placeOf, useHeld, type Held } from "../running/meeting.ts";
import { Amendments } from "../watch/amendments.tsx";
import { Disputes } from "./roll/disputes.tsx";
import { Exclude } from "./roll/exclude.tsx";
import { Propose } from "./roll/propose.tsx";
import { Units } from "./roll/units.tsx";

type Posting = components["schemas"]["RollPosting"];

/** The roll of a meeting: what is posted, what is amended, and what is decided about those on it. */
export function Roll({ community, meeting }: { community: string; meeting: string }) {
  const { t } = useSpeech();
  const held = useHeld(community, meeting);
  return (
    <CommunityPage title={t(words.title)} wide community={community}>
      {() => (
        <Shown of={held}>
          {(own) =>
            own.meeting.state === "draft" ? (
              <Empty>{t(words.not_yet)}</Empty>
            ) : (
              <Everything of={own} again={held.again} />
            )
          }
        </Shown>
      )}
    </CommunityPage>
  );
}

function Everything({ of, again }: { of: Held; again(): void }) {
  const { t } = useSpeech();
  const roles = useRoles(of.community.community);
  const { state } = of.meeting;
  const path = placeOf(of).path;
  const base = `/c/${path.community}/office/meetings/${path.meeting}`;
  const posting = useLoad(
    () =>
      take(api.GET("/api/v1/communities/{community}/meetings/{meeting}/postings/roll", { params: { path } })),
    [path, of.meeting.roll],
  );
  const [proposed, setProposed] = useState(0);
  const answering = anyOf(roles, "convener", "scrutineer", "supervisor");
  const running = state === "noticed" || state === "open";
  return (
    <>
      <p>
        <a href={base}>{of.meeting.draft.title}</a>
      </p>
      <Shown of={posting}>{(posting) => <Posted of={of} posting={posting} />}</Shown>
      {answering && (
        <Card title={t(words.objections)}>
          <Actions>
            <ButtonLink href={`${base}/objections`}>{t(words.to_objections)}</ButtonLink>
          </Actions>
        </Card>
      )}
      {anyOf(roles, "secretary", "convener", "scrutineer", "supervisor", "residents_committee") && (
        <Amendments key={proposed} of={of} after={again} />
      )}
      {state === "noticed" && anyOf(roles, "secretary", "supervisor") && (
        <Propose of={of} after={() => setProposed((count) => count + 1)} />
      )}
      {answering && <Disputes of={of} />}
      {running && anyOf(roles, "convener", "supervisor") && <Exclude of={of} />}
    </>
  );
}

function Posted({ of, posting }: { of: Held; posting: Posting }) {
  const { t, language } = useSpeech();
  const { area, count, moment } = useFormats();
  const { community, meeting } = placeOf(of).path;
  const page = `/api/v1/communities/${community}/meetings/${meeting}/postings/roll/page?lang=${language}`;
  const until = posting.posting.objections_until;
  return (
    <>
      <Card>
        <Facts
          facts={[
            [t(words.status), t(posting.status === "final" ? words.final : words.provisional)],
            [t(words.electors), count(posting.electors)],
            [t(words.units), count(posting.units)],
            [t(words.area), area(posting.area)],
            [t(words.register), String(posting.register_version)],
            ...(until == null ? [] : [[t(words.until), moment(until)] as const]),
          ]}
        />
        <p>
          {t(words.print)}:{" "}
          <a class="touch" href={page} target="_blank" rel="noopener">
            {t(words.usual)}
          </a>
          {" · "}
          <a class="touch" href={`${page}&size=large`} target="_blank" rel="noopener">
            {t(words.large)}
          </a>
        </p>
      </Card>
      <Units of={posting} />
      <Card title={t(words.amended)}>
        {posting.amendments.length === 0 ? (
          <Empty>{t(words.none_amended)}</Empty>
        ) : (
          <Table
            caption={t(words.amended)}
            head={[t(words.at), t(words.reason), t(words.signed)]}
            rows={posting.amendments.map(({ at, reason, by, confirmed_by }) => [
              moment(at),
              reason,
              `${t(roleName(by))} / ${t(roleName(confirmed_by))}`,
            ])}
          />
        )}
      </Card>
    </>
  );
}
