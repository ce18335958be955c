import { Check, Choices, Text } from "../../../design/forms.tsx";
import { useDraft } from "../../../device/drafts.ts";
import { digest } from "../../../device/statements.ts";
import { keepText } from "../../../device/texts.ts";
import { kinds } from "../../../i18n/kinds.ts";
import { aims, petitions as words } from "../../../i18n/petitions.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { useCommittees } from "../../life/committees.ts";
import { latestRegister } from "../../life/register.ts";
import { signatureOf } from "../../life/signature.ts";
import { Deed } from "../../pieces/deed.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import type { Community } from "../../within.tsx";

const RECALL = "committee_recall";
/** Kinds that stand for others or that a recall alone has. */
const NOT_ASKED = [RECALL, "ordinary", "special"];

interface Opening {
  process: string;
  aim: string;
  matters: string[];
  recalled: string[];
  text: string;
}

/** The form with which an owner opens a petition; afterwards they are led to it. */
export function OpenPetition({ community, after }: { community: Community; after(process: string): void }) {
  const { t } = useSpeech();
  const [form, change, clear] = useDraft<Opening>(`petition:${community.community}`, empty());
  const recall = form.aim === "recall";
  const matters = recall ? [RECALL] : form.matters;
  const text = form.text.trim();
  const known = useCommittees(community.community);
  const asked = recall
    ? form.recalled.map((grant) => known.data?.ofGrant(grant) ?? grant)
    : form.matters.map((kind) => t(worded(kinds, kind)));
  return (
    <Deed
      title={t(words.open)}
      what={t(words.open_what)}
      review={[
        [t(words.aim), t(worded(aims, form.aim))],
        [t(recall ? words.recalled : words.matters), asked.join(", ")],
        [t(words.text), <span class="text">{text}</span>],
      ]}
      sure={t(words.open_sure)}
      ready={text !== "" && asked.length > 0}
      done={t(words.opened_done)}
      signature={signatureOf(community, {
        noun: "petition",
        roles: ["owner"],
        process: form.process,
        deed: async () => {
          const sha256 = await digest(text);
          keepText(sha256, text);
          const register = await latestRegister(community.community);
          const recalled = recall ? form.recalled : [];
          return { petition: { did: "open", aim: form.aim, matters, recalled, text: sha256, register } };
        },
      })}
      after={() => {
        clear();
        change(empty());
        after(form.process);
      }}
    >
      <Choices
        legend={t(words.aim)}
        name="aim"
        value={form.aim}
        options={Object.entries(aims).map(([value, sentence]) => ({ value, label: t(sentence) }))}
        change={(aim) => change({ ...form, aim })}
      />
      {recall ? (
        <fieldset>
          <legend>{t(words.whom)}</legend>
          <Shown of={known}>
            {({ current, name }) => {
              const seated = current?.members.filter(({ grants }) => grants.length > 0) ?? [];
              if (seated.length === 0) return <Empty>{t(words.nobody)}</Empty>;
              return seated.map(({ member, grants }) => {
                const grant = grants.at(-1) ?? "";
                return (
                  <Check
                    key={grant}
                    label={name(member)}
                    checked={form.recalled.includes(grant)}
                    change={(on) => change({ ...form, recalled: toggled(form.recalled, grant, on) })}
                  />
                );
              });
            }}
          </Shown>
        </fieldset>
      ) : (
        <fieldset>
          <legend>{t(words.kinds)}</legend>
          {Object.entries(kinds)
            .filter(([kind]) => !NOT_ASKED.includes(kind))
            .map(([kind, sentence]) => (
              <Check
                key={kind}
                label={t(sentence)}
                checked={form.matters.includes(kind)}
                change={(on) => change({ ...form, matters: toggled(form.matters, kind, on) })}
              />
            ))}
        </fieldset>
      )}
      <Text
        label={t(words.text)}
        value={form.text}
        rows={10}
        maxLength={5000}
        required
        change={(text) => change({ ...form, text })}
      />
    </Deed>
  );
}

function empty(): Opening {
  return {
    process: crypto.randomUUID(),
    aim: "extraordinary_meeting",
    matters: [],
    recalled: [],
    text: "",
  };
}

function toggled(list: readonly string[], one: string, on: boolean): string[] {
  return on ? [...list, one] : list.filter((other) => other !== one);
}
