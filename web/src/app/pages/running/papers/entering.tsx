import { useLoad } from "../../../../api/load.ts";
import { Choices, Field, Select } from "../../../../design/forms.tsx";
import { useDraft } from "../../../../device/drafts.ts";
import { common } from "../../../../i18n/common.ts";
import { AUTHENTICITIES, MARKS, papers as words } from "../../../../i18n/papers.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded } from "../../../../i18n/words.ts";
import { Shown } from "../../../pieces/shown.tsx";
import { definitionOf } from "../../vote/definition.ts";
import { Deed } from "../../../pieces/deed.tsx";
import type { Held } from "../meeting.ts";
import { signedAbout } from "../signed.ts";
import { marksOf, named, type Read } from "./marks.ts";
import { Marked } from "./marked.tsx";
import { options } from "./one.tsx";
import { READERS, sendOfPapers } from "./send.ts";

const BLANK: Read = { authenticity: "authentic", signed_by: "", mandate: "", marks: {}, candidates: {} };

interface Entered {
  of: Held;
  serial: string;
  again(): void;
}

/** What somebody reads on a paper. The form is empty for everybody; it is kept for this reader on this device alone. */
export function Enter(props: Entered) {
  const { community, meeting } = props.of;
  const sha256 = meeting.definition ?? "";
  const definition = useLoad(() => definitionOf(community.community, sha256), [sha256]);
  return (
    <Shown of={definition}>
      {({ switches }) => <Reading {...props} method={switches["candidate_ballot"] ?? ""} />}
    </Shown>
  );
}

function Reading(props: Entered & { method: string }) {
  const { t } = useSpeech();
  const { of, serial, again } = props;
  const { matters } = of.meeting.draft;
  const [form, change, clear] = useDraft<Read>(`reading ${of.meeting.meeting} ${serial}`, BLANK);
  const authentic = form.authenticity === "authentic";
  const complete =
    !authentic ||
    (matters.every(({ matter }) => (form.marks[matter] ?? "") !== "") &&
      (named(form.signed_by).length > 0 || form.mandate.trim() !== ""));
  const said = matters.map(({ matter, title, candidates }) => {
    const mark = form.marks[matter] ?? "";
    const answers = form.candidates[matter] ?? {};
    const marked = (candidates ?? []).flatMap(({ candidate, name }) => {
      const answer = answers[candidate];
      return answer === undefined ? [] : [`${name}: ${t(worded(MARKS, answer))}`];
    });
    const chosen = mark === "candidates" ? ` · ${marked.join(t(common.comma))}` : "";
    return [title, (mark === "absent" ? t(words.not_on_it) : t(worded(MARKS, mark))) + chosen] as const;
  });
  return (
    <Deed
      open
      title={t(words.enter)}
      what={t(words.nobody_sees)}
      review={[
        [t(words.serial), serial],
        [t(words.authenticity), t(worded(AUTHENTICITIES, form.authenticity))],
        ...(authentic ? [[t(words.signed_by), form.signed_by] as const, ...said] : []),
      ]}
      ready={complete}
      done={t(words.entered)}
      after={() => {
        clear();
        again();
      }}
      signature={signedAbout(
        of,
        READERS,
        "paper-entry",
        () => ({
          serial,
          authenticity: form.authenticity,
          signed_by: authentic ? named(form.signed_by) : [],
          mandate: authentic ? form.mandate.trim() || null : null,
          marks: authentic ? marksOf(form, matters) : [],
        }),
        sendOfPapers(of, "entries"),
      )}
    >
      <Choices
        legend={t(words.authenticity)}
        name={`authenticity ${serial}`}
        value={form.authenticity}
        change={(authenticity) => change({ ...form, authenticity })}
        options={options(AUTHENTICITIES, t)}
      />
      {authentic && (
        <>
          <Field
            label={t(words.signed_by)}
            value={form.signed_by}
            change={(signed_by) => change({ ...form, signed_by })}
          />
          <Field
            label={t(words.mandate)}
            value={form.mandate}
            change={(mandate) => change({ ...form, mandate })}
          />
          {matters.map(({ matter, title, candidates }) => {
            const election = (candidates?.length ?? 0) > 0;
            const fitting = Object.keys(MARKS).filter((mark) =>
              election ? !["for", "against"].includes(mark) : mark !== "candidates",
            );
            return (
              <fieldset key={matter}>
                <legend>{title}</legend>
                <Select
                  label={t(words.candidates)}
                  value={form.marks[matter] ?? ""}
                  change={(mark) => change({ ...form, marks: { ...form.marks, [matter]: mark } })}
                  options={[
                    { value: "", label: "–" },
                    ...fitting.map((value) => ({ value, label: t(worded(MARKS, value)) })),
                    { value: "absent", label: t(words.not_on_it) },
                  ]}
                />
                {form.marks[matter] === "candidates" && (
                  <Marked
                    method={props.method}
                    standing={candidates ?? []}
                    said={form.candidates[matter]}
                    change={(answers) =>
                      change({ ...form, candidates: { ...form.candidates, [matter]: answers } })
                    }
                  />
                )}
              </fieldset>
            );
          })}
        </>
      )}
    </Deed>
  );
}
