import { useLocation } from "preact-iso";
import { api, take } from "../../../api/client.ts";
import { Choices, Field, Select } from "../../../design/forms.tsx";
import { Actions, Button, Card } from "../../../design/parts.tsx";
import { useDraft } from "../../../device/drafts.ts";
import { drafting as words } from "../../../i18n/drafting.ts";
import { asked } from "../../../i18n/law.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { meetingKinds } from "../../../i18n/states.ts";
import { dayAt, instantAt } from "../../../i18n/zones.ts";
import { emptyMatter, type Draft, type Pack } from "../../office/drafting.ts";
import { kindsOf, usePack, usePacks } from "../../office/packs.ts";
import { useAct } from "../../pieces/act.tsx";
import { Page } from "../../pieces/page.tsx";
import { Shown } from "../../pieces/shown.tsx";
import { SignedIn, useCommunity, type Community } from "../../within.tsx";

/** What a draft begins under until somebody chooses another law. */
const USUAL_PACK = "cn_civil_code_2021";

/** Days from today to the opening, and from there to the close, that are proposed at first; nobody is held to them. */
const PROPOSED = { opens: 30, closes: 14 };

const DAY = 86_400_000;

interface Beginning {
  pack: string;
  matter: string;
  title: string;
  kind: Draft["kind"];
  called_by: string;
  /** Makes a repetition of the same request safe. */
  once: string;
}

/** Begins a meeting with the question what is to be decided. */
export function NewMeeting({ community }: { community: string }) {
  const { t } = useSpeech();
  const read = useCommunity(community);
  return (
    <Page title={t(words.title_new)}>
      <SignedIn>
        <p>{t(words.intro)}</p>
        <Shown of={read}>{(community) => <Begin community={community} />}</Shown>
      </SignedIn>
    </Page>
  );
}

function Begin({ community }: { community: Community }) {
  const { t } = useSpeech();
  const id = community.community;
  const [form, change, clear] = useDraft<Beginning>(`new-meeting:${id}`, {
    pack: USUAL_PACK,
    matter: "",
    title: "",
    kind: "regular",
    called_by: "",
    once: crypto.randomUUID(),
  });
  const packs = usePacks();
  const pack = usePack(form.pack);
  const act = useAct();
  const { route } = useLocation();
  const begin = (pack: Pack) =>
    act.run(async () => {
      const params = { path: { community: id }, header: { "Idempotency-Key": form.once } };
      const body = firstDraft(form, pack, community.time_zone);
      const { meeting } = await take(api.POST("/api/v1/communities/{community}/meetings", { params, body }));
      clear();
      route(`/c/${id}/office/meetings/${meeting}/draft#matters`);
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (pack.data !== undefined) void begin(pack.data);
      }}
    >
      <Card>
        <Shown of={pack}>
          {(pack) => (
            <Choices
              legend={t(words.what)}
              name="matter-kind"
              value={form.matter}
              options={kindsOf(pack).map(({ matter, asks }) => ({
                value: matter.kind,
                label: t(matter.title),
                hint: asks?.requires.map((own) => t(asked(own))).join(" "),
              }))}
              change={(matter) => change({ ...form, matter })}
            />
          )}
        </Shown>
        <Shown of={packs}>
          {(packs) => (
            <Select
              label={t(words.pack)}
              hint={t(words.pack_hint)}
              value={form.pack}
              options={packs.map(({ id, title }) => ({ value: id, label: t(title) }))}
              change={(pack) => change({ ...form, pack, matter: "" })}
            />
          )}
        </Shown>
      </Card>
      <Card>
        <Field
          label={t(words.name)}
          hint={t(words.name_hint)}
          value={form.title}
          maxLength={200}
          required
          change={(title) => change({ ...form, title })}
        />
        <Field
          label={t(words.called_by)}
          hint={t(words.called_by_hint)}
          value={form.called_by}
          maxLength={200}
          required
          change={(called_by) => change({ ...form, called_by })}
        />
        <Choices
          legend={t(words.kind)}
          name="meeting-kind"
          value={form.kind}
          options={KINDS.map((kind) => ({ value: kind, label: t(meetingKinds[kind]) }))}
          change={(value) => change({ ...form, kind: KINDS.find((kind) => kind === value) ?? form.kind })}
        />
      </Card>
      {act.outcome}
      <Actions>
        <Button
          kind="primary"
          type="submit"
          disabled={act.busy || form.matter === "" || pack.data === undefined}
        >
          {t(words.begin)}
        </Button>
      </Actions>
    </form>
  );
}

/** Every kind of meeting. */
const KINDS = ["regular", "extraordinary", "inaugural"] as const satisfies readonly Draft["kind"][];

function firstDraft(form: Beginning, pack: Pack, zone: string): Draft {
  const at = (days: number, hour: string) => {
    const day = dayAt(new Date(Date.now() + days * DAY).toISOString(), zone);
    return instantAt(`${day}T${hour}`, zone);
  };
  const election = pack.matters.find(({ kind }) => kind === form.matter)?.decides === "election";
  return {
    title: form.title.trim(),
    kind: form.kind,
    called_by: form.called_by.trim(),
    opens_at: at(PROPOSED.opens, "09:00"),
    closes_at: at(PROPOSED.opens + PROPOSED.closes, "18:00"),
    objection_days: 15,
    mode: "named",
    rule_pack: form.pack,
    switches: {},
    matters: [emptyMatter(form.matter, election, [])],
    notice: {},
  };
}
