import type { components } from "../../../api/schema.d.ts";
import { ACT_WORDS } from "../../../i18n/acts/words.ts";
import type { Community } from "../../within.tsx";
import type { Noun } from "../act.ts";
import type { OfficeProps } from "../office.tsx";
import { Deeds } from "./deeds.tsx";
import { TABLES } from "./nouns.ts";
import { HANDOVER } from "./tables/term.ts";

/** The deeds of officers at one process of a noun, or those that begin one. */
export function NounDeeds<N extends Noun>(props: { noun: N } & OfficeProps<N>) {
  const { noun, community, of, after } = props;
  const process = of === null ? null : (of.process ?? null);
  return (
    <Deeds
      noun={noun}
      table={TABLES[noun]}
      words={ACT_WORDS[noun]}
      community={community}
      of={of}
      process={process}
      after={after}
    />
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
