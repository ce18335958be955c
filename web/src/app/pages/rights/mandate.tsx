import { api, JOSE, take } from "../../../api/client.ts";
import type { components } from "../../../api/schema.d.ts";
import { Actions, ButtonLink, Facts } from "../../../design/parts.tsx";
import { nonce, statement } from "../../../device/statements.ts";
import { mandates as words } from "../../../i18n/mandates.ts";
import type { Sentence } from "../../../i18n/words.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { AskToSign } from "../../pieces/ask.tsx";
import { useFormats, type Community } from "../../within.tsx";
import { readInstructions, type Choice } from "./instructions.ts";
import type { Meeting } from "./meeting.ts";

type Mandate = components["schemas"]["MandateView"];

/** A mandate that the user gave, and can take back while it is in force. */
export function GivenMandate(props: { community: Community; meeting: Meeting; of: Mandate; after(): void }) {
  const { t } = useSpeech();
  const { community, meeting, of } = props;
  const place = { community: community.community, meeting: meeting.meeting };
  const open = meeting.state === "noticed" || meeting.state === "open";
  const facts = useFacts(of, meeting);
  const holder = useHolder();
  return (
    <>
      <Facts facts={[[t(words.who_holds), holder(of.holder)], ...facts]} />
      {of.ended_at == null && open && (
        <Actions>
          <AskToSign
            title={t(words.revoke)}
            facts={[[t(words.units), of.units.join(", ")]]}
            sure={t(words.revoke_sure)}
            danger
            signature={{
              community: place.community,
              roles: ["owner"],
              owner: of.principal,
              make: (key) =>
                statement(key, "mandate-revocation", {
                  v: 1,
                  origin: community.origin,
                  ...place,
                  mandate: of.mandate,
                  paper: null,
                  nonce: nonce(),
                }),
              send: (body) =>
                take(
                  api.POST(
                    "/api/v1/communities/{community}/meetings/{meeting}/mandates/{mandate}/revocation",
                    {
                      params: { path: { ...place, mandate: of.mandate } },
                      body,
                      parseAs: "text",
                      ...JOSE,
                    },
                  ),
                ),
            }}
            after={props.after}
          />
        </Actions>
      )}
    </>
  );
}

/** A mandate that the user holds. */
export function HeldMandate({
  community,
  meeting,
  of,
}: {
  community: Community;
  meeting: Meeting;
  of: Mandate;
}) {
  const { t } = useSpeech();
  const gave = t(words.owner, { name: of.principal });
  return (
    <>
      <Facts facts={[[t(words.who_gave), gave], ...useFacts(of, meeting)]} />
      {of.ended_at == null && meeting.state === "open" && (
        <Actions>
          <ButtonLink kind="primary" href={`/c/${community.community}/meetings/${meeting.meeting}/vote`}>
            {t(words.vote)}
          </ButtonLink>
        </Actions>
      )}
    </>
  );
}

/** Says a choice in words. */
export function useSaid(meeting: Meeting): (choice: Choice) => string {
  const { t } = useSpeech();
  return ({ matter, answer, candidates }) => {
    if (answer !== "candidates") return t(words[answer]);
    const standing = meeting.draft.matters.find((one) => one.matter === matter)?.candidates ?? [];
    return candidates
      .map(({ candidate }) => standing.find((one) => one.candidate === candidate)?.name ?? candidate)
      .join(", ");
  };
}

const HOLDERS: Readonly<Record<string, Sentence>> = {
  outside: words.somebody_outside,
  delegate: words.delegate,
};

/** Says in words who holds a mandate. */
export function useHolder(): (holder: string) => string {
  const { t } = useSpeech();
  return (holder) => {
    const [kind = "", name = holder] = holder.split(/:(.*)/s);
    return t(HOLDERS[kind] ?? words.owner, { name });
  };
}

function useFacts(of: Mandate, meeting: Meeting) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  const said = useSaid(meeting);
  const titles = new Map(meeting.draft.matters.map(({ matter, title }) => [matter, title]));
  return [
    [t(words.units), of.units.join(", ")],
    [
      t(words.standing),
      `${t(of.ended_at == null ? words.in_force : words.ended)}${of.paper == null ? "" : ` · ${t(words.on_paper)}`}`,
    ],
    [t(words.given_at), moment(of.given_at)],
    ...(of.ended_at == null ? [] : [[t(words.ended_at), moment(of.ended_at)] as const]),
    ...readInstructions(of.instructions).map(
      (choice) => [titles.get(choice.matter) ?? choice.matter, said(choice)] as const,
    ),
  ] as const;
}
