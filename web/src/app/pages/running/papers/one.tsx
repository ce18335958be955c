import { api, take } from "../../../../api/client.ts";
import { useLoad } from "../../../../api/load.ts";
import { Choices, Field, Select } from "../../../../design/forms.tsx";
import { Card, Facts, Notice } from "../../../../design/parts.tsx";
import { useDraft } from "../../../../device/drafts.ts";
import { common } from "../../../../i18n/common.ts";
import { papers as words, PAPER_STATES, PROGRESS, WAYS, WHY } from "../../../../i18n/papers.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded, type Sentence } from "../../../../i18n/words.ts";
import { instantAt } from "../../../../i18n/zones.ts";
import { anyOf, useRoles } from "../../../officer.ts";
import { Deed } from "../../../pieces/deed.tsx";
import { Shown } from "../../../pieces/shown.tsx";
import { placeOf, type Held } from "../meeting.ts";
import { ScanPick } from "../scan.tsx";
import { signedAbout } from "../signed.ts";
import { Enter } from "./entering.tsx";
import { Sheets } from "./handing-out.tsx";
import { READERS, sendOfPapers } from "./send.ts";

interface One {
  of: Held;
  serial: string;
  again(): void;
}

/** One paper: where it is, and what is done with it. */
export function OnePaper({ of, serial, again }: One) {
  const { t } = useSpeech();
  const roles = useRoles(of.community.community);
  const paper = useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/meetings/{meeting}/papers/{serial}", {
          params: { path: { ...placeOf(of).path, serial } },
        }),
      ),
    [of.meeting.meeting, serial],
  );
  const after = () => {
    paper.again();
    again();
  };
  const clerk = anyOf(roles, "secretary", "convener");
  return (
    <Card title={serial}>
      <Shown of={paper}>
        {(paper) => (
          <>
            <Facts
              facts={[
                [t(words.of_units), paper.units.join(t(common.comma))],
                [t(words.state), t(worded(PAPER_STATES, paper.state))],
                [t(words.reading), t(worded(PROGRESS, paper.progress))],
                ...(paper.scan == null
                  ? []
                  : [[t(words.scan_is), <span class="code">{paper.scan}</span>] as const]),
              ]}
            />
            {paper.state === "issued" && anyOf(roles, "secretary") && (
              <Sheets of={of} list={paper.list} serial={serial} />
            )}
            {paper.state === "issued" && clerk && <TakeBack of={of} serial={serial} again={after} />}
            {paper.state === "returned" &&
              paper.progress !== "settled" &&
              anyOf(roles, ...READERS) &&
              (paper.read_by_caller ? (
                <Notice>{t(words.read_already)}</Notice>
              ) : (
                <Enter of={of} serial={serial} again={after} />
              ))}
            {["issued", "returned"].includes(paper.state) && clerk && (
              <TakeOut of={of} serial={serial} again={after} />
            )}
          </>
        )}
      </Shown>
    </Card>
  );
}

/** Values with their words, as options. */
export function options(words: Readonly<Record<string, Sentence>>, t: (sentence: Sentence) => string) {
  return Object.keys(words).map((value) => ({ value, label: t(worded(words, value)) }));
}

function TakeBack({ of, serial, again }: One) {
  const { t, formats } = useSpeech();
  const zone = of.community.time_zone;
  const [form, change, clear] = useDraft(`return ${of.meeting.meeting} ${serial}`, {
    at: "",
    way: "desk",
    scan: "",
  });
  const at = form.at === "" ? "" : instantAt(form.at, zone);
  return (
    <Deed
      title={t(words.take_back)}
      review={[
        [t(words.serial), serial],
        [t(words.received_at), at === "" ? "" : formats(zone).moment(at)],
        [t(words.way), t(worded(WAYS, form.way))],
        [t(words.scan_is), <span class="code">{form.scan}</span>],
      ]}
      ready={at !== "" && form.scan !== ""}
      done={t(words.taken)}
      after={() => {
        clear();
        again();
      }}
      signature={signedAbout(
        of,
        ["secretary", "convener"],
        "paper-return",
        () => ({ serial, received_at: at, way: form.way, scan: form.scan }),
        sendOfPapers(of, "returns"),
      )}
    >
      <Field
        type="datetime-local"
        label={t(words.received_at)}
        value={form.at}
        change={(at) => change({ ...form, at })}
      />
      <Choices
        legend={t(words.way)}
        name="way"
        value={form.way}
        change={(way) => change({ ...form, way })}
        options={options(WAYS, t)}
      />
      <ScanPick label={t(words.scan)} scan={form.scan} taken={(scan) => change({ ...form, scan })} />
    </Deed>
  );
}

function TakeOut({ of, serial, again }: One) {
  const { t } = useSpeech();
  const [why, change, clear] = useDraft(`withdraw ${of.meeting.meeting} ${serial}`, "");
  return (
    <Deed
      danger
      title={t(words.take_out)}
      review={[
        [t(words.serial), serial],
        [t(words.why), t(worded(WHY, why))],
      ]}
      ready={why !== ""}
      done={t(words.out)}
      after={() => {
        clear();
        again();
      }}
      signature={signedAbout(
        of,
        ["secretary", "convener"],
        "paper-withdrawal",
        () => ({ serial, why }),
        sendOfPapers(of, "withdrawals"),
      )}
    >
      <Select
        label={t(words.why)}
        value={why}
        change={change}
        options={[{ value: "", label: "–" }, ...options(WHY, t)]}
      />
    </Deed>
  );
}
