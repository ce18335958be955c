import { useLoad } from "../../../api/load.ts";
import { common } from "../../../i18n/common.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import type { Sentence } from "../../../i18n/words.ts";
import { instantAt } from "../../../i18n/zones.ts";
import { Shown } from "../../pieces/shown.tsx";
import { parts } from "./rows.ts";
import type { Filled, Picked, Situation, Written } from "./spec.ts";

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
  if (value === undefined || value === "") return <>–</>;
  if (typeof value !== "string") {
    return (
      <ul>
        {value.map((row, index) => (
          <li key={index}>{Object.values(row).join(" · ")}</li>
        ))}
      </ul>
    );
  }
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
