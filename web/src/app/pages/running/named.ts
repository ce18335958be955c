/** An owner as an officer enters them. */
export interface Named {
  unit: string;
  /** As the register names them. */
  owner: string;
  /** What they are called, where the register was asked. */
  name: string;
}

/** Nobody entered yet. */
export const NOBODY: Named = { unit: "", owner: "", name: "" };

/** An owner in a review: by name where it is known, and always by number. */
export function called({ owner, name }: Named): string {
  return name === "" ? owner : `${name} (${owner})`;
}
