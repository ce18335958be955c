import type { components } from "../../../../api/schema.d.ts";
import { Facts } from "../../../../design/parts.tsx";
import { drafting as words } from "../../../../i18n/drafting.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { meetingKinds } from "../../../../i18n/states.ts";
import type { Draft, Pack } from "../../../office/drafting.ts";
import { HowTo } from "../../owner/meeting/how-to.tsx";
import { Matters } from "../../owner/meeting/matters.tsx";

/** The notice as owners will read it. */
export function NoticePreview(props: {
  notice: components["schemas"]["NoticeDocument"];
  draft: Draft;
  pack: Pack;
}) {
  const { t, language, formats } = useSpeech();
  const { notice } = props;
  const { moment } = formats(notice.time_zone);
  const { place, contact } = notice.particulars;
  return (
    <>
      <Facts
        facts={[
          [t(words.name), notice.title],
          [t(words.kind), t(meetingKinds[notice.kind])],
          [t(words.called_by), notice.called_by],
          [t(words.opens), moment(notice.opens_at)],
          [t(words.closes), moment(notice.closes_at)],
          [t(words.place), place ?? "–"],
          [t(words.contact), contact ?? "–"],
          [t(words.channel), notice.channel[language]],
        ]}
      />
      <Matters
        matters={notice.matters}
        drafted={props.draft.matters}
        pack={props.pack}
        convener={notice.called_by}
      />
      <HowTo notice={notice} />
    </>
  );
}
