import type { Noun } from "../act.ts";
import type { Views } from "../office.tsx";
import type { AnySpec } from "./spec.ts";
import { ARCHIVE } from "./tables/archive.ts";
import { CANDIDACY } from "./tables/candidacy.ts";
import { COMMITTEE } from "./tables/committee.ts";
import { CONTEST } from "./tables/contest.ts";
import { CONTRACT } from "./tables/contract.ts";
import { EVALUATION } from "./tables/evaluation.ts";
import { FORMATION } from "./tables/formation.ts";
import { PETITION } from "./tables/petition.ts";
import { SEAL_USE } from "./tables/seal-use.ts";
import { SITTING } from "./tables/sitting.ts";
import { TERM } from "./tables/term.ts";

/** The deeds of officers, by noun. */
export const TABLES: { readonly [N in Noun]: Readonly<Record<string, AnySpec<Views[N]> | null>> } = {
  archive: ARCHIVE,
  candidacy: CANDIDACY,
  committee: COMMITTEE,
  contest: CONTEST,
  contract: CONTRACT,
  evaluation: EVALUATION,
  formation: FORMATION,
  petition: PETITION,
  seal_use: SEAL_USE,
  sitting: SITTING,
  term: TERM,
};
