import { api, asBytes, raw, take } from "../../../../api/client.ts";
import { Notice } from "../../../../design/parts.tsx";
import { services as words } from "../../../../i18n/services.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { useAct } from "../../../pieces/act.tsx";
import { FilePick } from "../../../pieces/file-pick.tsx";
import { placeOf, type Held } from "../meeting.ts";

/** A file that stands for a service, as it was taken. */
export interface Evidence {
  readonly name: string;
  readonly sha256: string;
}

/** Uploads what a service left behind. */
export function EvidencePick(props: {
  of: Held;
  kept: Evidence | null;
  label?: string;
  taken(evidence: Evidence): void;
}) {
  const { t } = useSpeech();
  const act = useAct();
  const upload = (file: File) =>
    act.run(async () => {
      const { sha256 } = await take(
        api.POST("/api/v1/communities/{community}/meetings/{meeting}/service-evidence", {
          params: placeOf(props.of),
          body: asBytes(file),
          ...raw(file.type),
        }),
      );
      props.taken({ name: file.name, sha256 });
    });
  return (
    <>
      <FilePick
        label={props.label ?? t(words.evidence)}
        hint={t(words.evidence_hint)}
        accept="application/pdf,image/jpeg,image/png"
        disabled={act.busy}
        chosen={(file) => void upload(file)}
      />
      {act.outcome}
      {props.kept && (
        <Notice kind="good">
          <span class="code">
            {t(words.evidence_kept, { name: props.kept.name, digest: props.kept.sha256 })}
          </span>
        </Notice>
      )}
    </>
  );
}
