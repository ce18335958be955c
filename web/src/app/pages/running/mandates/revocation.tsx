import { Select } from "../../../../design/forms.tsx";
import { useDraft } from "../../../../device/drafts.ts";
import { common } from "../../../../i18n/common.ts";
import { paperMandates as words } from "../../../../i18n/paper-mandates.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { useHolder } from "../../rights/mandate.tsx";
import type { Mandate, ReadingForm } from "./reading.ts";

/** What takes a mandate back says: which one. */
export function RevocationForm({ of, mandates, draft, children }: ReadingForm) {
  const { t, formats } = useSpeech();
  const { moment } = formats(of.community.time_zone);
  const holder = useHolder();
  const [chosen, change, clear] = useDraft(draft, "");
  const inForce = mandates.filter(({ ended_at }) => ended_at == null);
  const mandate = inForce.find((one) => one.mandate === chosen);
  const said = (one: Mandate) =>
    t(words.from_to, {
      units: one.units.join(t(common.comma)),
      principal: one.principal,
      holder: holder(one.holder),
    });
  return children({
    facts:
      mandate === undefined
        ? []
        : [
            [t(words.which), said(mandate)],
            [t(words.given_at), moment(mandate.given_at)],
          ],
    ready: mandate !== undefined,
    named: {},
    says: (paper) => ({ mandate: chosen, paper }),
    clear,
    fields: (
      <Select
        label={t(words.which)}
        value={chosen}
        change={change}
        options={[
          { value: "", label: "–" },
          ...inForce.map((one) => ({ value: one.mandate, label: said(one) })),
        ]}
      />
    ),
  });
}
