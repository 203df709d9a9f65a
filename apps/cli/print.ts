export const print = (text: string) => void process.stdout.write(`${text}\n`)

// Characters that take two columns of a terminal: CJK and full-width forms.
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/g

/** Columns of a terminal that a text takes. */
export const widthOf = (text: string): number => text.length + (text.match(wide)?.length ?? 0)
const padded = (text: string, width: number, right: boolean) => {
  const gap = ' '.repeat(Math.max(0, width - widthOf(text)))
  return right ? gap + text : text + gap
}
const isFigure = (text: string) => /^-?[\d,]+(\.\d+)?$/.test(text)

/** Aligned columns; figures to the right. */
export function table(heads: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = heads.map((head, i) => Math.max(widthOf(head), ...lines.map((line) => widthOf(line[i] ?? ''))))
  const right = heads.map(
    (_, i) => lines.length > 0 && lines.every((line) => isFigure(line[i] ?? '') || line[i] === ''),
  )
  const row = (cells: readonly string[]) =>
    cells
      .map((cell, i) => padded(cell, widths[i], right[i]))
      .join('  ')
      .trimEnd()
  return [row(heads), row(widths.map((width) => '─'.repeat(width))), ...lines.map(row)].join('\n')
}

/** A decimal text with its thousands grouped and no idle zeros: `12500.50000` → `12,500.5`. */
export function grouped(decimal: string): string {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? []
  if (whole === undefined) return decimal
  const lean = fraction.replace(/0+$/, '')
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${lean ? `.${lean}` : ''}`
}
