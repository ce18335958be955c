import { api, JOSE, take } from "../../../../api/client.ts";
import { useDraft } from "../../../../device/drafts.ts";
import { Choices, Field, Select, Text } from "../../../../design/forms.tsx";
import { AREA_SOURCES, UNIT_KINDS } from "../../../../i18n/law.ts";
import { roll as words, STOCKS } from "../../../../i18n/roll.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { CORRECTIONS } from "../../../../i18n/watch.ts";
import { worded, type Sentence } from "../../../../i18n/words.ts";
import { CORRECTING, signAmendment, type Amending } from "../../../office/amending.ts";
import { listed } from "../../../office/drafting.ts";
import { Deed } from "../../../pieces/deed.tsx";
import { placeOf, type Held } from "../../running/meeting.ts";

type Line = Exclude<keyof Amending, "correct" | "owners"> | "owners";
type Form = Record<Exclude<Line, "owners">, string> & { correct: Amending["correct"]; owners: string };

const EMPTY: Form = {
  correct: "area",
  unit: "",
  area: "",
  area_source: "register",
  stock: "delivered",
  owners: "",
  building: "",
  entrance: "",
  floor: "",
  number: "",
  kind: "dwelling",
  reason: "",
};

/** What is filled in for each correction, in order. */
const LINES: Readonly<Record<Amending["correct"], readonly Line[]>> = {
  area: ["unit", "area", "area_source"],
  owners: ["unit", "owners"],
  stock: ["unit", "stock"],
  superfluous: ["unit"],
  missing: [
    "unit",
    "building",
    "entrance",
    "floor",
    "number",
    "kind",
    "area",
    "area_source",
    "stock",
    "owners",
  ],
};

const NAMES: Readonly<Record<Line, Sentence>> = {
  unit: words.unit,
  area: words.new_area,
  area_source: words.source,
  stock: words.stock,
  owners: words.owners,
  building: words.building,
  entrance: words.entrance,
  floor: words.floor,
  number: words.number,
  kind: words.kind,
  reason: words.reason,
};

const CHOSEN: Readonly<Partial<Record<Line, Readonly<Record<string, Sentence>>>>> = {
  area_source: AREA_SOURCES,
  stock: STOCKS,
  kind: UNIT_KINDS,
};

/** Signs a correction of the roll, which then waits for a second officer. */
export function Propose({ of, after }: { of: Held; after(): void }) {
  const { t } = useSpeech();
  const path = placeOf(of).path;
  const [form, change, clear] = useDraft<Form>(`amendment:${path.meeting}`, EMPTY);
  const lines = LINES[form.correct];
  const whole = lines.every((line) => line === "entrance" || form[line].trim() !== "");
  const shown = (line: Line) => {
    const names = CHOSEN[line];
    return names === undefined ? form[line] : t(worded(names, form[line]));
  };
  return (
    <Deed
      title={t(words.propose)}
      what={t(words.propose_what)}
      review={[
        [t(words.correct), t(worded(CORRECTIONS, form.correct))],
        ...lines.map((line) => [t(NAMES[line]), shown(line)] as const),
        [t(words.reason), form.reason],
      ]}
      sure={t(words.propose_what)}
      ready={whole && form.reason.trim() !== ""}
      done={t(words.proposed)}
      after={() => {
        clear();
        after();
      }}
      signature={{
        community: path.community,
        roles: ["secretary", "supervisor"],
        make: (key) => signAmendment(key, of, amending(form)),
        send: (body) =>
          take(
            api.POST("/api/v1/communities/{community}/meetings/{meeting}/roll-amendments", {
              params: { path },
              body,
              ...JOSE,
            }),
          ),
      }}
    >
      <Choices
        legend={t(words.correct)}
        name="correct"
        value={form.correct}
        options={CORRECTING.map((value) => ({ value, label: t(worded(CORRECTIONS, value)) }))}
        change={(value) =>
          change({ ...form, correct: CORRECTING.find((known) => known === value) ?? form.correct })
        }
      />
      {lines.map((line) => {
        const names = CHOSEN[line];
        const put = (value: string) => change({ ...form, [line]: value });
        return names === undefined ? (
          <Field key={line} label={t(NAMES[line])} value={form[line]} change={put} />
        ) : (
          <Select
            key={line}
            label={t(NAMES[line])}
            value={form[line]}
            options={Object.keys(names).map((value) => ({ value, label: t(worded(names, value)) }))}
            change={put}
          />
        );
      })}
      <Text
        label={t(words.reason)}
        value={form.reason}
        rows={3}
        maxLength={2000}
        required
        change={(reason) => change({ ...form, reason })}
      />
    </Deed>
  );
}

/** What was filled in, without spaces around it, owners each once and in order. */
function amending({ owners, correct, ...lines }: Form): Amending {
  const trimmed = { ...lines };
  for (const line of Object.keys(trimmed) as (keyof typeof lines)[]) trimmed[line] = lines[line].trim();
  return { ...trimmed, correct, owners: [...new Set(listed(owners))].toSorted() };
}
