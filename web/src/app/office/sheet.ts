import type { components } from "../../api/schema.d.ts";

/** What is wrong with one place of a table. */
export type Mistake = components["schemas"]["MistakeDocument"];

type Line = components["schemas"]["LineView"];

/** A table as the service reads it, with the row numbers that it and a spreadsheet program use. */
export interface Sheet {
  /** The row of the header. */
  readonly headerRow: number;
  readonly header: Line["cells"];
  /** The column that each place of the header means; null where it means none. */
  readonly columns: readonly (string | null)[];
  readonly rows: readonly Line[];
}

/** A column that a table may have: its own name, and what a header may call it besides. */
export interface Column {
  readonly id: string;
  readonly names: readonly string[];
}

/** The table in these lines, the first of which is its header. */
export function sheetOf(lines: readonly Line[], known: readonly Column[]): Sheet {
  const [header = { row: 1, cells: [] }, ...rows] = lines;
  return {
    headerRow: header.row,
    header: header.cells,
    columns: header.cells.map((cell) => columnOf(cell ?? "", known)),
    rows,
  };
}

/** The column that a header names, in either language. */
function columnOf(header: string, known: readonly Column[]): string | null {
  const name = header.trim().toLowerCase();
  return known.find(({ id, names }) => id === name || names.includes(name))?.id ?? null;
}

/** Mistakes by the place where they are shown: `row column`, or `row` alone for a whole row. */
export function placed(mistakes: readonly Mistake[], sheet: Sheet): ReadonlyMap<string, Mistake[]> {
  const map = new Map<string, Mistake[]>();
  for (const mistake of mistakes) {
    const index = mistake.column == null ? -1 : sheet.columns.indexOf(mistake.column);
    const place = index < 0 ? String(mistake.row) : `${mistake.row} ${index}`;
    map.set(place, [...(map.get(place) ?? []), mistake]);
  }
  return map;
}

/** How many rows have a mistake. */
export function wrongRows(mistakes: readonly Mistake[]): number {
  return new Set(mistakes.map(({ row }) => row)).size;
}
