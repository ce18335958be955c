import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import { Choices, Select, Text } from "../../../design/forms.tsx";
import { Facts } from "../../../design/parts.tsx";
import { useDraft } from "../../../device/drafts.ts";
import { answers as words } from "../../../i18n/answers.ts";
import { grounds, stages, standings } from "../../../i18n/objections.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { anyOf, useRoles } from "../../officer.ts";
import { Deed } from "../../pieces/deed.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { HeldPage } from "./held-page.tsx";
import { placeOf, type Held } from "./meeting.ts";
import { PaperObjection } from "./paper-objection.tsx";

type Objection = components["schemas"]["ObjectionView"];

/** The objections to a meeting, for those who answer them and those who watch that it is done. */
export function Objections({ community, meeting }: { community: string; meeting: string }) {
  const { t } = useSpeech();
  const roles = useRoles(community);
  return (
    <HeldPage community={community} meeting={meeting} title={t(words.title)} what={t(words.what)}>
      {(held) => (
        <>
          {anyOf(roles, "convener", "scrutineer", "supervisor") && <List of={held} />}
          {anyOf(roles, "secretary") && <PaperObjection of={held} />}
        </>
      )}
    </HeldPage>
  );
}

function List({ of }: { of: Held }) {
  const { t } = useSpeech();
  const objections = useLoad(
    () =>
      take(api.GET("/api/v1/communities/{community}/meetings/{meeting}/objections", { params: placeOf(of) })),
    [of.meeting.meeting],
  );
  return (
    <Shown of={objections}>
      {(all) =>
        all.length === 0 ? (
          <Empty>{t(words.none)}</Empty>
        ) : (
          all.map((one) => <One key={one.objection} of={of} objection={one} again={objections.again} />)
        )
      }
    </Shown>
  );
}

function One({ of, objection, again }: { of: Held; objection: Objection; again(): void }) {
  const { t, formats } = useSpeech();
  const write = formats(of.community.time_zone);
  const convener = anyOf(useRoles(of.community.community), "convener");
  const matter = of.meeting.draft.matters.find((one) => one.matter === objection.matter)?.title;
  return (
    <section class="card">
      <h2>
        {t(worded(stages, objection.stage))} · {t(worded(grounds, objection.ground))}
        {matter !== undefined && ` · ${matter}`}
      </h2>
      <p>
        {t(worded(standings, objection.standing))}{" "}
        {objection.overdue && <span class="tag">{t(words.overdue)}</span>}
      </p>
      <Facts
        facts={[
          [t(words.text), <span class="text">{objection.text}</span>],
          ...(objection.answer_due_at == null
            ? []
            : [[t(words.due), write.moment(objection.answer_due_at)] as const]),
          ...(objection.answer == null
            ? []
            : [
                [t(words.outcome), t(objection.upheld === true ? words.upheld : words.dismissed)] as const,
                [t(words.full), <span class="text">{objection.answer}</span>] as const,
              ]),
        ]}
      />
      {convener && objection.standing !== "withdrawn" && (
        <Answer of={of} objection={objection} again={again} />
      )}
    </section>
  );
}

const BLANK = { outcome: "", answer: "", summary: "", correction: "", amendment: "" };

function Answer({ of, objection, again }: { of: Held; objection: Objection; again(): void }) {
  const { t } = useSpeech();
  const [form, change, clear] = useDraft(`answer ${objection.objection}`, BLANK);
  const first = objection.answer == null;
  const complete = form.outcome !== "" && form.answer.trim() !== "" && form.summary.trim() !== "";
  return (
    <Deed
      title={t(first ? words.answer : words.correct)}
      review={[
        [t(words.outcome), t(form.outcome === "upheld" ? words.upheld : words.dismissed)],
        [t(words.full), <span class="text">{form.answer}</span>],
        [t(words.summary), form.summary],
        ...(first ? [] : [[t(words.correction), form.correction] as const]),
        ...(form.amendment === ""
          ? []
          : [[t(words.amendment), t(words.entry, { entry: form.amendment })] as const]),
      ]}
      ready={complete && (first || form.correction.trim() !== "")}
      verb={t(words.verb)}
      done={t(words.answered)}
      after={() => {
        clear();
        again();
      }}
      run={() =>
        take(
          api.POST("/api/v1/communities/{community}/meetings/{meeting}/objections/{objection}/answer", {
            params: { path: { ...placeOf(of).path, objection: objection.objection } },
            body: {
              outcome: form.outcome,
              answer: form.answer.trim(),
              summary: form.summary.trim(),
              ...(first ? {} : { correction: form.correction.trim() }),
              ...(/^\d+$/.test(form.amendment) ? { amendment: Number(form.amendment) } : {}),
            },
          }),
        )
      }
    >
      <Choices
        legend={t(words.outcome)}
        name={`outcome ${objection.objection}`}
        value={form.outcome}
        change={(outcome) => change({ ...form, outcome })}
        options={[
          { value: "upheld", label: t(words.upheld) },
          { value: "dismissed", label: t(words.dismissed) },
        ]}
      />
      <Text
        label={t(words.full)}
        maxLength={5000}
        value={form.answer}
        change={(answer) => change({ ...form, answer })}
      />
      <Text
        label={t(words.summary)}
        maxLength={2000}
        value={form.summary}
        change={(summary) => change({ ...form, summary })}
      />
      {!first && (
        <Text
          label={t(words.correction)}
          maxLength={2000}
          value={form.correction}
          change={(correction) => change({ ...form, correction })}
        />
      )}
      {objection.stage === "roll" && (
        <Amended of={of} value={form.amendment} change={(amendment) => change({ ...form, amendment })} />
      )}
    </Deed>
  );
}

/** By which amendment the roll was put right, of those that count. */
function Amended({ of, value, change }: { of: Held; value: string; change(entry: string): void }) {
  const { t, formats } = useSpeech();
  const write = formats(of.community.time_zone);
  const address = "/api/v1/communities/{community}/meetings/{meeting}/postings/roll";
  const roll = useLoad(() => take(api.GET(address, { params: placeOf(of) })), [of.meeting.meeting]);
  return (
    <Shown of={roll}>
      {({ amendments }) => (
        <Select
          label={t(words.amendment)}
          value={value}
          change={change}
          options={[
            { value: "", label: t(words.no_amendment) },
            ...amendments.map(({ entry, at, reason }) => ({
              value: String(entry),
              label: `${write.moment(at)} · ${reason}`,
            })),
          ]}
        />
      )}
    </Shown>
  );
}
