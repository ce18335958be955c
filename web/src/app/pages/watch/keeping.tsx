import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { everyPage } from "../../../api/pages.ts";
import type { components } from "../../../api/schema.d.ts";
import { Field } from "../../../design/forms.tsx";
import { Card, Facts } from "../../../design/parts.tsx";
import { useSpeech } from "../../../i18n/speech.tsx";
import { keeping as words } from "../../../i18n/watch.ts";
import { useDraft } from "../../../device/drafts.ts";
import { anyOf, useRoles } from "../../officer.ts";
import { Deed } from "../../pieces/deed.tsx";
import { Opened } from "../../pieces/opened.tsx";
import { Page } from "../../pieces/page.tsx";
import { Shown } from "../../pieces/shown.tsx";
import { SignedIn, useCommunity, type Community } from "../../within.tsx";
import { Kept } from "./kept.tsx";

type Periods = components["schemas"]["PeriodsView"];

/** How long what is kept, and what is held for a court. */
export function Keeping({ community }: { community: string }) {
  const { t } = useSpeech();
  const place = useCommunity(community);
  return (
    <SignedIn>
      <Page title={t(words.title)}>
        <p>{t(words.what)}</p>
        <Shown of={place}>
          {(place) => (
            <>
              <PeriodsOf of={place} />
              <Meetings of={place} />
            </>
          )}
        </Shown>
      </Page>
    </SignedIn>
  );
}

function PeriodsOf({ of }: { of: Community }) {
  const { t, formats } = useSpeech();
  const write = formats(of.time_zone);
  const roles = useRoles(of.community);
  const periods = useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/retention", {
          params: { path: { community: of.community } },
        }),
      ),
    [of.community],
  );
  return (
    <Shown of={periods}>
      {(standing) => (
        <>
          <Card title={t(words.periods)}>
            <Facts
              facts={[
                [t(words.audit_days), write.count(standing.audit_material_days)],
                [t(words.message_days), write.count(standing.messages_days)],
                [t(words.session_days), write.count(standing.sessions_days)],
                [
                  t(words.decided),
                  standing.decided_at === null ? t(words.never) : write.moment(standing.decided_at),
                ],
              ]}
            />
          </Card>
          {anyOf(roles, "supervisor") && <Change of={of} standing={standing} again={periods.again} />}
        </>
      )}
    </Shown>
  );
}

function Change({ of, standing, again }: { of: Community; standing: Periods; again(): void }) {
  const { t } = useSpeech();
  const [form, change, clear] = useDraft(`periods ${of.community}`, {
    audit: String(standing.audit_material_days),
    messages: String(standing.messages_days),
  });
  return (
    <Deed
      title={t(words.change)}
      what={t(words.change_what)}
      review={[
        [t(words.audit_days), form.audit],
        [t(words.message_days), form.messages],
      ]}
      ready={/^\d+$/.test(form.audit) && /^\d+$/.test(form.messages)}
      verb={t(words.change_verb)}
      done={t(words.changed)}
      after={() => {
        clear();
        again();
      }}
      run={() =>
        take(
          api.PUT("/api/v1/communities/{community}/retention", {
            params: {
              path: { community: of.community },
              header: { "If-Match": `"${standing.revision}"` },
            },
            body: {
              audit_material_days: Number(form.audit),
              messages_days: Number(form.messages),
            },
          }),
        )
      }
    >
      <Field
        label={t(words.audit_days)}
        inputMode="numeric"
        value={form.audit}
        change={(audit) => change({ ...form, audit })}
      />
      <Field
        label={t(words.message_days)}
        inputMode="numeric"
        value={form.messages}
        change={(messages) => change({ ...form, messages })}
      />
    </Deed>
  );
}

function Meetings({ of }: { of: Community }) {
  return anyOf(useRoles(of.community), "scrutineer", "supervisor") ? <MeetingList of={of} /> : null;
}

function MeetingList({ of }: { of: Community }) {
  const { t } = useSpeech();
  const { community } = of;
  const meetings = useLoad(
    () =>
      everyPage((cursor) =>
        take(
          api.GET("/api/v1/communities/{community}/meetings", {
            params: {
              path: { community },
              query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) },
            },
          }),
        ),
      ),
    [community],
  );
  return (
    <section>
      <h2>{t(words.meetings)}</h2>
      <Shown of={meetings}>
        {(meetings) =>
          meetings
            .filter(({ state }) => state !== "draft")
            .map((meeting) => (
              <Opened key={meeting.meeting} summary={meeting.draft.title}>
                {() => <Kept of={{ community: of, meeting }} />}
              </Opened>
            ))
        }
      </Shown>
    </section>
  );
}
