import { useState } from "preact/hooks";
import { api, take } from "../../../../api/client.ts";
import { everyPage, from } from "../../../../api/pages.ts";
import { problem } from "../../../../api/problem.ts";
import { Choices, Field } from "../../../../design/forms.tsx";
import { Actions, Button } from "../../../../design/parts.tsx";
import { fingerprint } from "../../../../device/keys.ts";
import { presented } from "../../../../device/presented.ts";
import { papers as words } from "../../../../i18n/papers.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { useRoles } from "../../../officer.ts";
import { useAct } from "../../../pieces/act.tsx";

/** Who is helped to vote, and with which key. */
export interface Helped {
  unit: string;
  owner: string;
  key: string;
}

/** Finds the owner by their flat and the key by the device that was held against it at the desk. */
export function WhoIsHelped<T extends Helped>(props: { community: string; form: T; change(form: T): void }) {
  const { t } = useSpeech();
  const act = useAct();
  const { community, form, change } = props;
  const secretary = useRoles(community).has("secretary");
  const [people, setPeople] = useState<readonly { owner: string; name: string }[]>([]);
  const keys = presented(community).filter(({ owner }) => owner === form.owner);
  const choose = (owner: string) => {
    const key = presented(community).find((one) => one.owner === owner)?.key;
    change({ ...form, owner, key: key ?? "" });
  };
  // Whoever was found lives in the flat that was asked for, and not in the next one.
  const ask = (unit: string) => {
    change(people.length === 0 ? { ...form, unit } : { ...form, unit, owner: "", key: "" });
    setPeople([]);
  };
  const find = () => act.run(async () => setPeople(await peopleOf(community, form.unit.trim())));
  return (
    <>
      <Field label={t(words.unit)} value={form.unit} change={ask} />
      {secretary && (
        <Actions>
          <Button disabled={act.busy || form.unit.trim() === ""} onClick={() => void find()}>
            {t(words.find_owners)}
          </Button>
        </Actions>
      )}
      {act.outcome}
      {people.length > 0 ? (
        <Choices
          legend={t(words.who_votes)}
          name="helped-owner"
          value={form.owner}
          change={choose}
          options={people.map(({ owner, name }) => ({ value: owner, label: `${name} (${owner})` }))}
        />
      ) : (
        <Field label={t(words.owner)} value={form.owner} change={choose} />
      )}
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

/** The owners of a unit as the latest register names them, with what they are called. */
async function peopleOf(community: string, unit: string) {
  const units = await everyPage((cursor) =>
    take(
      api.GET("/api/v1/communities/{community}/register", {
        params: { path: { community }, query: from(cursor, 200) },
      }),
    ),
  );
  const found = units.find((one) => one.unit === unit);
  if (found === undefined) throw problem("unit_not_found", `there is no unit ${unit} in the register`, 404);
  return found.people;
}
