import { Facts } from "../../../../design/parts.tsx";
import { drafting as words } from "../../../../i18n/drafting.ts";
import { CHANNELS, UNIT_KINDS } from "../../../../i18n/law.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { meetingKinds } from "../../../../i18n/states.ts";
import { SWITCHES } from "../../../../i18n/switches.ts";
import { worded } from "../../../../i18n/words.ts";
import type { Draft, Matter, Pack } from "../../../office/drafting.ts";
import type { Community } from "../../../within.tsx";
import { Needs } from "./needs.tsx";

/** What the notice will say, in its order, as far as the convener says it. */
export function NoticePreview({
  community,
  draft,
  pack,
}: {
  community: Community;
  draft: Draft;
  pack: Pack;
}) {
  const { t, formats } = useSpeech();
  const { moment } = formats(community.time_zone);
  const own = draft.notice ?? {};
  const silence = draft.switches?.non_voter;
  const more: (readonly [string, string])[] = (["online", "paper", "proxy"] as const).flatMap((name) =>
    own[name] == null ? [] : [[t(words[name]), own[name]] as const],
  );
  return (
    <>
      <Facts
        facts={[
          [t(words.name), draft.title || t(words.empty_title)],
          [t(words.kind), t(meetingKinds[draft.kind])],
          [t(words.called_by), draft.called_by],
          [t(words.opens), moment(draft.opens_at)],
          [t(words.closes), moment(draft.closes_at)],
          ...(own.place == null ? [] : [[t(words.place), own.place] as const]),
          ...(own.contact == null ? [] : [[t(words.contact), own.contact] as const]),
          ...(draft.online_channel == null
            ? []
            : [[t(words.channel), t(worded(CHANNELS, draft.online_channel))] as const]),
        ]}
      />
      {draft.matters.map((matter, index) => (
        <section key={matter.matter}>
          <h3>
            {t(words.matter_n, { n: index + 1 })} {matter.title || t(words.empty_title)}
          </h3>
          <p class="text">{matter.text}</p>
          <Electorate of={matter} />
          {(matter.candidates ?? []).length > 0 && (
            <>
              <p>
                {t(words.seats)}: {matter.seats ?? "–"}
              </p>
              <ol>
                {matter.candidates?.map(({ candidate, name }) => (
                  <li key={candidate}>{name}</li>
                ))}
              </ol>
            </>
          )}
          <h4>{t(words.preview_rule)}</h4>
          <Needs pack={pack} kind={matter.kind} />
        </section>
      ))}
      <Facts
        facts={[
          ...(silence === undefined
            ? []
            : [[t(words.silence), t(worded(SWITCHES.non_voter.values, silence))] as const]),
          ...more,
          [t(words.objection_days), String(draft.objection_days)],
          ...(own.attachments ?? []).map(
            ({ title, file_name }) => [t(words.attachments), `${title} (${file_name})`] as const,
          ),
        ]}
      />
    </>
  );
}

function Electorate({ of: { electorate } }: { of: Matter }) {
  const { t } = useSpeech();
  const { buildings, entrances, units, floors, unit_kinds } = electorate;
  const parts = [
    ...(buildings ?? []).map((name) => `${t(words.buildings)} ${name}`),
    ...(entrances ?? []).map(({ building, entrance }) => `${building}/${entrance}`),
    ...(units ?? []),
    ...(floors == null ? [] : [`${t(words.floors)} ${floors.lowest}–${floors.highest}`]),
    ...(unit_kinds ?? []).map((kind) => t(worded(UNIT_KINDS, kind))),
  ];
  return (
    <p>
      {t(words.electorate)}: {parts.length === 0 ? t(words.everybody) : parts.join(", ")}
    </p>
  );
}
