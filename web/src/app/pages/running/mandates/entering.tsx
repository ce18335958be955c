import { useDraft } from "../../../../device/drafts.ts";
import { paperMandates as words, READINGS, type ReadingKind } from "../../../../i18n/paper-mandates.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { Deed } from "../../../pieces/deed.tsx";
import type { Held } from "../meeting.ts";
import { ScanPick } from "../scan.tsx";
import { signedAbout } from "../signed.ts";
import { FORMS } from "./forms.ts";
import type { Mandate } from "./reading.ts";
import { FIRST, handsIn, STATEMENTS } from "./send.ts";

/** The first reading of a paper, with its scan. */
export function Enter(props: { of: Held; kind: ReadingKind; mandates: readonly Mandate[]; again(): void }) {
  const { t } = useSpeech();
  const { of, kind } = props;
  const { meeting } = of.meeting;
  const [scan, taken, clear] = useDraft(`${kind} scan ${meeting}`, "");
  const Form = FORMS[kind];
  return (
    <Form of={of} mandates={props.mandates} draft={`${kind} ${meeting}`}>
      {(read) => (
        <Deed
          title={t(READINGS[kind].enter)}
          what={t(READINGS[kind].what)}
          review={[...read.facts, [t(words.scan_is), <span class="code">{scan}</span>]]}
          sure={t(READINGS[kind].sure_first, read.named)}
          ready={read.ready && scan !== ""}
          done={t(words.entered)}
          after={() => {
            read.clear();
            clear();
            props.again();
          }}
          signature={signedAbout(of, FIRST, STATEMENTS[kind], () => read.says(scan), handsIn(of, kind))}
        >
          {read.fields}
          <ScanPick label={t(READINGS[kind].scan)} hint={t(words.scan_hint)} scan={scan} taken={taken} />
        </Deed>
      )}
    </Form>
  );
}
