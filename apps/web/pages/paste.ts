/** 粘贴: what Excel puts on the clipboard, understood; and what was done to it, so that it can be said. */

export interface Pasted {
  readonly rows: readonly (readonly string[])[]
  /** Cells that were not taken as they came. */
  readonly cleaned: number
}

/** Rows and cells of clipboard text: tabs between cells, line ends between rows, a cell with either of them in quotes. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  let [cell, isQuoted] = ['', false]
  const plain = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  for (let at = 0; at < plain.length; at++) {
    const sign = plain[at]
    if (isQuoted && sign === '"' && plain[at + 1] === '"') {
      cell += '"'
      at++
    } else if (sign === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted
    else if (!isQuoted && (sign === '\t' || sign === '\n')) {
      rows.at(-1)?.push(cell)
      cell = ''
      if (sign === '\n') rows.push([])
    } else cell += sign
  }
  rows.at(-1)?.push(cell)
  return rows
}

const halfWidth = (text: string) =>
  text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/　/g, ' ')

/** One cell as the platform writes it: no blanks around, and a figure in half-width digits without thousands separators. */
export function cleanCell(text: string, isFigure: boolean): string {
  const trimmed = text.trim()
  if (!isFigure) return trimmed
  const plain = halfWidth(trimmed)
  return /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain
}

/** A block for the columns from some column on; cells beyond the last column are left out by the caller. */
export function readPaste(text: string, isFigure: (column: number) => boolean): Pasted {
  let cleaned = 0
  const rows = cellsOf(text).map((row) =>
    row.map((cell, column) => {
      const clean = cleanCell(cell, isFigure(column))
      if (clean !== cell) cleaned++
      return clean
    }),
  )
  return { rows, cleaned }
}
