import { api, JOSE, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import { Text } from "../../../design/forms.tsx";
import { Facts } from "../../../design/parts.tsx";
import { useDraft } from "../../../device/drafts.ts";
import { nonce, statement } from "../../../device/statements.ts";
import { deeds } from "../../../i18n/deeds.ts";
import { roleName } from "../../../i18n/roles.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { FIELDS, watch as words } from "../../../i18n/watch.ts";
import { worded } from "../../../i18n/words.ts";
import { correctionOf } from "../../office/correction.ts";
import { anyOf, useRoles } from "../../officer.ts";
import { Deed } from "../../pieces/deed.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { placeOf, type Held } from "../running/meeting.ts";

type Amendment = components["schemas"]["AmendmentView"];

const CONFIRMERS = ["scrutineer", "supervisor", "residents_committee"] as const;

/** Amendments of the roll that wait for a second person, and those that came to nothing. */
export function Amendments({ of, after }: { of: Held; after?(): void }) {
  const { t } = useSpeech();
  const amendments = useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/meetings/{meeting}/roll-amendments", {
          params: placeOf(of),
        }),
      ),
    [of.meeting.meeting],
  );
  return (
    <section>
      <h3>{t(words.amendments)}</h3>
      <Shown of={amendments}>
        {(all) => {
          const pending = all.filter(({ state }) => state === "pending");
          const failed = all.filter(({ state }) => state === "refused" || state === "lapsed");
          const again = () => {
            amendments.again();
            after?.();
          };
          return (
            <>
              {pending.length === 0 && <Empty>{t(words.no_amendments)}</Empty>}
              {pending.map((one) => (
                <Pending key={one.amendment} of={of} amendment={one} again={again} />
              ))}
              {failed.length > 0 && (
                <details class="card">
                  <summary>{t(words.came_to_nothing)}</summary>
                  {failed.map((one) => (
                    <Failed key={one.amendment} of={of} amendment={one} />
                  ))}
                </details>
              )}
            </>
          );
        }}
      </Shown>
    </section>
  );
}

function Pending({ of, amendment, again }: { of: Held; amendment: Amendment; again(): void }) {
  const { t } = useSpeech();
  const roles = useRoles(of.community.community);
  const [reason, setReason, clear] = useDraft(`refuse ${amendment.amendment}`, "");
  const facts = useFacts(of, amendment);
  const { origin, community } = of.community;
  const path = { ...placeOf(of).path, amendment: amendment.amendment };
  return (
    <div class="card">
      <Facts facts={facts} />
      {anyOf(roles, ...CONFIRMERS) && (
        <>
          <Deed
            title={t(words.confirm)}
            what={t(words.confirm_what)}
            review={facts}
            done={t(words.confirmed)}
            after={again}
            signature={{
              community,
              roles: CONFIRMERS,
              make: (key) =>
                statement(key, "roll-confirmation", {
                  v: 1,
                  origin,
                  community,
                  meeting: of.meeting.meeting,
                  amendment: amendment.amendment,
                  role: key.role,
                  nonce: nonce(),
                }),
              send: (body) =>
                take(
                  api.POST(
                    "/api/v1/communities/{community}/meetings/{meeting}/roll-amendments/{amendment}/confirmations",
                    { params: { path }, body, ...JOSE },
                  ),
                ),
            }}
          />
          <Deed
            danger
            title={t(words.refuse)}
            what={t(words.refuse_what)}
            review={[[t(deeds.reason), reason]]}
            ready={reason.trim() !== ""}
            verb={t(words.refuse)}
            done={t(words.refused)}
            after={() => {
              clear();
              again();
            }}
            run={() =>
              take(
                api.POST(
                  "/api/v1/communities/{community}/meetings/{meeting}/roll-amendments/{amendment}/refusals",
                  { params: { path }, body: { reason: reason.trim() } },
                ),
              )
            }
          >
            <Text label={t(deeds.reason)} maxLength={2000} value={reason} change={setReason} />
          </Deed>
        </>
      )}
    </div>
  );
}

function Failed({ of, amendment }: { of: Held; amendment: Amendment }) {
  const { t } = useSpeech();
  const facts = useFacts(of, amendment);
  const why = amendment.state === "lapsed" ? t(words.lapsed) : (amendment.refusal ?? "");
  return <Facts facts={[...facts, [t(words.why_not), why]]} />;
}

/** What an amendment changes in words, who proposed it and why. */
function useFacts(of: Held, { statement, by, proposed_at }: Amendment): [string, string][] {
  const { t, formats } = useSpeech();
  const write = formats(of.community.time_zone);
  const { change, reason } = correctionOf(statement);
  return [
    ...change.map(({ field, value, name }): [string, string] => [
      t(worded(FIELDS, field)),
      field === "area" ? write.area(value) : name === undefined ? value : t(name),
    ]),
    [t(deeds.reason), reason],
    [t(words.by), t(roleName(by))],
    [t(words.at), write.moment(proposed_at)],
  ];
}
