import { api, JOSE, take } from "../../../api/client.ts";
import { Field, Select } from "../../../design/forms.tsx";
import { nonce, statement } from "../../../device/statements.ts";
import type { KeptKey } from "../../../device/store.ts";
import { useDraft } from "../../../device/drafts.ts";
import { mandates as words } from "../../../i18n/mandates.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Deed } from "../../pieces/deed.tsx";
import type { Community } from "../../within.tsx";
import type { OwnElector } from "../owner/electors.ts";
import { calledBy } from "./called.ts";
import { instructionsOf, type Filled } from "./instructions.ts";
import type { Meeting } from "./meeting.ts";
import { Instructions, useTold } from "./told.tsx";

interface Giving {
  elector: string;
  holder: string;
  filled: Record<string, Filled>;
}

/** The form of a mandate: whose vote, who holds it, and what they have to say. */
export function GiveMandate(props: {
  community: Community;
  meeting: Meeting;
  electors: readonly OwnElector[];
  instructedOnly: boolean;
  after(): void;
}) {
  const { t } = useSpeech();
  const { community, meeting, electors } = props;
  const told = useTold(meeting);
  const [form, change, clear] = useDraft<Giving>(`mandate:${meeting.meeting}`, {
    elector: "",
    holder: "",
    filled: {},
  });
  const elector = electors.find((one) => one.elector === form.elector) ?? electors[0];
  if (elector === undefined) return null;
  const matters = meeting.draft.matters.filter(({ matter }) => elector.matters.includes(matter));
  const instructions = instructionsOf(matters, form.filled);
  const holder = form.holder.trim();
  const complete = !props.instructedOnly || instructions.length === matters.length;
  const make = (key: KeptKey) =>
    statement(key, "mandate", {
      v: 1,
      origin: community.origin,
      community: community.community,
      meeting: meeting.meeting,
      elector: elector.elector,
      principal: key.owner,
      holder: `owner:${holder}`,
      instructions,
      paper: null,
      nonce: nonce(),
    });
  const path = { community: community.community, meeting: meeting.meeting };
  return (
    <Deed
      title={t(words.give)}
      what={t(words.give_what)}
      review={[
        [t(words.for_which), calledBy(elector)],
        [t(words.holder), <strong class="code">{holder}</strong>],
        ...told(matters, instructions),
      ]}
      sure={t(words.sure)}
      ready={holder !== "" && complete}
      done={t(words.given)}
      signature={{
        community: community.community,
        roles: ["owner"],
        make,
        send: (body) =>
          take(
            api.POST("/api/v1/communities/{community}/meetings/{meeting}/mandates", {
              params: { path },
              body,
              parseAs: "text",
              ...JOSE,
            }),
          ),
      }}
      after={() => {
        clear();
        props.after();
      }}
    >
      {electors.length > 1 && (
        <Select
          label={t(words.for_which)}
          value={elector.elector}
          options={electors.map((one) => ({ value: one.elector, label: calledBy(one) }))}
          change={(elector) => change({ ...form, elector })}
        />
      )}
      <Field
        label={t(words.holder)}
        hint={t(words.holder_hint)}
        value={form.holder}
        autocomplete="off"
        spellcheck={false}
        required
        change={(holder) => change({ ...form, holder })}
      />
      <h3>{t(words.instructions)}</h3>
      <p>{t(words.instructions_what)}</p>
      <Instructions
        matters={matters}
        mayBeOpen={!props.instructedOnly}
        filled={form.filled}
        change={(filled) => change({ ...form, filled })}
      />
    </Deed>
  );
}
