import { useLoad } from "../../../api/load.ts";
import { common } from "../../../i18n/common.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import type { Sentence } from "../../../i18n/words.ts";
import { instantAt } from "../../../i18n/zones.ts";
import { Shown } from "../../pieces/shown.tsx";
import { parts, type Row } from "./rows.ts";
import type { Filled, Picked, Rows, Situation, Written } from "./spec.ts";

/** What was filled in, as it is looked at: of a file its name, of a choice its words, of a list its rows. */
export function Said<View>(props: {
  name: string;
  field: Written<unknown, View>;
  situation: Situation<View>;
  filled: Filled;
}) {
  const { formats } = useSpeech();
  const { field, situation } = props;
  const value = props.filled[props.name];
  if (value === undefined || value.length === 0) return <>–</>;
  if (typeof value !== "string")
    return field.kind === "rows" ? <Listed field={field} situation={situation} rows={value} /> : <>–</>;
  const zone = situation.community.time_zone;
  switch (field.kind) {
    case "one":
    case "several":
      return <Chosen {...props} field={field} value={value} />;
    case "moment":
      return <>{formats(zone).moment(instantAt(value, zone))}</>;
    case "day":
      return <>{formats(zone).date(value)}</>;
    case "file":
    case "open_file":
    case "hashed":
      return <>{parts(value)[1] ?? value}</>;
    default:
      return <span class="text">{value}</span>;
  }
}

/** What follows from the situation, as it is looked at. */
export function Follows<View>(props: {
  said(situation: Situation<View>): Promise<Sentence>;
  situation: Situation<View>;
}) {
  const { t } = useSpeech();
  const said = useLoad(() => props.said(props.situation), []);
  return <Shown of={said}>{(said) => <>{t(said)}</>}</Shown>;
}

function Listed<View>(props: {
  field: Rows<unknown, View>;
  situation: Situation<View>;
  rows: readonly Row[];
}) {
  const { t } = useSpeech();
  const { field, situation, rows } = props;
  const columns = Object.entries(field.columns);
  const choices = useLoad(
    async () =>
      new Map(
        await Promise.all(
          columns.map(async ([name, { choices }]) => [name, (await choices?.(situation)) ?? []] as const),
        ),
      ),
    [],
  );
  const cell = (name: string, value: string) => {
    const found = choices.data?.get(name)?.find((choice) => choice.value === value);
    return found === undefined ? value : t(found.label);
  };
  return (
    <ul>
      {rows.map((row, index) => (
        <li key={index}>
          {columns
            .map(([name]) => cell(name, row[name] ?? ""))
            .filter((said) => said !== "")
            .join(" · ")}
        </li>
      ))}
    </ul>
  );
}

function Chosen<View>(props: {
  field: Picked<unknown, View>;
  situation: Situation<View>;
  filled: Filled;
  value: string;
}) {
  const { t } = useSpeech();
  const { field, situation, filled, value } = props;
  const choices = useLoad(async () => field.choices(situation, filled), [value]);
  const chosen = parts(value).map((part) => {
    const found = choices.data?.find((choice) => choice.value === part);
    return found === undefined ? part : t(found.label);
  });
  return <>{chosen.join(t(common.comma))}</>;
}
