import { Choices, Field } from "../../../../design/forms.tsx";
import { fingerprint } from "../../../../device/keys.ts";
import { presented } from "../../../../device/presented.ts";
import { papers as words } from "../../../../i18n/papers.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import type { Named } from "../named.ts";
import { OwnerByFlat } from "../owner.tsx";

/** Who is helped to vote, and with which key. */
export interface Helped extends Named {
  key: string;
}

/** Finds the owner by their flat and the key by the device that was held against it at the desk. */
export function WhoIsHelped<T extends Helped>(props: { community: string; form: T; change(form: T): void }) {
  const { t } = useSpeech();
  const { community, form, change } = props;
  const keys = presented(community).filter(({ owner }) => owner === form.owner);
  const choose = (named: Named) => {
    const key = presented(community).find(({ owner }) => owner === named.owner)?.key ?? "";
    change({ ...form, ...named, key: named.owner === form.owner ? form.key : key });
  };
  return (
    <>
      <OwnerByFlat
        flat
        community={community}
        name="helped-owner"
        who={t(words.who_votes)}
        value={form}
        change={choose}
      />
      {keys.length > 0 && (
        <Choices
          legend={t(words.confirmed_here)}
          name="helped-key"
          value={form.key}
          change={(key) => change({ ...form, key })}
          options={keys.map(({ key }) => ({ value: key, label: fingerprint(key) }))}
        />
      )}
      <Field
        label={t(words.key)}
        hint={t(words.key_hint)}
        value={form.key}
        change={(key) => change({ ...form, key })}
      />
    </>
  );
}
