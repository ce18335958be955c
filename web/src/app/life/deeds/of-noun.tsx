import type { components } from "../../../api/schema.d.ts";
import { ACT_WORDS } from "../../../i18n/acts/words.ts";
import type { Community } from "../../within.tsx";
import type { Noun } from "../act.ts";
import { ContestText } from "../contest-text.tsx";
import type { OfficeProps } from "../office.tsx";
import { Deeds } from "./deeds.tsx";
import { TABLES } from "./nouns.ts";
import { REMEDY } from "./tables/remedy.ts";
import { HANDOVER } from "./tables/term.ts";

/** The deeds of officers at one process of a noun, or those that begin one. */
export function NounDeeds<N extends Noun>(props: { noun: N } & OfficeProps<N>) {
  const { noun, community, of, after } = props;
  const process = of === null ? null : (of.process ?? null);
  return (
    <>
      {noun === "contest" && process !== null && (
        <ContestText community={community.community} process={process} />
      )}
      <Deeds
        noun={noun}
        table={TABLES[noun]}
        words={ACT_WORDS[noun]}
        community={community}
        of={of}
        process={process}
        after={after}
      />
    </>
  );
}

/** The deeds of officers at a handover. */
export function HandoverDeeds(props: {
  community: Community;
  of: components["schemas"]["HandoverView"];
  after(): void;
}) {
  return <Deeds noun="term" table={HANDOVER} words={ACT_WORDS.term} process={props.of.process} {...props} />;
}

/** The deeds of officers that follow from an objection to a result. */
export function RemedyDeeds(props: {
  community: Community;
  of: components["schemas"]["RemedyView"];
  after(): void;
}) {
  return (
    <Deeds noun="contest" table={REMEDY} words={ACT_WORDS.contest} process={props.of.process} {...props} />
  );
}
