import { useState } from "preact/hooks";
import { api, take } from "../../../../api/client.ts";
import { printed } from "../../../../api/printed.ts";
import type { components } from "../../../../api/schema.d.ts";
import { Field, Select } from "../../../../design/forms.tsx";
import { Actions, Button, Card, Notice } from "../../../../design/parts.tsx";
import { papers as words } from "../../../../i18n/papers.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { useAct } from "../../../pieces/act.tsx";
import { Deed } from "../../../pieces/deed.tsx";
import { placeOf, type Held } from "../meeting.ts";
import { signedAbout } from "../signed.ts";
import { sendOfPapers } from "./send.ts";

type Schemas = components["schemas"];

/** From the list to the signed issue to the sheets. */
export function HandOut(props: { of: Held; journal: Schemas["PaperJournal"]; again(): void }) {
  const { t } = useSpeech();
  const { of } = props;
  const act = useAct();
  const [building, setBuilding] = useState("");
  const [units, setUnits] = useState("");
  const [list, setList] = useState<Schemas["PaperListView"]>();
  const [signed, setSigned] = useState(false);
  const make = () =>
    act.run(async () => {
      const named = units.split(/[\s,，、]+/).filter((unit) => unit !== "");
      const body = named.length > 0 ? { units: named } : building === "" ? {} : { buildings: [building] };
      setSigned(false);
      setList(
        await take(
          api.POST("/api/v1/communities/{community}/meetings/{meeting}/papers/lists", {
            params: placeOf(of),
            body,
          }),
        ),
      );
    });
  return (
    <Card title={t(words.list)}>
      <p>{t(words.list_what)}</p>
      <Select
        label={t(words.to)}
        value={building}
        change={setBuilding}
        options={[
          { value: "", label: t(words.everybody) },
          ...props.journal.buildings.map(({ building }) => ({
            value: building,
            label: t(words.building, { building }),
          })),
        ]}
      />
      <Field label={t(words.units)} value={units} change={setUnits} />
      <Actions>
        <Button disabled={act.busy} onClick={() => void make()}>
          {t(words.make)}
        </Button>
      </Actions>
      {act.outcome}
      {list && (
        <>
          <p role="status">{t(words.made, { ...list })}</p>
          {signed ? (
            <Notice kind="good">{t(words.handed_out)}</Notice>
          ) : (
            <Deed
              open
              title={t(words.sign_list)}
              review={[[t(words.issued), t(words.made, { ...list })]]}
              done={t(words.handed_out)}
              after={() => {
                setSigned(true);
                props.again();
              }}
              signature={signedAbout(
                of,
                ["secretary"],
                "paper-issue",
                () => ({
                  definition: of.meeting.definition,
                  roll: of.meeting.roll,
                  list: list.list,
                  papers: list.papers,
                }),
                sendOfPapers(of, "issues"),
              )}
            />
          )}
          {signed && <Sheets of={of} list={list.list} />}
        </>
      )}
    </Card>
  );
}

/** Sheets to print: those of a list, or one of them. */
export function Sheets({ of, list, serial }: { of: Held; list: string; serial?: string }) {
  const { t, language } = useSpeech();
  const act = useAct();
  const { community, meeting } = placeOf(of).path;
  const at = `/api/v1/communities/${community}/meetings/${meeting}/papers/lists/${list}/sheets?lang=${language}${serial === undefined ? "" : `&serial=${serial}`}`;
  return (
    <>
      <Actions>
        <Button
          kind="primary"
          disabled={act.busy}
          onClick={() => void act.run(() => printed(at, "papers.html"))}
        >
          {t(words.sheets)}
        </Button>
        <Button
          disabled={act.busy}
          onClick={() => void act.run(() => printed(`${at}&size=large`, "papers-large.html"))}
        >
          {t(words.sheets_large)}
        </Button>
      </Actions>
      {act.outcome}
    </>
  );
}
