import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

/** One row of a table of facts, by column name. */
export type Row = Readonly<Record<string, string>>

/** Where the tables of facts lie: code lists, tariff, message fields, policy. See `data/README.md` for their sources. */
export const dataFolder = new URL('./', import.meta.url)

/** Reads a table of facts, such as `code-lists/unit`. UTF-8, comma, header row. */
export function readTable(name: string): Row[] {
  return parse(readFileSync(new URL(`${name}.csv`, dataFolder)), { columns: true, bom: true, skip_empty_lines: true })
}
