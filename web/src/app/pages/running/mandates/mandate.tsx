import { Choices, Field } from "../../../../design/forms.tsx";
import { useDraft } from "../../../../device/drafts.ts";
import { HOLDER_KINDS, paperMandates as words } from "../../../../i18n/paper-mandates.ts";
import { papers } from "../../../../i18n/papers.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { instructionsOf } from "../../rights/instructions.ts";
import { Instructions, useTold } from "../../rights/told.tsx";
import { called } from "../named.ts";
import { OwnerByFlat } from "../owner.tsx";
import { electorOf } from "../papers/elector.ts";
import type { ReadingForm } from "./reading.ts";
import { holderOf, isRead, UNREAD, type MandateRead } from "./says.ts";

const KINDS = ["owner", "delegate", "outside"] as const;

/** What a mandate says: whose vote, who holds it, and what they are told. */
export function MandateForm({ of, draft, children }: ReadingForm) {
  const { t } = useSpeech();
  const told = useTold(of.meeting);
  const [form, change, clear] = useDraft<MandateRead>(draft, UNREAD);
  const { community } = of.community;
  const { matters, delegate_rule } = of.meeting.draft;
  const { principal, kind } = form;
  // What a delegate has to say is recorded apart, as the principal's opinion.
  const filled = kind === "delegate" ? {} : form.filled;
  const instructions = instructionsOf(matters, filled);
  const holder = kind === "outside" ? form.outside.trim() : called(form.holder);
  const kinds = KINDS.filter((one) => one !== "delegate" || delegate_rule != null);
  return children({
    facts: [
      [t(papers.unit), principal.unit],
      [t(words.principal), called(principal)],
      [t(words.holder), `${holder} · ${t(HOLDER_KINDS[kind])}`],
      ...(kind === "delegate" ? [] : told(matters, instructions)),
    ],
    ready: isRead(form),
    named: { principal: principal.owner, holder: kind === "outside" ? holder : form.holder.owner },
    says: async (paper) => ({
      elector: await electorOf(of, principal.unit),
      principal: principal.owner.trim(),
      holder: holderOf(form),
      instructions,
      paper,
    }),
    clear,
    fields: (
      <>
        <fieldset>
          <legend>{t(words.principal)}</legend>
          <OwnerByFlat
            flat
            community={community}
            name="principal"
            who={t(words.who_gives)}
            hint={t(words.number_hint)}
            value={principal}
            change={(principal) => change({ ...form, principal })}
          />
        </fieldset>
        <fieldset>
          <legend>{t(words.holder)}</legend>
          <Choices
            legend={t(words.holder_is)}
            name="holder-kind"
            value={kind}
            options={kinds.map((value) => ({ value, label: t(HOLDER_KINDS[value]) }))}
            change={(value) => change({ ...form, kind: KINDS.find((one) => one === value) ?? "owner" })}
          />
          {kind === "outside" ? (
            <Field
              label={t(words.outside)}
              hint={t(words.outside_hint)}
              autocomplete="off"
              spellcheck={false}
              value={form.outside}
              change={(outside) => change({ ...form, outside })}
            />
          ) : (
            <OwnerByFlat
              flat={false}
              community={community}
              name="holder"
              who={t(words.who_holds)}
              hint={t(words.number_hint)}
              value={form.holder}
              change={(holder) => change({ ...form, holder })}
            />
          )}
        </fieldset>
        {kind !== "delegate" && (
          <fieldset>
            <legend>{t(words.instructions)}</legend>
            <Instructions
              mayBeOpen
              matters={matters}
              filled={form.filled}
              change={(filled) => change({ ...form, filled })}
            />
          </fieldset>
        )}
      </>
    ),
  });
}
