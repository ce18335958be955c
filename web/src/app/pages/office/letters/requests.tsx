import { useEffect, useRef, useState } from "preact/hooks";
import { api, JOSE, take } from "../../../../api/client.ts";
import { useLoad } from "../../../../api/load.ts";
import type { components } from "../../../../api/schema.d.ts";
import { Actions, Card, Facts, Notice } from "../../../../design/parts.tsx";
import { fingerprint } from "../../../../device/keys.ts";
import { keepPresented } from "../../../../device/presented.ts";
import { nonce, statement } from "../../../../device/statements.ts";
import { common } from "../../../../i18n/common.ts";
import { methods } from "../../../../i18n/devices.ts";
import { letters as words } from "../../../../i18n/letters.ts";
import { roleName } from "../../../../i18n/roles.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded } from "../../../../i18n/words.ts";
import { useRoles } from "../../../officer.ts";
import { Ask, AskToSign } from "../../../pieces/ask.tsx";
import { Empty, Shown } from "../../../pieces/shown.tsx";
import { useFormats, type Community } from "../../../within.tsx";

type Waiting = components["schemas"]["Waiting"];
type Over = "enrolled" | "one_more" | "refused";

/** How often the desk looks for a device that was just presented, in milliseconds. */
const LOOKS = 5_000;

/** Who may confirm at the desk. */
const CONFIRMING = ["secretary", "member", "chair", "scrutineer", "supervisor", "residents_committee"];

const ADDRESS = "/api/v1/communities/{community}/enrolment-requests";

/** Keys that wait: the digits to compare, and a signature that says whose the key is. */
export function Requests({ community }: { community: Community }) {
  const { t } = useSpeech();
  const [over, setOver] = useState<Over>();
  const waiting = useLoad(
    () => take(api.GET(ADDRESS, { params: { path: { community: community.community } } })),
    [community.community],
  );
  useEffect(() => {
    const timer = setInterval(() => document.hidden || waiting.again(), LOOKS);
    return () => clearInterval(timer);
  }, [waiting.again]);
  const after = (what: Over) => {
    setOver(what);
    waiting.again();
  };
  return (
    <section>
      <h2>{t(words.waiting)}</h2>
      {over !== undefined && <Notice kind="good">{t(words[over])}</Notice>}
      <Shown of={waiting}>
        {({ requests }) =>
          requests.length === 0 ? (
            <Empty>{t(words.none)}</Empty>
          ) : (
            requests.map((one) => <Request key={one.request} community={community} of={one} after={after} />)
          )
        }
      </Shown>
    </section>
  );
}

function Request({ community, of, after }: { community: Community; of: Waiting; after(what: Over): void }) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  const roles = useRoles(community.community);
  const result = useRef<Over>("one_more");
  // The digits are worked out here from the key, and are not those that the service sent.
  const digits = fingerprint(of.key);
  const params = { path: { community: community.community, request: of.request } };
  const byOwner = of.method === "device";
  // Whoever signed already waits for somebody else.
  const mine = of.confirmed_by.some((role) => roles.has(role));
  return (
    <Card title={`${t(words.owner)} ${of.owner}`}>
      <p>{t(byOwner ? words.other_device : mine ? words.one_more : words.compare)}</p>
      <p class="digits">{digits}</p>
      <Facts
        facts={[
          [t(words.method), t(worded(methods, of.method))],
          [t(words.asked_at), moment(of.requested_at)],
          [t(words.expires), moment(of.expires_at)],
          [
            t(words.by),
            of.confirmed_by.length === 0
              ? t(words.nobody)
              : of.confirmed_by.map((role) => t(roleName(role))).join(t(common.comma)),
          ],
        ]}
      />
      <Actions>
        {!byOwner && !mine && (
          <AskToSign
            title={t(words.same)}
            primary
            sure={t(words.confirm_what)}
            facts={[
              [t(words.owner), of.owner],
              [t(words.digits), <span class="digits">{digits}</span>],
              [t(words.method), t(worded(methods, of.method))],
            ]}
            signature={{
              community: community.community,
              roles: CONFIRMING,
              make: (key) =>
                statement(key, "enrolment-confirmation", {
                  v: 1,
                  origin: community.origin,
                  community: community.community,
                  activation: of.activation,
                  method: of.method,
                  owner: of.owner,
                  key: of.key,
                  role: key.role,
                  nonce: nonce(),
                }),
              send: async (body) => {
                const address = `${ADDRESS}/{request}/confirmations` as const;
                const { enrolled } = await take(api.POST(address, { params, body, ...JOSE }));
                keepPresented(community.community, of);
                result.current = enrolled ? "enrolled" : "one_more";
              },
            }}
            after={() => after(result.current)}
          />
        )}
        <Ask
          title={t(words.refuse)}
          facts={[[t(words.owner), of.owner]]}
          sure={t(words.refuse_what)}
          danger
          run={() => take(api.DELETE(`${ADDRESS}/{request}`, { params }))}
          after={() => after("refused")}
        />
      </Actions>
    </Card>
  );
}
