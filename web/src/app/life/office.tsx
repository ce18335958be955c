import { useLoad } from "../../api/load.ts";
import type { components } from "../../api/schema.d.ts";
import { committee as words, handovers } from "../../i18n/committee.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { Opened } from "../pieces/opened.tsx";
import { Shown } from "../pieces/shown.tsx";
import { useRoles } from "../officer.ts";
import type { Community } from "../within.tsx";
import type { Noun } from "./act.ts";

type Schemas = components["schemas"];

/** How each noun is shown. */
export interface Views {
  archive: Schemas["ArchiveView"];
  candidacy: Schemas["SlateView"];
  committee: Schemas["CommitteeView"];
  contest: Schemas["ContestView"];
  contract: Schemas["ContractView"];
  evaluation: Schemas["EvaluationView"];
  formation: Schemas["FormationView"];
  petition: Schemas["PetitionView"];
  seal_use: Schemas["SealUseView"];
  sitting: Schemas["SittingView"];
  term: Schemas["TermView"];
}

/** What officers are shown beside a process, or where a new one is opened. */
export interface OfficeProps<N extends Noun> {
  community: Community;
  /** The process as it stands; null where a new one is opened. */
  of: Views[N] | null;
  /** What is read again afterwards. */
  after(): void;
}

/** The deeds of officers at a process; owners are shown nothing, and do not load them. */
export function OfficeDeeds<N extends Noun>(props: { noun: N } & OfficeProps<N>) {
  const deeds = useDeeds(props.community);
  return deeds.data == null ? null : <deeds.data.NounDeeds {...props} />;
}

/** What the owners who were elected do, where somebody was and did not take the seat; whoever has an office finds it above. */
export function ElectedDeeds(props: OfficeProps<"committee">) {
  const { t } = useSpeech();
  const officer = useOfficer(props.community);
  const waits = props.of?.members.some(({ standing }) => standing === "called" || standing === "alternate");
  if (officer || waits !== true) return null;
  return (
    <Opened summary={t(words.elected)}>
      {() => (
        <>
          <p>{t(words.elected_what)}</p>
          <Elected {...props} />
        </>
      )}
    </Opened>
  );
}

function Elected(props: OfficeProps<"committee">) {
  const deeds = useLoad(() => import("./deeds/of-noun.tsx"), []);
  return <Shown of={deeds}>{({ NounDeeds }) => <NounDeeds noun="committee" {...props} />}</Shown>;
}

interface HandoverProps {
  community: Community;
  of: Schemas["HandoverView"];
  after(): void;
}

/** The same at a handover. */
export function OfficeHandover(props: HandoverProps) {
  const deeds = useDeeds(props.community);
  return deeds.data == null ? null : <deeds.data.HandoverDeeds {...props} />;
}

/** What the owners sign whose office is over, where it is they who hand over; whoever has an office finds it above. */
export function OutgoingHandover(props: HandoverProps) {
  const { t } = useSpeech();
  const officer = useOfficer(props.community);
  const { giver, state } = props.of;
  const left = giver.side === "seat" || giver.side === "committee";
  if (officer || !left || state === "complete") return null;
  return (
    <Opened summary={t(handovers.outgoing)}>
      {() => (
        <>
          <p>{t(handovers.outgoing_what)}</p>
          <Outgoing {...props} />
        </>
      )}
    </Opened>
  );
}

function Outgoing(props: HandoverProps) {
  const deeds = useLoad(() => import("./deeds/of-noun.tsx"), []);
  return <Shown of={deeds}>{({ HandoverDeeds }) => <HandoverDeeds {...props} />}</Shown>;
}

/** The same at what follows from an objection to a result. */
export function OfficeRemedy(props: { community: Community; of: Schemas["RemedyView"]; after(): void }) {
  const deeds = useDeeds(props.community);
  return deeds.data == null ? null : <deeds.data.RemedyDeeds {...props} />;
}

/** The forms of deeds, loaded for those alone who have an office. */
function useDeeds(community: Community) {
  const officer = useOfficer(community);
  return useLoad(async () => (officer ? await import("./deeds/of-noun.tsx") : null), [officer]);
}

/** Whether the user has an office in a community. */
export function useOfficer({ community }: Community): boolean {
  return [...useRoles(community)].some((role) => role !== "owner");
}
