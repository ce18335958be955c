import type { components } from "../../../../api/schema.d.ts";
import { Field } from "../../../../design/forms.tsx";
import { Actions, Button } from "../../../../design/parts.tsx";
import { drafting as words } from "../../../../i18n/drafting.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { freshName, type Matter } from "../../../office/drafting.ts";

/** The seats and who stands for them, in the order of the ballot. */
export function Candidates({
  matter,
  owners,
  change,
  name,
}: {
  matter: Matter;
  owners: readonly components["schemas"]["CandidateOwner"][];
  change(matter: Matter): void;
  name(candidate: string, owner: string): void;
}) {
  const { t } = useSpeech();
  const standing = matter.candidates ?? [];
  const put = (candidates: typeof standing) => change({ ...matter, candidates });
  return (
    <>
      <Field
        label={t(words.seats)}
        value={matter.seats == null ? "" : String(matter.seats)}
        type="number"
        inputMode="numeric"
        min="1"
        change={(value) => change({ ...matter, seats: /^\d+$/.test(value) ? Number(value) : null })}
      />
      <fieldset>
        <legend>{t(words.candidates)}</legend>
        <p class="hint quiet">{t(words.candidates_posted)}</p>
        <ol>
          {standing.map((one, index) => (
            <li key={one.candidate}>
              <Field
                label={t(words.candidate_name)}
                value={one.name}
                maxLength={200}
                change={(value) =>
                  put(standing.map((other) => (other === one ? { ...one, name: value } : other)))
                }
              />
              <Field
                label={t(words.candidate_owner)}
                value={owners.find(({ candidate }) => candidate === one.candidate)?.owner ?? ""}
                change={(owner) => name(one.candidate, owner.trim())}
              />
              <Actions>
                {index > 0 && (
                  <Button onClick={() => put(raised(standing, index))}>
                    {t(words.up, { name: one.name })}
                  </Button>
                )}
                <Button kind="danger" onClick={() => put(standing.filter((other) => other !== one))}>
                  {t(words.remove_one, { name: one.name })}
                </Button>
              </Actions>
            </li>
          ))}
        </ol>
        <Actions>
          <Button
            onClick={() => {
              const taken = standing.map(({ candidate }) => candidate);
              put([...standing, { candidate: freshName("c", taken), name: "" }]);
            }}
          >
            {t(words.add_candidate)}
          </Button>
        </Actions>
      </fieldset>
    </>
  );
}

/** The list with one of it a place higher. */
function raised<T>(list: readonly T[], index: number): T[] {
  return list.flatMap((one, place) => {
    if (place === index - 1) return [list[index] ?? one, one];
    return place === index ? [] : [one];
  });
}
