import type { ComponentChildren } from "preact";
import { api, take } from "../../api/client.ts";
import { useLoad } from "../../api/load.ts";
import type { components } from "../../api/schema.d.ts";
import { Card, Facts } from "../../design/parts.tsx";
import { HANDOVER_GROUNDS, ITEM_KINDS, LEFT_SEAT, SIDES } from "../../i18n/acts/kinds.ts";
import { LIFE_STATES } from "../../i18n/acts/nouns.ts";
import { handovers as words, punctuality } from "../../i18n/committee.ts";
import { common } from "../../i18n/common.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { worded } from "../../i18n/words.ts";
import { useCommittees } from "./committees.ts";
import { DocumentOf, WithArchive } from "./document.tsx";
import { OfficeHandover, OutgoingHandover } from "./office.tsx";
import { Empty, Shown } from "../pieces/shown.tsx";
import { useFormats, type Community } from "../within.tsx";

type Handover = components["schemas"]["HandoverView"];

/** Every handover: who hands what to whom, what was taken, and what is missing. */
export function Handovers({ community }: { community: Community }) {
  const { community: id } = community;
  const all = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/handovers", { params: { path: { community: id } } })),
    [id],
  );
  return (
    <WithArchive community={id}>
      <Shown of={all}>
        {(list) => (
          <>
            {list.length === 0 && <Empty />}
            {list.toReversed().map((of) => (
              <One key={of.process} community={community} of={of} after={all.again} />
            ))}
          </>
        )}
      </Shown>
    </WithArchive>
  );
}

function One(props: { community: Community; of: Handover; after(): void }) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  const { community, of } = props;
  const known = useCommittees(community.community);
  const side = (side: string) => t(side === "seat" ? words.seat : worded(SIDES, side));
  const giver = () => {
    const name = of.giver.side === "seat" ? known.data?.ofGrant(of.giver.grant) : null;
    return name == null ? side(of.giver.side) : t(LEFT_SEAT, { name });
  };
  const list = (name: string, items: readonly string[]): [string, ComponentChildren][] =>
    items.length === 0 ? [] : [[name, items.join(t(common.comma))]];
  const when = (name: string, at: string | null): [string, ComponentChildren][] =>
    at === null ? [] : [[name, moment(at)]];
  return (
    <Card title={t(worded(LIFE_STATES, of.state))}>
      <Facts
        facts={[
          [t(words.giver), giver()],
          [t(words.taker), side(of.taker.side)],
          ...when(t(words.due), of.until),
          [t(words.in_time), t(worded(punctuality, of.standing))],
          ...list(
            t(words.items),
            of.items.map(({ title, taken_at }) =>
              t(taken_at === null ? words.waits : words.taken, { title }),
            ),
          ),
          ...list(
            t(words.missed),
            of.missed.map(({ title, settled_at }) =>
              settled_at === null ? title : t(words.settled, { title }),
            ),
          ),
          ...list(
            t(words.lacking),
            of.lacking.map((kind) => t(worded(ITEM_KINDS, kind))),
          ),
          ...of.orders.map(
            ({ ground, at }) =>
              [t(words.ordered), `${moment(at)} · ${t(worded(HANDOVER_GROUNDS, ground))}`] as const,
          ),
          ...of.audit_reports.map(
            ({ document }) =>
              [t(words.audit), <DocumentOf community={community.community} sha256={document} />] as const,
          ),
          ...when(t(words.completed), of.completed_at),
        ]}
      />
      <OfficeHandover {...props} />
      <OutgoingHandover {...props} />
    </Card>
  );
}
