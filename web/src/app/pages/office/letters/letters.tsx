import { useState } from "preact/hooks";
import { api, take } from "../../../../api/client.ts";
import { printedOf, type Printed } from "../../../../api/printed.ts";
import type { components } from "../../../../api/schema.d.ts";
import { Field } from "../../../../design/forms.tsx";
import { letters as words } from "../../../../i18n/letters.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { listed } from "../../../office/drafting.ts";
import { Deed } from "../../../pieces/deed.tsx";

type Recipients = components["schemas"]["RecipientsForm"];

/** Letters for every owner of the register. */
export function LettersForAll({ community }: { community: string }) {
  const { t } = useSpeech();
  return (
    <Deed
      title={t(words.all)}
      what={t(words.all_what)}
      review={[[t(words.for_whom), t(words.everybody)]]}
      sure={t(words.all_sure)}
      verb={t(words.all_verb)}
      done={t(words.all_done)}
      run={() => print(community, { all: true }, t(words.file))}
    />
  );
}

/** Letters for owners who lost theirs or are new. */
export function LettersForSome({ community }: { community: string }) {
  const { t } = useSpeech();
  const [text, setText] = useState("");
  const owners = listed(text);
  return (
    <Deed
      title={t(words.some)}
      what={t(words.some_what)}
      review={[[t(words.for_whom), owners.join(", ")]]}
      sure={t(words.all_sure)}
      ready={owners.length > 0}
      verb={t(words.all_verb)}
      done={t(words.all_done)}
      run={() => print(community, { owners }, t(words.file))}
      after={() => setText("")}
    >
      <Field label={t(words.owners)} hint={t(words.owners_hint)} value={text} change={setText} required />
    </Deed>
  );
}

/** The letters as a page of their own. */
function print(community: string, body: Recipients, name: string): Promise<Printed> {
  const params = { path: { community } };
  const options = { params, body, headers: { accept: "text/html" }, parseAs: "text" } as const;
  return printedOf(
    () => take<string>(api.POST("/api/v1/communities/{community}/activation-codes", options)),
    name,
  );
}
