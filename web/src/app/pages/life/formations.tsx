import { useState } from "preact/hooks";
import { useLoad } from "../../../api/load.ts";
import { Field } from "../../../design/forms.tsx";
import { Meter } from "../../../design/meter.tsx";
import { Actions, Card, Facts } from "../../../design/parts.tsx";
import { DRAFTS } from "../../../i18n/acts/kinds.ts";
import { LIFE_STATES } from "../../../i18n/acts/nouns.ts";
import { common } from "../../../i18n/common.ts";
import { formations as words, missingParts } from "../../../i18n/formations.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { instantAt } from "../../../i18n/zones.ts";
import { DocumentOf, WithArchive } from "../../life/document.tsx";
import { LISTS } from "../../life/lists.ts";
import { OfficeDeeds, type Views } from "../../life/office.tsx";
import { latestRegister } from "../../life/register.ts";
import { signatureOf } from "../../life/signature.ts";
import { useRoles } from "../../officer.ts";
import { AskToSign } from "../../pieces/ask.tsx";
import { Deed } from "../../pieces/deed.tsx";
import { Shown } from "../../pieces/shown.tsx";
import { useFormats, type Community } from "../../within.tsx";

type Formation = Views["formation"];

interface One {
  community: Community;
  of: Formation;
  after(): void;
}

/** How the first assembly is formed, and how owners apply for it and join. */
export function Formations({ community }: { community: Community }) {
  const { t } = useSpeech();
  const { community: id } = community;
  const owner = useRoles(id).has("owner");
  const all = useLoad(() => LISTS.formation(id), [id]);
  return (
    <WithArchive community={id}>
      <p>{t(words.intro)}</p>
      <Shown of={all}>
        {(list) => (
          <>
            {list.toReversed().map((of) => (
              <Told key={of.process} community={community} of={of} after={all.again} />
            ))}
            {owner && list.every(({ state }) => state === "abandoned") && (
              <Apply community={community} after={all.again} />
            )}
            <OfficeDeeds noun="formation" community={community} of={null} after={all.again} />
          </>
        )}
      </Shown>
    </WithArchive>
  );
}

function Told({ community, of, after }: One) {
  const { t } = useSpeech();
  const { moment, count, area } = useFormats();
  const { application } = of;
  const { community: id } = community;
  const who = t(words.of, {
    heads: count(application.heads),
    heads_all: count(application.heads_all),
    area: area(application.area),
    area_all: area(application.area_all),
  });
  return (
    <Card title={t(worded(LIFE_STATES, of.state))}>
      <Facts
        facts={[
          [t(words.applied), moment(application.at)],
          [
            t(words.application),
            <>
              {who}
              <Meter part={application.heads} whole={application.heads_all} label={who} />
              <strong>{t(application.complete_at === null ? words.not_enough : words.enough)}</strong>
            </>,
          ],
          ...(of.exists_from === null ? [] : [[t(words.exists), moment(of.exists_from)] as const]),
          ...of.drafts.map(
            ({ text, version, document }) =>
              [
                t(words.drafts),
                <>
                  {t(words.version, { text: t(worded(DRAFTS, text)), version })}{" "}
                  <DocumentOf community={id} sha256={document} />
                </>,
              ] as const,
          ),
          ...(of.missing.length === 0
            ? []
            : [
                [
                  t(words.missing),
                  of.missing.map(({ code }) => t(worded(missingParts, code))).join(t(common.comma)),
                ] as const,
              ]),
          ...(of.meeting === null || (of.state !== "called" && of.state !== "adopted")
            ? []
            : [[t(words.meeting), <a href={`/c/${id}/meetings/${of.meeting}`}>{t(words.open)}</a>] as const]),
        ]}
      />
      <Join community={community} of={of} after={after} />
      <OfficeDeeds noun="formation" community={community} of={of} after={after} />
    </Card>
  );
}

function Join({ community, of, after }: One) {
  const { t } = useSpeech();
  const owner = useRoles(community.community).has("owner");
  if (!owner || of.state !== "applied") return null;
  return (
    <>
      <p>{t(words.join_who)}</p>
      <Actions>
        <AskToSign
          title={t(words.join)}
          sure={t(words.join_sure)}
          primary
          signature={signatureOf(community, {
            noun: "formation",
            roles: ["owner"],
            process: of.process,
            deed: () => ({ formation: { did: "join" } }),
          })}
          after={after}
        />
      </Actions>
    </>
  );
}

function Apply({ community, after }: { community: Community; after(): void }) {
  const { t } = useSpeech();
  const { date } = useFormats();
  const [process] = useState(() => crypto.randomUUID());
  const [delivered, setDelivered] = useState("");
  return (
    <Deed
      title={t(words.apply)}
      what={t(words.apply_what)}
      review={delivered === "" ? [] : [[t(words.delivered), date(delivered)]]}
      sure={t(words.apply_sure)}
      done={t(words.done)}
      signature={signatureOf(community, {
        noun: "formation",
        roles: ["owner"],
        process,
        deed: async () => ({
          formation: {
            did: "apply",
            register: await latestRegister(community.community),
            first_delivered_at:
              delivered === "" ? null : instantAt(`${delivered}T00:00`, community.time_zone),
          },
        }),
      })}
      after={after}
    >
      <Field label={t(words.delivered)} type="date" value={delivered} change={setDelivered} />
    </Deed>
  );
}
