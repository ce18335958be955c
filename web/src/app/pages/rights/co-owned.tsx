import { api, JOSE, take } from "../../../api/client.ts";
import type { components } from "../../../api/schema.d.ts";
import { Choices, Text } from "../../../design/forms.tsx";
import { Actions, Facts, Notice } from "../../../design/parts.tsx";
import { useDraft } from "../../../device/drafts.ts";
import { nonce, statement, type StatementKind } from "../../../device/statements.ts";
import type { KeptKey } from "../../../device/store.ts";
import { representation as words, representationStates } from "../../../i18n/representation.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { AskToSign } from "../../pieces/ask.tsx";
import { Deed } from "../../pieces/deed.tsx";
import type { Community } from "../../within.tsx";

/** A vote that several own together, and who acts for it. */
export interface Together {
  readonly elector: string;
  readonly representation: components["schemas"]["RepresentationView"];
}

interface Props {
  community: Community;
  meeting: string;
  of: Together;
  after(): void;
}

/** How it stands for one home, and what the user can do about it. */
export function CoOwned(props: Props) {
  const { t } = useSpeech();
  const view = props.of.representation;
  const called = useCalled(props.of);
  const acts =
    view.representative != null
      ? called(view.representative)
      : t(view.state === "set_aside" ? words.nobody_may : words.anyone);
  return (
    <>
      <Facts
        facts={[
          [t(words.state), t(worded(representationStates, view.state))],
          [t(words.acts), acts],
          [t(words.co_owners), view.co_owners.map(called).join(", ")],
          [t(words.named), view.named == null ? t(words.nobody_named) : called(view.named)],
        ]}
      />
      <Notice kind={view.may_vote ? "good" : "warn"}>
        {t(view.may_vote ? words.you_may_vote : words.you_may_not)}
      </Notice>
      {view.may_name && <NameOne {...props} />}
      {view.may_object && view.representative != null && (
        <ObjectTo {...props} representative={view.representative} />
      )}
      {view.may_withdraw && <TakeBack {...props} />}
    </>
  );
}

function NameOne(props: Props) {
  const { t } = useSpeech();
  const { elector, representation } = props.of;
  const called = useCalled(props.of);
  const [whom, change, clear] = useDraft(`representative:${props.meeting}:${elector}`, "");
  const chosen = representation.co_owners.find((one) => one === whom);
  return (
    <Deed
      title={t(words.name)}
      what={t(words.name_what)}
      review={[[t(words.whom), chosen === undefined ? "" : called(chosen)]]}
      sure={t(words.name_what)}
      ready={chosen !== undefined}
      done={t(words.name_done)}
      signature={signature(props, "representative-nomination", "nominations", { representative: chosen })}
      after={() => {
        clear();
        props.after();
      }}
    >
      <Choices
        legend={t(words.whom)}
        name={`representative-${elector}`}
        value={chosen ?? null}
        options={representation.co_owners
          .filter((one) => one !== representation.named)
          .map((one) => ({ value: one, label: called(one) }))}
        change={change}
      />
    </Deed>
  );
}

function ObjectTo(props: Props & { representative: string }) {
  const { t } = useSpeech();
  const called = useCalled(props.of);
  const { representative } = props;
  const [reason, change, clear] = useDraft(`dispute:${props.meeting}:${props.of.elector}`, "");
  const why = reason.trim() === "" ? null : reason.trim();
  return (
    <Deed
      title={t(words.object)}
      what={t(words.object_what)}
      review={[
        [t(words.object_to), called(representative)],
        [t(words.reason), <span class="text">{why ?? "–"}</span>],
      ]}
      sure={t(words.object_what)}
      danger
      done={t(words.object_done)}
      signature={signature(props, "representation-objection", "objections", { representative, reason: why })}
      after={() => {
        clear();
        props.after();
      }}
    >
      <Text
        label={t(words.reason)}
        hint={t(words.reason_hint)}
        value={reason}
        maxLength={2000}
        change={change}
      />
    </Deed>
  );
}

function TakeBack(props: Props) {
  const { t } = useSpeech();
  return (
    <Actions>
      <AskToSign
        title={t(words.withdraw)}
        sure={t(words.withdraw_sure)}
        signature={signature(props, "representation-withdrawal", "withdrawals", {})}
        after={props.after}
      />
    </Actions>
  );
}

/** A co-owner by the number of the register; which of them is the reader is said. */
function useCalled({ representation }: Together): (owner: string) => string {
  const { t } = useSpeech();
  return (owner) => (owner === representation.owner ? owner + t(words.you) : owner);
}

function signature(
  { community, meeting, of }: Props,
  kind: StatementKind,
  what: "nominations" | "objections" | "withdrawals",
  fields: object,
) {
  const place = { community: community.community, meeting };
  return {
    community: community.community,
    roles: ["owner"],
    owner: of.representation.owner,
    make: (key: KeptKey) =>
      statement(key, kind, {
        v: 1,
        origin: community.origin,
        ...place,
        elector: of.elector,
        nonce: nonce(),
        ...fields,
      }),
    send: (body: string) =>
      take<string>(
        api.POST(`/api/v1/communities/{community}/meetings/{meeting}/representation/${what}`, {
          params: { path: place },
          body,
          parseAs: "text",
          ...JOSE,
        }),
      ),
  };
}
