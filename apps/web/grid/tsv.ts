/** 剪贴板文本: cells as Excel puts them on the clipboard and takes them from it. */

/** Rows and cells of clipboard text: tabs between cells, line ends between rows, a cell with either of them in quotes. */
export function cellsOf(text: string): string[][] {
  const plain = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  // Most blocks hold no quote at all, and then splitting is several times faster than reading sign by sign.
  return plain.includes('"') ? quotedCells(plain) : plain.split('\n').map((row) => row.split('\t'))
}

function quotedCells(plain: string): string[][] {
  const rows: string[][] = [[]]
  let [cell, isQuoted] = ['', false]
  for (let at = 0; at < plain.length; at++) {
    const sign = plain[at]
    if (isQuoted && sign === '"' && plain[at + 1] === '"') {
      cell += '"'
      at++
    } else if (sign === '"' && (isQuoted || (cell === '' && isClosed(plain, at)))) isQuoted = !isQuoted
    else if (!isQuoted && (sign === '\t' || sign === '\n')) {
      rows.at(-1)?.push(cell)
      cell = ''
      if (sign === '\n') rows.push([])
    } else cell += sign
  }
  rows.at(-1)?.push(cell)
  return rows
}

/** Whether a quote that opens a cell is closed at some cell's end: a lone one is an inch sign, not the start of everything after it. */
function isClosed(plain: string, opened: number): boolean {
  for (let at = opened + 1; at < plain.length; at++) {
    if (plain[at] !== '"') continue
    if (plain[at + 1] === '"') at++
    else return plain[at + 1] === undefined || plain[at + 1] === '\t' || plain[at + 1] === '\n'
  }
  return false
}

/** The text that Excel reads as these cells. */
export const textOf = (cells: readonly (readonly string[])[]): string =>
  cells.map((row) => row.map(quoted).join('\t')).join('\r\n')

const quoted = (cell: string) => (/[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
