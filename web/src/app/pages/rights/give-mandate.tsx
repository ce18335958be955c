import { api, JOSE, take } from "../../../api/client.ts";
import { Check, Choices, Field, Select } from "../../../design/forms.tsx";
import { nonce, statement } from "../../../device/statements.ts";
import type { KeptKey } from "../../../device/store.ts";
import { useDraft } from "../../../device/drafts.ts";
import { mandates as words } from "../../../i18n/mandates.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Deed } from "../../pieces/deed.tsx";
import { useFormats, type Community } from "../../within.tsx";
import type { OwnElector } from "../owner/electors.ts";
import { calledBy } from "./called.ts";
import { elects, instructionsOf, OPEN, type Filled, type Matter } from "./instructions.ts";
import { useSaid } from "./mandate.tsx";
import type { Meeting } from "./meeting.ts";

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
  const said = useSaid(meeting);
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
        ...matters.map((matter) => {
          const told = instructions.find((one) => one.matter === matter.matter);
          return [matter.title, told === undefined ? t(words.as_holder_wishes) : said(told)] as const;
        }),
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
      {matters.map((matter) => (
        <Told
          key={matter.matter}
          matter={matter}
          mayBeOpen={!props.instructedOnly}
          filled={form.filled[matter.matter] ?? OPEN}
          change={(one) => change({ ...form, filled: { ...form.filled, [matter.matter]: one } })}
        />
      ))}
    </Deed>
  );
}

function Told(props: { matter: Matter; mayBeOpen: boolean; filled: Filled; change(filled: Filled): void }) {
  const { t } = useSpeech();
  const { count } = useFormats();
  const { matter, filled } = props;
  const answers = elects(matter)
    ? (["candidates", "abstain"] as const)
    : (["for", "against", "abstain"] as const);
  const options = [
    ...(props.mayBeOpen ? [{ value: "open", label: t(words.as_holder_wishes) }] : []),
    ...answers.map((value) => ({ value, label: t(words[value]) })),
  ];
  const seats = matter.seats ?? 1;
  return (
    <>
      <Choices
        legend={matter.title}
        name={`told-${matter.matter}`}
        value={filled.answer}
        options={options}
        change={(value) => {
          const answer = answers.find((one) => one === value) ?? "open";
          props.change({ ...filled, answer });
        }}
      />
      {filled.answer === "candidates" && (
        <fieldset>
          <legend>{t(words.seats, { count: count(seats) })}</legend>
          {matter.candidates?.map(({ candidate, name }) => {
            const chosen = filled.candidates.includes(candidate);
            return (
              <Check
                key={candidate}
                label={name}
                checked={chosen}
                disabled={!chosen && filled.candidates.length >= seats}
                change={(checked) =>
                  props.change({
                    ...filled,
                    candidates: checked
                      ? [...filled.candidates, candidate]
                      : filled.candidates.filter((one) => one !== candidate),
                  })
                }
              />
            );
          })}
        </fieldset>
      )}
    </>
  );
}
