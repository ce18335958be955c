import { api, asBytes, raw, take } from "../../api/client.ts";
import { sheetOf, type Column, type Sheet } from "./sheet.ts";

const CSV = "text/csv";
const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What the choice of a file offers. */
export const TABLES = `.csv,.xlsx,${CSV},${WORKBOOK}`;

/** A file with a table, and the table as the service reads it. */
export interface TableFile {
  readonly name: string;
  /** What is sent of it, and how. */
  readonly body: string | number[];
  readonly way: ReturnType<typeof raw>;
  /** Whether it was in the encoding of Chinese Windows, and is sent in UTF-8. */
  readonly recoded: boolean;
  readonly sheet: Sheet;
}

/** Opens a file; null if it is in no encoding that a spreadsheet program writes here. */
export async function openTable(
  community: string,
  file: File,
  known: readonly Column[],
): Promise<TableFile | null> {
  const sent = await sending(file);
  if (sent === null) return null;
  const { lines } = await take(
    api.POST("/api/v1/communities/{community}/table-previews", {
      params: { path: { community } },
      body: sent.body,
      ...sent.way,
    }),
  );
  return { name: file.name, ...sent, sheet: sheetOf(lines, known) };
}

async function sending(file: File): Promise<Pick<TableFile, "body" | "way" | "recoded"> | null> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isWorkbook(bytes)) return { body: asBytes(file), way: raw(WORKBOOK), recoded: false };
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      const body = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return { body, way: raw(CSV), recoded: encoding !== "utf-8" };
    } catch {
      // Not this one.
    }
  }
  return null;
}

/** Whether the bytes begin like a workbook: a ZIP archive, or what older programs wrote. The service says which it takes. */
function isWorkbook(bytes: Uint8Array): boolean {
  const beginnings = [
    [0x50, 0x4b, 0x03, 0x04],
    [0xd0, 0xcf, 0x11, 0xe0],
  ];
  return beginnings.some((beginning) => beginning.every((byte, index) => bytes[index] === byte));
}
