import { useEffect, useState } from "preact/hooks";
import { api, take } from "../../../../api/client.ts";
import type { components } from "../../../../api/schema.d.ts";
import { Check, Choices, Field } from "../../../../design/forms.tsx";
import { Actions, Button } from "../../../../design/parts.tsx";
import { DESK_KINDS, letters as words } from "../../../../i18n/letters.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { useAct } from "../../../pieces/act.tsx";
import { OneTimeCode } from "../../../pieces/one-time-code.tsx";

type Kind = components["schemas"]["DeskCheckKind"];

/** Makes a code for the phone of an owner who is there. */
export function Desk({ community, chosen }: { community: string; chosen: string }) {
  const { t } = useSpeech();
  const act = useAct();
  const [owner, setOwner] = useState(chosen);
  const [kind, setKind] = useState<Kind>("desk");
  const [seen, setSeen] = useState(false);
  const [code, setCode] = useState<components["schemas"]["InvitationView"]>();
  useEffect(() => {
    if (chosen !== "") setOwner(chosen);
  }, [chosen]);
  const make = (event: SubmitEvent) => {
    event.preventDefault();
    void act.run(async () => {
      const params = { path: { community } };
      const body = { owner: owner.trim(), kind };
      setCode(await take(api.POST("/api/v1/communities/{community}/desk-checks", { params, body })));
      setSeen(false);
    });
  };
  if (code !== undefined) {
    return (
      <>
        <OneTimeCode code={code} />
        <Actions>
          <Button onClick={() => setCode(undefined)}>{t(words.hide)}</Button>
        </Actions>
      </>
    );
  }
  return (
    <form onSubmit={make}>
      <p>{t(words.desk_what)}</p>
      <Field label={t(words.desk_owner)} value={owner} change={setOwner} autocomplete="off" required />
      <Choices
        legend={t(words.desk_kind)}
        name="desk-kind"
        value={kind}
        options={KINDS.map((value) => ({ value, label: t(DESK_KINDS[value]) }))}
        change={(value) => setKind(KINDS.find((known) => known === value) ?? kind)}
      />
      <Check label={t(words.desk_seen)} checked={seen} change={setSeen} />
      {act.outcome}
      <Actions>
        <Button kind="primary" type="submit" disabled={act.busy || !seen}>
          {t(words.desk_make)}
        </Button>
      </Actions>
    </form>
  );
}

const KINDS = ["desk", "recovery"] as const satisfies readonly Kind[];
