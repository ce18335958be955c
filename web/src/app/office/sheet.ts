import type { components } from "../../api/schema.d.ts";
import { COLUMNS } from "../../i18n/register.ts";

/** What is wrong with one place of a table. */
export type Mistake = components["schemas"]["MistakeDocument"];

/** A table as the file has it, with the row numbers that the service and a spreadsheet program use. */
export interface Sheet {
  /** The row of the header. */
  readonly headerRow: number;
  readonly header: readonly string[];
  /** The column that each place of the header means; null where it means none. */
  readonly columns: readonly (string | null)[];
  readonly rows: readonly SheetRow[];
}

/** A column that a table may have: its own name, and what a header may call it besides. */
export interface Column {
  readonly id: string;
  readonly names: readonly string[];
}

/** One row below the header. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** A text file, and whether it was in the encoding of Chinese Windows instead of UTF-8. */
export interface Decoded {
  readonly text: string;
  readonly recoded: boolean;
}

/** Whether the bytes begin like a workbook (a ZIP archive). */
export function isWorkbook(bytes: Uint8Array): boolean {
  return [0x50, 0x4b, 0x03, 0x04].every((byte, index) => bytes[index] === byte);
}

/** The text of a file; null if it is in no encoding that a spreadsheet program writes here. */
export function decoded(bytes: Uint8Array): Decoded | null {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return {
        text: new TextDecoder(encoding, { fatal: true }).decode(bytes),
        recoded: encoding !== "utf-8",
      };
    } catch {
      // Not this one.
    }
  }
  return null;
}

/** The table in a text. Each line is read by itself, as the service does, so that row numbers agree. */
export async function sheetOf(text: string, known: readonly Column[] = COLUMNS): Promise<Sheet> {
  const { csvParseRows } = await import("d3-dsv");
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ row: index + 1, line }))
    .filter(({ line }) => line.trim() !== "")
    .map(({ row, line }) => ({ row, cells: csvParseRows(line)[0] ?? [] }));
  const [header = { row: 1, cells: [] }, ...rows] = lines;
  return {
    headerRow: header.row,
    header: header.cells,
    columns: header.cells.map((cell) => columnOf(cell, known)),
    rows,
  };
}

/** The column that a header names, in either language. */
export function columnOf(header: string, known: readonly Column[] = COLUMNS): string | null {
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
