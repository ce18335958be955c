/** What a bar shows: a part of a whole, and the line it is held against. */
export interface Scale {
  readonly part: number;
  readonly whole: number;
  readonly line: number;
}

/**
 * Both sides of an inequality on one scale, in thousandths of it. The sides are exact decimals; what is drawn is cut to the
 * thousandth, so that a part below its line is never drawn upon it.
 */
export function scaled(left: string, right: string): Scale {
  const [part, line] = alike(left, right);
  const whole = (part > line ? part : line) || 1n;
  // A tenth of free room beyond the longer side shows that the bar ends there.
  const room = whole + whole / 10n + 1n;
  const at = (value: bigint) => Number((value * 1000n) / room);
  const drawn = { part: at(part), line: at(line), whole: 1000 };
  return part < line && drawn.part === drawn.line ? { ...drawn, part: drawn.part - 1 } : drawn;
}

/** A part and a line of a whole that is known, in thousandths of it. */
export function ofWhole(part: string, line: string, whole: string): Scale {
  const [p, l, w] = alike(part, line, whole);
  if (w === 0n) return { part: 0, line: 0, whole: 1000 };
  const at = (value: bigint) => Number((value * 1000n) / w);
  return p < l && at(p) === at(l)
    ? { part: at(l) - 1, line: at(l), whole: 1000 }
    : { part: at(p), line: at(l), whole: 1000 };
}

/** Exact decimals and fractions as integers of one common unit. */
export function alike<const Values extends readonly string[]>(
  ...values: Values
): { [index in keyof Values]: bigint } {
  const fractions = values.map(fraction);
  const common = fractions.reduce((product, { of }) => product * of, 1n);
  return fractions.map(({ have, of }) => (have * common) / of) as { [index in keyof Values]: bigint };
}

/** `12.5` or `25/2`, as a fraction. */
function fraction(value: string): { have: bigint; of: bigint } {
  const [above = "0", below] = value.split("/");
  if (below !== undefined) return { have: BigInt(above.trim()), of: BigInt(below.trim()) };
  const [whole = "0", decimals = ""] = above.split(".");
  return { have: BigInt(whole + decimals), of: 10n ** BigInt(decimals.length) };
}
