/** Rows of the audit log as a file. Node runs this file directly too (scripts/). */

export type Cells = Record<string, string | number | null | Record<string, string>>

export type ExportFormat = 'csv' | 'jsonl'

/** Each line ends as its format has it. The header of CSV are the names of the columns; JSON lines need none. */
export const FORMATS: Record<
  ExportFormat,
  { contentType: string; head: (columns: readonly string[]) => string; line: (row: Cells) => string }
> = {
  jsonl: { contentType: 'application/jsonl; charset=utf-8', head: () => '', line: (row) => `${JSON.stringify(row)}\n` },
  csv: {
    contentType: 'text/csv; charset=utf-8',
    // Without the byte order mark Excel takes UTF-8 for the code page of its country.
    head: (columns) => `\uFEFF${csvLine(columns)}`,
    line: (row) => csvLine(Object.values(row).map(asText)),
  },
}

const asText = (value: Cells[string]): string => (value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value))

/** RFC 4180. Every cell is quoted, so that none is taken for two. */
const csvLine = (cells: readonly string[]): string => `${cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(',')}\r\n`

/** A spreadsheet runs a cell that begins like a formula, and a browser says of itself what it likes. */
const harmless = (cell: string): string => (/^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? `'${cell}` : cell)
