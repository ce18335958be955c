import { api, JOSE, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import { Text } from "../../../design/forms.tsx";
import { Facts } from "../../../design/parts.tsx";
import { useDraft } from "../../../device/drafts.ts";
import { nonce, payloadOf, statement } from "../../../device/statements.ts";
import { deeds } from "../../../i18n/deeds.ts";
import { roleName } from "../../../i18n/roles.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { CORRECTIONS, FIELDS, watch as words } from "../../../i18n/watch.ts";
import { worded } from "../../../i18n/words.ts";
import { anyOf, useRoles } from "../../officer.ts";
import { Deed } from "../../pieces/deed.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { placeOf, type Held } from "../running/meeting.ts";

type Amendment = components["schemas"]["AmendmentView"];

const CONFIRMERS = ["scrutineer", "supervisor", "residents_committee"] as const;

/** Amendments of the roll that wait for a second person. */
export function Amendments({ of }: { of: Held }) {
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
          if (pending.length === 0) return <Empty>{t(words.no_amendments)}</Empty>;
          return pending.map((one) => (
            <Pending key={one.amendment} of={of} amendment={one} again={amendments.again} />
          ));
        }}
      </Shown>
    </section>
  );
}

function Pending({ of, amendment, again }: { of: Held; amendment: Amendment; again(): void }) {
  const { t, formats } = useSpeech();
  const roles = useRoles(of.community.community);
  const [reason, setReason, clear] = useDraft(`refuse ${amendment.amendment}`, "");
  const { change, reason: why } = told(amendment.statement);
  const facts = [
    ...change.map(([field, value]) => {
      const said = field === "correct" ? t(worded(CORRECTIONS, value)) : value;
      return [t(worded(FIELDS, field)), said] as const;
    }),
    [t(deeds.reason), why] as const,
    [t(words.by), t(roleName(amendment.by))] as const,
    [t(words.at), formats(of.community.time_zone).moment(amendment.proposed_at)] as const,
  ];
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

/** What a signed amendment changes, field by field, and why. */
function told(signed: string): { change: [string, string][]; reason: string } {
  const payload = payloadOf(signed);
  if (!isObject(payload) || !isObject(payload["change"])) return { change: [], reason: "" };
  return { change: flat(payload["change"]), reason: String(payload["reason"] ?? "") };
}

function flat(value: Record<string, unknown>): [string, string][] {
  return Object.entries(value).flatMap(([field, own]): [string, string][] => {
    if (own === null) return [];
    if (isObject(own)) return flat(own);
    return [[field, Array.isArray(own) ? own.map(String).join(", ") : String(own)]];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
