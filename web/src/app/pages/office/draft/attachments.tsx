import { useState } from "preact/hooks";
import { api, asBytes, raw, take } from "../../../../api/client.ts";
import type { components } from "../../../../api/schema.d.ts";
import { Field } from "../../../../design/forms.tsx";
import { Actions, Button, Notice } from "../../../../design/parts.tsx";
import { drafting as words } from "../../../../i18n/drafting.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { useAct } from "../../../pieces/act.tsx";
import { FilePick } from "../../../pieces/file-pick.tsx";

type Attachment = components["schemas"]["Attachment"];

const TYPES = ["application/pdf", "image/jpeg", "image/png", "text/plain"] as const;

/** The files beside the notice: uploaded first, then named in the draft. */
export function Attachments(props: {
  community: string;
  meeting: string;
  attachments: readonly Attachment[];
  change(attachments: Attachment[]): void;
}) {
  const { t, formats } = useSpeech();
  const { count } = formats();
  const act = useAct();
  const [title, setTitle] = useState("");
  const [taken, setTaken] = useState<string>();
  const upload = (file: File) =>
    act.run(async () => {
      setTaken(undefined);
      const kept = await send(props.community, props.meeting, file);
      const named = { ...kept, title: title.trim() === "" ? file.name : title.trim(), file_name: file.name };
      props.change([...props.attachments.filter(({ sha256 }) => sha256 !== kept.sha256), named]);
      setTitle("");
      setTaken(file.name);
    });
  return (
    <fieldset>
      <legend>{t(words.attachments)}</legend>
      <ul class="list">
        {props.attachments.map((one) => (
          <li key={one.sha256}>
            <Actions>
              <span>
                {one.title}{" "}
                <span class="quiet">
                  ({`${one.file_name}, ${t(words.bytes, { count: count(one.bytes) })}`})
                </span>
              </span>
              <Button
                kind="danger"
                onClick={() => props.change(props.attachments.filter(({ sha256 }) => sha256 !== one.sha256))}
              >
                {t(words.remove_one, { name: one.title })}
              </Button>
            </Actions>
          </li>
        ))}
      </ul>
      <Field label={t(words.attachment_title)} value={title} maxLength={200} change={setTitle} />
      <FilePick
        label={t(words.attach)}
        hint={t(words.attach_hint)}
        accept={TYPES.join(",")}
        disabled={act.busy}
        chosen={(file) => void upload(file)}
      />
      {taken !== undefined && <Notice kind="good">{t(words.attached, { name: taken })}</Notice>}
      {act.outcome}
    </fieldset>
  );
}

async function send(community: string, meeting: string, file: File) {
  const type = TYPES.find((known) => known === file.type) ?? "text/plain";
  const address = "/api/v1/communities/{community}/meetings/{meeting}/attachments";
  const params = { path: { community, meeting } };
  return take(api.POST(address, { params, body: asBytes(file), ...raw(type) }));
}
