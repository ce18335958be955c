import type { components } from "../../api/schema.d.ts";
import { Card, Facts } from "../../design/parts.tsx";
import { HEARINGS } from "../../i18n/acts/kinds.ts";
import { recalls as words, recallStates } from "../../i18n/committee.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { worded } from "../../i18n/words.ts";
import { useFormats } from "../within.tsx";
import type { Committee, KnownCommittees } from "./committees.ts";

type Recall = components["schemas"]["RecallView"];

/** Recalls of members: who proposes whose, whether they were heard, and what the assembly said. */
export function Recalls({
  community,
  of,
  known,
}: {
  community: string;
  of: Committee;
  known: KnownCommittees;
}) {
  return (
    <>
      {of.recalls.toReversed().map((recall) => (
        <One key={recall.recall} base={`/c/${community}`} of={recall} name={known.name(recall.member)} />
      ))}
    </>
  );
}

function One({ base, of, name }: { base: string; of: Recall; name: string }) {
  const { t } = useSpeech();
  const { moment, count } = useFormats();
  return (
    <Card title={t(words.title, { name })}>
      <Facts
        facts={[
          [t(words.state), t(worded(recallStates, of.state))],
          [t(words.proposed), moment(of.proposed_at)],
          of.petition === null
            ? [t(words.by), t(words.members, { count: count(of.supporters) })]
            : [t(words.by), <a href={`${base}/petitions/${of.petition}`}>{t(words.petition)}</a>],
          [t(words.hearing), of.hearing === null ? t(words.unheard) : t(worded(HEARINGS, of.hearing))],
          ...(of.meeting === null
            ? []
            : [[t(words.put), <a href={`${base}/meetings/${of.meeting}`}>{t(words.meeting)}</a>] as const]),
          ...(of.decided_at === null ? [] : [[t(words.decided), moment(of.decided_at)] as const]),
        ]}
      />
    </Card>
  );
}
