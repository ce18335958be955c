import { useState } from "preact/hooks";
import type { KeptKey } from "../../../device/store.ts";
import { useDraft } from "../../../device/drafts.ts";
import { form as words, type ActWords } from "../../../i18n/acts/fields.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { problem } from "../../../api/problem.ts";
import { anyOf, useRoles } from "../../officer.ts";
import { Deed } from "../../pieces/deed.tsx";
import type { Community } from "../../within.tsx";
import type { Deed as Act, Noun } from "../act.ts";
import { signatureOf } from "../signature.ts";
import { Input, labelOf } from "./input.tsx";
import { Follows, Said } from "./said.tsx";
import type { AnySpec, Field, Filled, Situation } from "./spec.ts";

/** The deeds of a noun that fit where it stands and who reads: each a form, a review and a signature. */
export function Deeds<View>(props: {
  noun: Noun;
  table: Readonly<Record<string, AnySpec<View> | null>>;
  words: Readonly<Record<string, ActWords>>;
  community: Community;
  of: View | null;
  /** The process; null where a new one begins. */
  process: string | null;
  after(): void;
}) {
  const roles = useRoles(props.community.community);
  const fitting = Object.entries(props.table).flatMap(([did, spec]) =>
    spec !== null && spec.fits(props.of) && anyOf(roles, ...spec.roles) ? [{ did, spec }] : [],
  );
  return (
    <>
      {fitting.map(({ did, spec }) => (
        <One key={did} {...props} did={did} spec={spec} />
      ))}
    </>
  );
}

function One<View>(props: {
  noun: Noun;
  did: string;
  spec: AnySpec<View>;
  words: Readonly<Record<string, ActWords>>;
  community: Community;
  of: View | null;
  process: string | null;
  after(): void;
}) {
  const { t } = useSpeech();
  const { noun, did, spec, community } = props;
  const [fresh, setFresh] = useState(() => crypto.randomUUID());
  const [filled, change, clear] = useDraft<Filled>(`${noun} ${did} ${props.process ?? "new"}`, {});
  const situation: Situation<View> = { community, of: props.of };
  const fields = Object.entries(spec.fields);
  const asked = [...Object.entries(spec.beside ?? {}), ...fields];
  const written = asked.flatMap(([name, field]) => (field.kind === "given" ? [] : [{ name, field }]));
  const follows = fields.flatMap(([name, field]) =>
    field.kind === "given" && field.said !== undefined ? [{ name, said: field.said }] : [],
  );
  const said = props.words[did];
  return (
    <Deed
      title={said === undefined ? did : t(said.title)}
      what={said?.what === undefined ? undefined : t(said.what)}
      review={[
        ...written.map(
          ({ name, field }) =>
            [
              t(labelOf(name, field.label)),
              <Said name={name} field={field} situation={situation} filled={filled} />,
            ] as const,
        ),
        ...follows.map(
          ({ name, said }) =>
            [t(labelOf(name, undefined)), <Follows said={said} situation={situation} />] as const,
        ),
      ]}
      ready={written.every(({ name, field }) => read(field, filled[name], community) !== undefined)}
      done={t(words.done)}
      after={() => {
        clear();
        setFresh(crypto.randomUUID());
        props.after();
      }}
      signature={signatureOf(community, {
        noun,
        process: props.process ?? fresh,
        roles: spec.roles,
        deed: async (key) => actOf(noun, did, await valuesOf(fields, situation, filled, key)),
      })}
    >
      {written.map(({ name, field }) => (
        <Input
          key={name}
          name={name}
          field={field}
          situation={situation}
          filled={filled}
          change={(value) => change({ ...filled, [name]: value })}
        />
      ))}
    </Deed>
  );
}

function read<View>(
  field: Exclude<Field<unknown, View>, { kind: "given" }>,
  value: Filled[string] | undefined,
  community: Community,
): unknown {
  if (field.kind === "rows") return field.read(typeof value === "object" ? value : []);
  const text = typeof value === "string" ? value : "";
  if (field.kind === "one" || field.kind === "several") return field.read(text);
  return field.read(text, community);
}

async function valuesOf<View>(
  fields: readonly (readonly [string, Field<unknown, View>])[],
  situation: Situation<View>,
  filled: Filled,
  key: KeptKey,
): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const [name, field] of fields) {
    const value =
      field.kind === "given"
        ? await field.read(situation, filled, key)
        : read(field, filled[name], situation.community);
    if (value === undefined) throw problem("field", `${name} is not filled in`);
    values[name] = value;
  }
  return values;
}

function actOf(noun: Noun, did: string, values: Record<string, unknown>): Act {
  // The tables are held to the type of every deed, field by field; only the name of the noun is put around it here.
  return { [noun]: { did, ...values } } as unknown as Act;
}
