import { useState } from "preact/hooks";
import { api, take } from "../../../../api/client.ts";
import type { components } from "../../../../api/schema.d.ts";
import { Field, Select } from "../../../../design/forms.tsx";
import { Actions, Button, Table } from "../../../../design/parts.tsx";
import { OWNER_KINDS, register as words, SOUGHT_BY } from "../../../../i18n/register.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded } from "../../../../i18n/words.ts";
import { useAct } from "../../../pieces/act.tsx";
import { Empty } from "../../../pieces/shown.tsx";

type Found = components["schemas"]["FoundView"];
type By = components["schemas"]["SoughtBy"];

/** Finds owners by all of a name or number. What is looked for is not kept. */
export function OwnerSearch({ community, choose }: { community: string; choose?(owner: string): void }) {
  const { t } = useSpeech();
  const act = useAct();
  const [by, setBy] = useState<By>("name");
  const [text, setText] = useState("");
  const [found, setFound] = useState<Found[]>();
  const find = (event: SubmitEvent) => {
    event.preventDefault();
    void act.run(async () => {
      const params = { path: { community } };
      const body = { by, text: text.trim() };
      setFound(await take(api.POST("/api/v1/communities/{community}/register/searches", { params, body })));
    });
  };
  const kinds = Object.entries(SOUGHT_BY) as [By, (typeof SOUGHT_BY)[By]][];
  return (
    <form onSubmit={find}>
      <Select
        label={t(words.by)}
        value={by}
        options={kinds.map(([value, name]) => ({ value, label: t(name) }))}
        change={(value) => setBy(kinds.find(([known]) => known === value)?.[0] ?? by)}
      />
      <Field
        label={t(SOUGHT_BY[by])}
        hint={t(words.search_hint)}
        value={text}
        change={setText}
        autocomplete="off"
        required
      />
      {act.outcome}
      <Actions>
        <Button type="submit" disabled={act.busy}>
          {t(words.find)}
        </Button>
      </Actions>
      {found?.length === 0 && <Empty>{t(words.nobody)}</Empty>}
      {found !== undefined && found.length > 0 && (
        <Table
          caption={t(words.found)}
          head={[
            t(SOUGHT_BY.name),
            ...(choose === undefined ? [] : [t(words.choose_owner)]),
            t(words.owner_id),
            t(SOUGHT_BY.phone),
            t(SOUGHT_BY.email),
            t(SOUGHT_BY.id_number),
            t(words.acting),
          ]}
          rows={found.map((owner) => [
            `${owner.name} (${t(worded(OWNER_KINDS, owner.kind))})`,
            ...(choose === undefined
              ? []
              : [<Button onClick={() => choose(owner.owner)}>{t(words.choose_owner)}</Button>]),
            owner.owner,
            owner.phone ?? "–",
            owner.email ?? "–",
            owner.id_number ?? "–",
            owner.acting_name ?? "–",
          ])}
        />
      )}
    </form>
  );
}
