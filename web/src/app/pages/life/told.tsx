import type { ComponentChildren } from "preact";
import { useLoad } from "../../../api/load.ts";
import { Actions, ButtonLink, Card, Facts } from "../../../design/parts.tsx";
import { LIFE_STATES, NOUNS } from "../../../i18n/acts/nouns.ts";
import { callStates, candidates } from "../../../i18n/candidates.ts";
import { committee as words, handovers } from "../../../i18n/committee.ts";
import { exitAudit } from "../../../i18n/formations.ts";
import { evaluations, evaluationStates } from "../../../i18n/evaluations.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded, type Sentence } from "../../../i18n/words.ts";
import { ArchivedFile, DocumentOf, WithArchive } from "../../life/document.tsx";
import { LISTS } from "../../life/lists.ts";
import { OfficeDeeds, type Views } from "../../life/office.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { useFormats, type Community } from "../../within.tsx";
import { AskAudit } from "./ask-audit.tsx";
import { useTookPart } from "../evaluations/totals.tsx";

/** What the page about the committee tells of, besides the committee. */
export type Told = "archive" | "candidacy" | "contract" | "evaluation" | "seal_use" | "sitting" | "term";

type Rows = readonly (readonly [string, ComponentChildren])[];

/** What states are called where a noun has words of its own. */
const STATES: Partial<Record<Told, Readonly<Record<string, Sentence>>>> = {
  candidacy: callStates,
  evaluation: evaluationStates,
};

/** Every process of a noun, to read; officers find their deeds beside. */
export function Life<N extends Told>({ noun, community }: { noun: N; community: Community }) {
  const { t } = useSpeech();
  const rows = useRows(community.community);
  const all = useLoad<Views[N][]>(() => LISTS[noun](community.community), [noun, community.community]);
  return (
    <WithArchive community={community.community}>
      <Shown of={all}>
        {(list) => (
          <>
            {list.length === 0 && <Empty />}
            {list.toReversed().map((of, index) => (
              <Card key={of.process ?? index} title={"title" in of ? of.title : t(NOUNS[noun])}>
                <Facts
                  facts={[[t(words.state), t(worded(STATES[noun] ?? LIFE_STATES, of.state))], ...rows(of)]}
                />
                <Way to={wayTo(community.community, of)} />
                {"audit_requests" in of && of.process != null && (
                  <AskAudit community={community} process={of.process} after={all.again} />
                )}
                <OfficeDeeds noun={noun} community={community} of={of} after={all.again} />
              </Card>
            ))}
          </>
        )}
      </Shown>
    </WithArchive>
  );
}

function Way({ to }: { to: { href: string; name: Sentence } | null }) {
  const { t } = useSpeech();
  if (to === null) return null;
  return (
    <Actions>
      <ButtonLink href={to.href}>{t(to.name)}</ButtonLink>
    </Actions>
  );
}

/** The page on which owners do what there is to do; null where everything stands here. */
function wayTo(community: string, of: Views[Told]): { href: string; name: Sentence } | null {
  const base = `/c/${community}`;
  if ("candidacies" in of) return { href: `${base}/candidacies/${of.process}`, name: candidates.go };
  if ("questions" in of) return { href: `${base}/evaluations/${of.process}`, name: evaluations.go };
  return null;
}

/** What is told of a process, by what it has. */
function useRows(community: string): (of: Views[Told]) => Rows {
  const { t } = useSpeech();
  const { moment, day, count } = useFormats();
  const tookPart = useTookPart();
  return (of) => {
    if ("questions" in of)
      return [
        [t(words.until), moment(of.closes_at)],
        [t(words.items), of.questions.map(({ text }) => text).join(" · ")],
        ...(of.totals === null ? [] : [[t(evaluations.took_part), tookPart(of.totals)] as const]),
      ];
    if ("candidacies" in of)
      return [
        [t(words.seats), count(of.seats)],
        [t(words.named_until), moment(of.named_until)],
        [t(words.candidates), count(of.candidacies.length)],
      ];
    if ("class" in of)
      return [
        [t(words.entered), day(of.entered_at)],
        [t(words.document), <ArchivedFile community={community} of={of} />],
      ];
    if ("seal" in of)
      return [
        [t(words.from), moment(of.requested_at)],
        ...(of.used == null ? [] : [[t(words.number), String(of.used.number)] as const]),
        [t(words.document), <DocumentOf community={community} sha256={of.document} />],
      ];
    if ("items" in of)
      return [
        ...(of.called == null
          ? []
          : [
              [t(words.from), moment(of.called.begins_at)] as const,
              [t(words.place), of.called.place] as const,
            ]),
        ...of.items.map(
          ({ title, decision }) =>
            [t(words.items), decision == null ? title : `${title} (${t(words.decided)})`] as const,
        ),
      ];
    if ("ends_at" in of)
      return [
        [t(words.until), day(of.ends_at)],
        ...(of.audit_requests.length === 0
          ? []
          : [[t(exitAudit.asked), count(of.audit_requests.length)] as const]),
        ...of.audit_reports.map(
          ({ document }) =>
            [t(handovers.audit), <DocumentOf community={community} sha256={document} />] as const,
        ),
      ];
    return [
      [t(words.from), day(of.from)],
      [t(words.until), day(of.until)],
      [t(words.document), <DocumentOf community={community} sha256={of.document} />],
    ];
  };
}
