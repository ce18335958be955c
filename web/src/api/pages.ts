/** A page of a long list. */
interface Page<T> {
  items: T[];
  next?: string | null;
}

/** All pages of a list, one after the other. */
export async function everyPage<T>(read: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    all.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return all;
}

/** Asks for the page at a cursor, the first one without. */
export function from(cursor: string | undefined, limit: number): { limit: number; cursor?: string } {
  return cursor === undefined ? { limit } : { limit, cursor };
}
