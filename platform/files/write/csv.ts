/** What a spreadsheet would take for a formula (S8.6), its full-width forms included. */
const formula = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/
const isFigure = /^-?\d+(\.\d+)?$/

/** A cell of a CSV: text that would be a formula gets an apostrophe, a figure stays one. */
function cell(text: string): string {
  const safe = formula.test(text) && !isFigure.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as CSV (RFC 4180) in UTF-8, with the mark by which Excel knows it. */
export const csv = (heads: readonly string[], lines: readonly (readonly string[])[]): string =>
  `\uFEFF${[heads, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('')}`
