import { api, asBytes, raw, take } from "../../../api/client.ts";
import { Notice } from "../../../design/parts.tsx";
import { digestOfFile } from "../../../device/scans.ts";
import { form as words } from "../../../i18n/acts/fields.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useAct } from "../../pieces/act.tsx";
import { FilePick } from "../../pieces/file-pick.tsx";
import { parts } from "./rows.ts";

/** A file that is kept in the archive, and its hash beside its name. */
export function FileField(props: {
  community: string;
  label: string;
  hint: string | undefined;
  /** Where it is kept; null where only its hash is taken. */
  access: "open" | "sealed" | null;
  value: string;
  change(value: string): void;
}) {
  const { t } = useSpeech();
  const act = useAct();
  const [, name] = parts(props.value);
  const upload = (file: File) =>
    act.run(async () => {
      if (props.access === null) return props.change(`${await digestOfFile(file)}\n${file.name}`);
      const { sha256 } = await take(
        api.POST("/api/v1/communities/{community}/archive", {
          params: { path: { community: props.community }, query: { access: props.access } },
          body: asBytes(file),
          ...raw(file.type || "text/plain"),
        }),
      );
      props.change(`${sha256}\n${file.name}`);
    });
  const kept = t(words[`file_${props.access ?? "hashed"}`]);
  return (
    <>
      <FilePick
        label={props.label}
        hint={`${props.hint ?? ""} ${kept}`.trim()}
        accept={props.access === null ? "*/*" : "application/pdf,image/jpeg,image/png,text/plain"}
        disabled={act.busy}
        chosen={(file) => void upload(file)}
      />
      {act.outcome}
      {name !== undefined && <Notice kind="good">{t(words.file_kept, { name })}</Notice>}
    </>
  );
}
