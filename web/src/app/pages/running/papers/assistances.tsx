import { api, JOSE, take } from "../../../../api/client.ts";
import { useLoad } from "../../../../api/load.ts";
import { Choices } from "../../../../design/forms.tsx";
import { useDraft } from "../../../../device/drafts.ts";
import { papers as words } from "../../../../i18n/papers.ts";
import { roleName } from "../../../../i18n/roles.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { anyOf, useRoles } from "../../../officer.ts";
import { Deed } from "../../../pieces/deed.tsx";
import { Empty, Shown } from "../../../pieces/shown.tsx";
import { placeOf, type Held } from "../meeting.ts";
import { called, NOBODY } from "../named.ts";
import { signedAbout } from "../signed.ts";
import { ConfirmActing } from "./confirm.tsx";
import { electorOf } from "./elector.ts";
import { WhoIsHelped } from "./helped.tsx";

/** Help with votes: who gave it, who confirmed it, and whether a ballot was cast with it. */
export function Assistances({ of }: { of: Held }) {
  const { t } = useSpeech();
  const roles = useRoles(of.community.community);
  const open = of.meeting.state === "open";
  const all = useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/meetings/{meeting}/assistances", { params: placeOf(of) }),
      ),
    [of.meeting.meeting],
  );
  return (
    <>
      <Shown of={all}>
        {(assistances) =>
          assistances.length === 0 ? (
            <Empty>{t(words.none)}</Empty>
          ) : (
            <ul class="list">
              {assistances.map((one) => (
                <li key={one.assistance} class="card">
                  {one.unit} · {t(one.place === "door" ? words.door : words.desk)} · {t(roleName(one.by))} ·{" "}
                  {one.confirmed_by === null ? t(words.waits) : t(roleName(one.confirmed_by))} ·{" "}
                  {t(one.voted ? words.voted : words.not_voted)}
                  {open && one.confirmed_by === null && (
                    <ConfirmActing
                      of={of}
                      what="assistances"
                      digest={one.assistance}
                      review={[
                        [t(words.unit), one.unit],
                        [t(words.place), t(one.place === "door" ? words.door : words.desk)],
                      ]}
                      again={all.again}
                    />
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      {open && anyOf(roles, "secretary", "convener") && <Assist of={of} again={all.again} />}
    </>
  );
}

const BLANK = { ...NOBODY, key: "", place: "desk" };

function Assist({ of, again }: { of: Held; again(): void }) {
  const { t } = useSpeech();
  const [form, change, clear] = useDraft(`assist ${of.meeting.meeting}`, BLANK);
  return (
    <Deed
      title={t(words.assist)}
      what={t(words.assist_what)}
      review={[
        [t(words.unit), form.unit],
        [t(words.owner), called(form)],
        [t(words.key), <span class="code">{form.key}</span>],
        [t(words.place), t(form.place === "door" ? words.door : words.desk)],
      ]}
      ready={form.unit.trim() !== "" && form.owner.trim() !== "" && form.key.trim() !== ""}
      done={t(words.recorded)}
      after={() => {
        clear();
        again();
      }}
      signature={signedAbout(
        of,
        ["secretary", "convener"],
        "assistance",
        async () => ({
          elector: await electorOf(of, form.unit),
          owner: form.owner.trim(),
          key: form.key.trim(),
          place: form.place,
        }),
        (body) =>
          take(
            api.POST("/api/v1/communities/{community}/meetings/{meeting}/assistances", {
              params: placeOf(of),
              body,
              ...JOSE,
            }),
          ),
      )}
    >
      <WhoIsHelped community={of.community.community} form={form} change={change} />
      <Choices
        legend={t(words.place)}
        name="place"
        value={form.place}
        change={(place) => change({ ...form, place })}
        options={[
          { value: "desk", label: t(words.desk) },
          { value: "door", label: t(words.door) },
        ]}
      />
    </Deed>
  );
}
