import { api, JOSE, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { Card, Facts } from "../../../design/parts.tsx";
import { commitment, keptValue } from "../../../device/lots.ts";
import { statement } from "../../../device/statements.ts";
import { problem } from "../../../api/problem.ts";
import { roleName } from "../../../i18n/roles.ts";
import { running as words } from "../../../i18n/running.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { anyOf, useRoles } from "../../officer.ts";
import { Deed } from "../../pieces/deed.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import type { DeedOf } from "./deeds.tsx";
import { placeOf } from "./meeting.ts";

const OFFICES = ["convener", "scrutineer", "supervisor"] as const;

/** The lot that breaks ties: who committed, what was revealed, and the reader's own part in it. */
export function Lot({ run, again }: DeedOf) {
  const { t, formats } = useSpeech();
  const roles = useRoles(run.community.community);
  const params = placeOf(run);
  const { origin, community } = run.community;
  const { meeting, state, draft } = run.meeting;
  const place = { origin, community, meeting };
  const lot = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/meetings/{meeting}/lot", { params })),
    [meeting, state],
  );
  const after = () => {
    lot.again();
    again();
  };
  // Whoever revealed already has nothing more to reveal; nor has an office that committed to nothing.
  const owes = lot.data?.commitments.some(({ role, value }) => value == null && roles.has(role)) === true;
  const review = [[t(words.meeting), draft.title]] as const;
  return (
    <Card title={t(words.lot)}>
      <p>{t(words.lot_what)}</p>
      <Shown of={lot}>
        {({ commitments, reveal_until, seed }) => (
          <>
            {commitments.length === 0 && <Empty>{t(words.lot_nobody)}</Empty>}
            <ul>
              {commitments.map(({ role, key, value }) => (
                <li key={key}>
                  {t(roleName(role))}: {t(value == null ? words.lot_open : words.lot_revealed)}
                </li>
              ))}
            </ul>
            <Facts
              facts={[
                ...(reveal_until == null
                  ? []
                  : [[t(words.lot_until), formats(run.community.time_zone).moment(reveal_until)] as const]),
                ...(seed == null ? [] : [[t(words.lot_seed), <span class="code">{seed}</span>] as const]),
              ]}
            />
          </>
        )}
      </Shown>
      {state === "noticed" && anyOf(roles, ...OFFICES) && (
        <Deed
          title={t(words.commit)}
          what={t(words.commit_what)}
          review={review}
          done={t(words.committed)}
          after={after}
          signature={{
            community,
            roles: OFFICES,
            make: async (key) =>
              statement(key, "lot-commitment", {
                v: 1,
                ...place,
                role: key.role,
                key: key.x,
                commitment: await commitment(key, place),
              }),
            send: (body) =>
              take(
                api.POST("/api/v1/communities/{community}/meetings/{meeting}/lot/commitments", {
                  params,
                  body,
                  parseAs: "text",
                  ...JOSE,
                }),
              ),
          }}
        />
      )}
      {state === "closed" && owes && (
        <Deed
          open
          title={t(words.reveal)}
          what={t(words.reveal_what)}
          review={review}
          done={t(words.revealed)}
          after={after}
          signature={{
            community,
            roles: OFFICES,
            make: async (key) => {
              const value = await keptValue(meeting, key.thumbprint);
              if (value === undefined) throw problem("no_value_here", "this device made no commitment");
              return statement(key, "lot-reveal", { v: 1, ...place, value });
            },
            send: (body) =>
              take(
                api.POST("/api/v1/communities/{community}/meetings/{meeting}/lot/reveals", {
                  params,
                  body,
                  parseAs: "text",
                  ...JOSE,
                }),
              ),
          }}
        />
      )}
    </Card>
  );
}
