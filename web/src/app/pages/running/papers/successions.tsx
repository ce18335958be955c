import { api, JOSE, take } from "../../../../api/client.ts";
import { useLoad } from "../../../../api/load.ts";
import { Field, Select, Text } from "../../../../design/forms.tsx";
import { Facts } from "../../../../design/parts.tsx";
import { useDraft } from "../../../../device/drafts.ts";
import { common } from "../../../../i18n/common.ts";
import { papers as words, SUCCESSIONS } from "../../../../i18n/papers.ts";
import { roleName } from "../../../../i18n/roles.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded } from "../../../../i18n/words.ts";
import { anyOf, useRoles } from "../../../officer.ts";
import { Deed } from "../../../pieces/deed.tsx";
import { Empty, Shown } from "../../../pieces/shown.tsx";
import { placeOf, type Held } from "../meeting.ts";
import { ScanPick } from "../scan.tsx";
import { signedAbout } from "../signed.ts";
import { ConfirmActing } from "./confirm.tsx";
import { electorOf } from "./elector.ts";
import { named } from "./marks.ts";
import { options } from "./one.tsx";

/** Electors that passed to others while voting runs, and those who wait for a second signature. */
export function Successions({ of }: { of: Held }) {
  const { t } = useSpeech();
  const roles = useRoles(of.community.community);
  const open = of.meeting.state === "open";
  const all = useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/meetings/{meeting}/successions", { params: placeOf(of) }),
      ),
    [of.meeting.meeting],
  );
  return (
    <>
      <Shown of={all}>
        {(successions) =>
          successions.length === 0 ? (
            <Empty>{t(words.none)}</Empty>
          ) : (
            successions.map((one) => {
              const facts = [
                [t(words.by), t(worded(SUCCESSIONS, one.kind))],
                [t(words.before), one.before.join(t(common.comma))],
                [t(words.after), one.after.join(t(common.comma))],
                [t(words.reason), one.reason],
              ] as const;
              const second = one.confirmed_by === null ? t(words.waits) : t(roleName(one.confirmed_by));
              return (
                <div class="card" key={one.succession}>
                  <Facts facts={[...facts, [t(words.confirm), second]]} />
                  {open && one.confirmed_by === null && (
                    <ConfirmActing
                      of={of}
                      what="successions"
                      digest={one.succession}
                      review={facts}
                      again={all.again}
                    />
                  )}
                </div>
              );
            })
          )
        }
      </Shown>
      {open && anyOf(roles, "secretary", "convener") && <Succeed of={of} again={all.again} />}
    </>
  );
}

const BLANK = { unit: "", by: "", before: "", after: "", evidence: "", reason: "" };

function Succeed({ of, again }: { of: Held; again(): void }) {
  const { t } = useSpeech();
  const [form, change, clear] = useDraft(`succeed ${of.meeting.meeting}`, BLANK);
  return (
    <Deed
      title={t(words.succeed)}
      what={t(words.succeed_what)}
      review={[
        [t(words.unit), form.unit],
        [t(words.by), t(worded(SUCCESSIONS, form.by))],
        [t(words.before), form.before],
        [t(words.after), form.after],
        [t(words.reason), form.reason],
      ]}
      ready={Object.values(form).every((value) => value.trim() !== "")}
      done={t(words.recorded)}
      after={() => {
        clear();
        again();
      }}
      signature={signedAbout(
        of,
        ["secretary", "convener"],
        "succession",
        async () => ({
          elector: await electorOf(of, form.unit),
          by: form.by,
          before: named(form.before),
          after: named(form.after),
          evidence: form.evidence,
          reason: form.reason.trim(),
        }),
        (body) =>
          take(
            api.POST("/api/v1/communities/{community}/meetings/{meeting}/successions", {
              params: placeOf(of),
              body,
              ...JOSE,
            }),
          ),
      )}
    >
      <Field label={t(words.unit)} value={form.unit} change={(unit) => change({ ...form, unit })} />
      <Select
        label={t(words.by)}
        value={form.by}
        change={(by) => change({ ...form, by })}
        options={[{ value: "", label: "–" }, ...options(SUCCESSIONS, t)]}
      />
      <Field label={t(words.before)} value={form.before} change={(before) => change({ ...form, before })} />
      <Field label={t(words.after)} value={form.after} change={(after) => change({ ...form, after })} />
      <Text
        label={t(words.reason)}
        maxLength={2000}
        value={form.reason}
        change={(reason) => change({ ...form, reason })}
      />
      <ScanPick
        label={t(words.evidence)}
        scan={form.evidence}
        taken={(evidence) => change({ ...form, evidence })}
      />
    </Deed>
  );
}
