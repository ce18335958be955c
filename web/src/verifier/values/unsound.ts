import type { Told } from "../contract.ts";

/** Something that is not as the format or a claim says, told to people. */
export class Unsound extends Error {
  readonly told: Told;

  constructor(told: Told) {
    super(told.en);
    this.told = told;
  }
}

/** Tells that something is not as it should be. */
export function refuse(zh: string, en: string): never {
  throw new Unsound({ zh, en });
}

/** What was wrong, if it was found out here; anything else is a fault of this program and goes on. */
export function toldOf(error: unknown): Told {
  if (error instanceof Unsound) return error.told;
  throw error;
}
