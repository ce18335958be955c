import { api, JOSE, take } from "../../../../api/client.ts";
import { useDraft } from "../../../../device/drafts.ts";
import { nonce, statement } from "../../../../device/statements.ts";
import { Check, Field, Text } from "../../../../design/forms.tsx";
import { roll as words } from "../../../../i18n/roll.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { Deed } from "../../../pieces/deed.tsx";
import { placeOf, type Held } from "../../running/meeting.ts";

/** Excludes somebody from holding mandates in a meeting. */
export function Exclude({ of }: { of: Held }) {
  const { t } = useSpeech();
  const path = placeOf(of).path;
  const [form, change, clear] = useDraft(`exclude:${path.meeting}`, {
    holder: "",
    outside: false,
    reason: "",
  });
  const holder = `${form.outside ? "outside" : "owner"}:${form.holder.trim()}`;
  return (
    <Deed
      title={t(words.exclude)}
      what={t(words.exclude_what)}
      review={[
        [t(words.holder), form.holder.trim()],
        [t(words.reason), form.reason],
      ]}
      sure={t(words.exclude_what)}
      ready={form.holder.trim() !== "" && form.reason.trim() !== ""}
      danger
      done={t(words.excluded)}
      after={clear}
      signature={{
        community: path.community,
        roles: ["convener", "supervisor"],
        make: (key) =>
          statement(key, "holder-exclusion", {
            v: 1,
            origin: of.community.origin,
            ...path,
            holder,
            reason: form.reason.trim(),
            nonce: nonce(),
          }),
        send: (body) =>
          take<string>(
            api.POST("/api/v1/communities/{community}/meetings/{meeting}/holder-exclusions", {
              params: { path },
              body,
              parseAs: "text",
              ...JOSE,
            }),
          ),
      }}
    >
      <Field
        label={t(words.holder)}
        value={form.holder}
        required
        change={(holder) => change({ ...form, holder })}
      />
      <Check
        label={t(words.holder_outside)}
        checked={form.outside}
        change={(outside) => change({ ...form, outside })}
      />
      <Text
        label={t(words.reason)}
        value={form.reason}
        rows={3}
        maxLength={2000}
        required
        change={(reason) => change({ ...form, reason })}
      />
    </Deed>
  );
}
