import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import { Text } from "../../../design/forms.tsx";
import { Facts } from "../../../design/parts.tsx";
import { useDraft } from "../../../device/drafts.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { keeping as words } from "../../../i18n/watch.ts";
import { anyOf, useRoles } from "../../officer.ts";
import { Deed } from "../../pieces/deed.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { placeOf, type Held } from "../running/meeting.ts";

type Hold = components["schemas"]["HoldView"];

/** How long the audit material of a meeting is kept, and who holds it. */
export function Kept({ of }: { of: Held }) {
  const { t, formats } = useSpeech();
  const write = formats(of.community.time_zone);
  const supervisor = anyOf(useRoles(of.community.community), "supervisor");
  const params = placeOf(of);
  const kept = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/meetings/{meeting}/retention", { params })),
    [of.meeting.meeting],
  );
  return (
    <Shown of={kept}>
      {({ ended_at, kept_until, erased_at, holds }) => (
        <>
          <Facts
            facts={[
              [t(words.ended), ended_at === null ? t(words.not_ended) : write.day(ended_at)],
              ...(kept_until === null ? [] : [[t(words.until), write.day(kept_until)] as const]),
              ...(erased_at === null ? [] : [[t(words.erased), write.day(erased_at)] as const]),
            ]}
          />
          <h3>{t(words.holds)}</h3>
          {holds.length === 0 && <Empty>{t(words.no_holds)}</Empty>}
          <ul class="list">
            {holds.map((hold) => (
              <li key={hold.hold}>
                <HoldOf of={of} hold={hold} again={kept.again} lifts={supervisor} />
              </li>
            ))}
          </ul>
          {supervisor && erased_at === null && (
            <Reasoned
              name={`hold ${of.meeting.meeting}`}
              title={t(words.hold)}
              what={t(words.hold_what)}
              verb={t(words.hold_verb)}
              done={t(words.held)}
              after={kept.again}
              send={(reason) =>
                take(
                  api.POST("/api/v1/communities/{community}/meetings/{meeting}/holds", {
                    params,
                    body: { reason },
                  }),
                )
              }
            />
          )}
        </>
      )}
    </Shown>
  );
}

function HoldOf(props: { of: Held; hold: Hold; lifts: boolean; again(): void }) {
  const { t, formats } = useSpeech();
  const { hold } = props;
  const write = formats(props.of.community.time_zone);
  const path = { ...placeOf(props.of).path, hold: hold.hold };
  return (
    <>
      <p>
        {hold.reason} <span class="quiet">{t(words.since, { at: write.day(hold.placed_at) })}</span>
      </p>
      {hold.lifted_at !== null ? (
        <p class="quiet">
          {t(words.lifted_at, { at: write.day(hold.lifted_at), reason: hold.lift_reason ?? "" })}
        </p>
      ) : (
        props.lifts && (
          <Reasoned
            name={`lift ${hold.hold}`}
            title={t(words.lift)}
            what={t(words.lift_what)}
            verb={t(words.lift)}
            done={t(words.lifted)}
            after={props.again}
            send={(reason) =>
              take(
                api.POST("/api/v1/communities/{community}/meetings/{meeting}/holds/{hold}/lifting", {
                  params: { path },
                  body: { reason },
                }),
              )
            }
          />
        )
      )}
    </>
  );
}

function Reasoned(props: {
  name: string;
  title: string;
  what: string;
  verb: string;
  done: string;
  send(reason: string): Promise<unknown>;
  after(): void;
}) {
  const { t } = useSpeech();
  const [reason, change, clear] = useDraft(props.name, "");
  return (
    <Deed
      {...props}
      review={[[t(words.why), reason]]}
      ready={reason.trim() !== ""}
      run={() => props.send(reason.trim())}
      after={() => {
        clear();
        props.after();
      }}
    >
      <Text label={t(words.why)} maxLength={2000} value={reason} change={change} />
    </Deed>
  );
}
