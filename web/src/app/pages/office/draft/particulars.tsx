import { Field, Text } from "../../../../design/forms.tsx";
import { drafting as words } from "../../../../i18n/drafting.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import type { Draft } from "../../../office/drafting.ts";
import { Attachments } from "./attachments.tsx";
import type { StepProps } from "./step.ts";

type Said = NonNullable<Draft["notice"]>;

/** What the notice says besides the definition: where, whom to ask, more on how to vote, and files. */
export function Particulars({ community, drafting: { draft, change, meeting } }: StepProps) {
  const { t } = useSpeech();
  const own = draft.notice ?? {};
  const put = (part: Said) => change({ notice: { ...own, ...part } });
  const line = (name: "place" | "contact", hint: string) => (
    <Field
      label={t(words[name])}
      hint={hint}
      value={own[name] ?? ""}
      maxLength={200}
      change={(value) => put({ [name]: value === "" ? null : value })}
    />
  );
  const more = (name: "online" | "paper" | "proxy") => (
    <Text
      label={t(words[name])}
      value={own[name] ?? ""}
      rows={3}
      maxLength={2000}
      change={(value) => put({ [name]: value === "" ? null : value })}
    />
  );
  return (
    <>
      <p>{t(words.particulars_intro)}</p>
      {line("place", t(words.place_hint))}
      {line("contact", t(words.contact_hint))}
      {more("online")}
      {more("paper")}
      {more("proxy")}
      <Attachments
        community={community.community}
        meeting={meeting.meeting}
        attachments={own.attachments ?? []}
        change={(attachments) => put({ attachments })}
      />
    </>
  );
}
