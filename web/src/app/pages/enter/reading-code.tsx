import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { Problem } from "../../../api/problem.ts";
import { Choices, Field, Select } from "../../../design/forms.tsx";
import { Actions, Button, Notice } from "../../../design/parts.tsx";
import { seenCommunities } from "../../../device/communities.ts";
import { signIn as words } from "../../../i18n/sign-in.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useAct } from "../../pieces/act.tsx";
import { BY_COOKIE, useSession } from "../../session.tsx";
import { communityOf } from "./fragment.ts";

interface Asked {
  request: string;
  until: string;
  community: string;
}

/** Signs in for reading, by digits that go to a contact of the register. */
export function ReadingCode(props: {
  wanted: string | null;
  open: boolean | undefined;
  entered(community: string): void;
}) {
  const { t } = useSpeech();
  const [asked, setAsked] = useState<Asked>();
  return (
    <details class="card" open={props.open ?? false}>
      <summary>{t(words.by_code)}</summary>
      <p>{t(words.by_code_what)}</p>
      {asked === undefined ? (
        <Ask wanted={props.wanted} asked={setAsked} />
      ) : (
        <Use asked={asked} again={() => setAsked(undefined)} entered={props.entered} />
      )}
    </details>
  );
}

function Ask({ wanted, asked }: { wanted: string | null; asked(asked: Asked): void }) {
  const { t } = useSpeech();
  const act = useAct();
  const seen = seenCommunities();
  const [place, setPlace] = useState(wanted ?? seen[0]?.community ?? "");
  const [channel, setChannel] = useState<"phone" | "email">("phone");
  const [contact, setContact] = useState("");
  const community = communityOf(place);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (community === null) return;
    void act.run(async () => {
      const body = { community, channel, contact: contact.trim() };
      const answer = await take(api.POST("/api/v1/sessions/codes", { body }));
      asked({ request: answer.request, until: answer.expires_at, community });
    });
  };
  return (
    <form onSubmit={send}>
      {wanted === null && seen.length > 0 && (
        <Select
          label={t(words.community)}
          value={place}
          options={seen.map(({ community, name }) => ({ value: community, label: name }))}
          change={setPlace}
        />
      )}
      {wanted === null && seen.length === 0 && (
        <Field
          label={t(words.community)}
          hint={t(words.community_hint)}
          wrong={place !== "" && community === null ? t(words.community_wrong) : undefined}
          value={place}
          change={setPlace}
          autocomplete="off"
          required
        />
      )}
      <Choices
        legend={t(words.channel)}
        name="channel"
        value={channel}
        options={[
          { value: "phone", label: t(words.phone) },
          { value: "email", label: t(words.email) },
        ]}
        change={(value) => setChannel(value === "email" ? "email" : "phone")}
      />
      <Field
        label={t(channel === "phone" ? words.phone_number : words.email_address)}
        type={channel === "phone" ? "tel" : "email"}
        autocomplete={channel === "phone" ? "tel" : "email"}
        value={contact}
        change={setContact}
        required
      />
      {act.outcome}
      <Actions>
        <Button kind="primary" type="submit" disabled={act.busy}>
          {t(words.ask)}
        </Button>
      </Actions>
    </form>
  );
}

function Use(props: { asked: Asked; again(): void; entered(community: string): void }) {
  const { asked, again, entered } = props;
  const { t, formats } = useSpeech();
  const session = useSession();
  const act = useAct();
  const [code, setCode] = useState("");
  const [owners, setOwners] = useState<readonly string[]>();
  const use = (owner: string | null) =>
    act.run(async () => {
      const body = { request: asked.request, code: code.trim(), owner };
      try {
        await session.adopt(
          await take(api.POST("/api/v1/sessions/codes/uses", { headers: BY_COOKIE, body })),
        );
      } catch (thrown) {
        if (!(thrown instanceof Problem) || thrown.code !== "several_accounts") throw thrown;
        setOwners(thrown.document.problems ?? []);
        return;
      }
      entered(asked.community);
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void use(null);
      }}
    >
      <Notice>{t(words.asked, { until: formats().moment(asked.until) })}</Notice>
      <Field
        label={t(words.code)}
        value={code}
        change={setCode}
        inputMode="numeric"
        autocomplete="one-time-code"
        maxLength={12}
        required
      />
      {owners !== undefined && <p>{t(words.which_owner)}</p>}
      {act.outcome}
      <Actions>
        {owners === undefined ? (
          <Button kind="primary" type="submit" disabled={act.busy}>
            {t(words.use)}
          </Button>
        ) : (
          owners.map((owner) => (
            <Button key={owner} disabled={act.busy} onClick={() => void use(owner)}>
              {owner}
            </Button>
          ))
        )}
        <Button onClick={again}>{t(words.other_contact)}</Button>
      </Actions>
    </form>
  );
}
