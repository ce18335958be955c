import { Notice } from "../../../design/parts.tsx";
import { digestOfFile } from "../../../device/scans.ts";
import { papers as words } from "../../../i18n/papers.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { FilePick } from "../../pieces/file-pick.tsx";

/** Takes the fingerprint of a scan or a photo, which stays on this device. */
export function ScanPick(props: { label: string; hint?: string; scan: string; taken(scan: string): void }) {
  const { t } = useSpeech();
  return (
    <>
      <FilePick
        label={props.label}
        {...(props.hint === undefined ? {} : { hint: props.hint })}
        accept="application/pdf,image/jpeg,image/png"
        chosen={(file) => void digestOfFile(file).then(props.taken)}
      />
      {props.scan !== "" && (
        <Notice kind="good">
          <span class="code">{t(words.scanned, { digest: props.scan })}</span>
        </Notice>
      )}
    </>
  );
}
