import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { everyPage, from } from "../../../api/pages.ts";
import { problem } from "../../../api/problem.ts";
import { Choices, Field } from "../../../design/forms.tsx";
import { Actions, Button } from "../../../design/parts.tsx";
import { papers as words } from "../../../i18n/papers.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useRoles } from "../../officer.ts";
import { useAct } from "../../pieces/act.tsx";
import { called, NOBODY, type Named } from "./named.ts";

/** Finds an owner by their flat, for a secretary; others enter the number that the register gives them. */
export function OwnerByFlat(props: {
  community: string;
  /** Of the choice among those who own the flat. */
  name: string;
  who: string;
  /** How somebody who cannot look into the register comes to the number. */
  hint?: string;
  /** Whether the flat says something that the owner does not. */
  flat: boolean;
  value: Named;
  change(value: Named): void;
}) {
  const { t } = useSpeech();
  const act = useAct();
  const { community, value, change } = props;
  const secretary = useRoles(community).has("secretary");
  const [people, setPeople] = useState<readonly { owner: string; name: string }[]>([]);
  // Whoever was found lives in the flat that was asked for, and not in the next one.
  const ask = (unit: string) => {
    const found = people.length > 0 || value.name !== "";
    change(found ? { ...NOBODY, unit } : { ...value, unit });
    setPeople([]);
  };
  const find = () => act.run(async () => setPeople(await peopleOf(community, value.unit.trim())));
  return (
    <>
      {(secretary || props.flat) && <Field label={t(words.unit)} value={value.unit} change={ask} />}
      {secretary && (
        <Actions>
          <Button disabled={act.busy || value.unit.trim() === ""} onClick={() => void find()}>
            {t(words.find_owners)}
          </Button>
        </Actions>
      )}
      {act.outcome}
      {people.length > 0 ? (
        <Choices
          legend={props.who}
          name={props.name}
          value={value.owner}
          change={(owner) =>
            change({ ...value, owner, name: people.find((one) => one.owner === owner)?.name ?? "" })
          }
          options={people.map((one) => ({ value: one.owner, label: called({ ...one, unit: "" }) }))}
        />
      ) : (
        <Field
          label={t(words.owner)}
          hint={secretary ? undefined : props.hint}
          autocomplete="off"
          spellcheck={false}
          value={value.owner}
          change={(owner) => change({ ...value, owner, name: "" })}
        />
      )}
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
