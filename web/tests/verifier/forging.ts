/** A note whose last signature has another letter near its end. */
export function forged(note: string): string {
  return note.replace(
    /(.)(.{20}\n*)$/,
    (_, letter: string, rest: string) => (letter === "A" ? "B" : "A") + rest,
  );
}
