import type { components } from "../../../../api/schema.d.ts";
import { NOBODY, type Named } from "../named.ts";
import type { Filled } from "../../rights/instructions.ts";

/** A paper that waits for its second reader. */
export type Waiting = components["schemas"]["WaitingReading"];

/** What somebody reads on a mandate, while it is filled in. */
export interface MandateRead {
  principal: Named;
  kind: "owner" | "delegate" | "outside";
  holder: Named;
  /** What somebody who is not in the register is called. */
  outside: string;
  filled: Record<string, Filled>;
}

/** A mandate of which nothing is read yet. */
export const UNREAD: MandateRead = {
  principal: NOBODY,
  kind: "owner",
  holder: NOBODY,
  outside: "",
  filled: {},
};

/** The holder as a mandate names them. */
export function holderOf({ kind, holder, outside }: MandateRead): string {
  return `${kind}:${(kind === "outside" ? outside : holder.owner).trim()}`;
}

/** Whether a reading says whose mandate it is and who holds it. */
export function isRead(read: MandateRead): boolean {
  const { unit, owner } = read.principal;
  return unit.trim() !== "" && owner.trim() !== "" && !holderOf(read).endsWith(":");
}

/** Of readings of the same paper the last, as whoever entered something wrong enters it again; minutes may name several. */
export function latest(all: readonly Waiting[]): Waiting[] {
  return all.filter(
    (one, index) =>
      one.kind === "appointment" ||
      !all.slice(index + 1).some(({ kind, paper }) => kind === one.kind && paper === one.paper),
  );
}
