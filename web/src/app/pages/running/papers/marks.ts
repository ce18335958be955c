/** What somebody read on a paper, while it is filled in. */
export interface Read {
  authenticity: string;
  /** Owners who signed, with spaces between. */
  signed_by: string;
  mandate: string;
  /** By matter; `absent` where the paper does not have it. */
  marks: Readonly<Record<string, string>>;
  /** By matter: what is marked beside each candidate; who is left out has no mark. */
  candidates: Readonly<Record<string, Answers>>;
}

/** What a paper says of each candidate. */
export type Answers = Readonly<Record<string, string>>;

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
    const said = mark === "candidates" ? (read.candidates[matter] ?? {}) : {};
    return [
      {
        matter,
        mark,
        candidates: Object.entries(said).map(([candidate, answer]) => ({ candidate, answer })),
      },
    ];
  });
}

/** The answers with another one for a candidate; nothing takes the candidate out. */
export function marking(said: Answers | undefined, candidate: string, answer: string): Answers {
  const others = Object.entries(said ?? {}).filter(([own]) => own !== candidate);
  return Object.fromEntries(answer === "" ? others : [...others, [candidate, answer]]);
}

/** Names with spaces or commas between. */
export function named(text: string): string[] {
  return text.split(/[\s,，、]+/).filter((one) => one !== "");
}
