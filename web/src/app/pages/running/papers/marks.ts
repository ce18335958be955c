/** What somebody read on a paper, while it is filled in. */
export interface Read {
  authenticity: string;
  /** Owners who signed, with spaces between. */
  signed_by: string;
  mandate: string;
  /** By matter; `absent` where the paper does not have it. */
  marks: Readonly<Record<string, string>>;
  /** By matter: the candidates that are marked. */
  candidates: Readonly<Record<string, readonly string[]>>;
}

interface Matter {
  readonly matter: string;
}

interface Mark {
  matter: string;
  mark: string;
  candidates: { candidate: string; answer: string }[];
}

/** The marks of a paper, one for each matter on it. */
export function marksOf(read: Read, matters: readonly Matter[]): Mark[] {
  return matters.flatMap(({ matter }) => {
    const mark = read.marks[matter] ?? "";
    if (mark === "" || mark === "absent") return [];
    const chosen = mark === "candidates" ? (read.candidates[matter] ?? []) : [];
    return [{ matter, mark, candidates: chosen.map((candidate) => ({ candidate, answer: "for" })) }];
  });
}

/** Names with spaces or commas between. */
export function named(text: string): string[] {
  return text.split(/[\s,，、]+/).filter((one) => one !== "");
}
