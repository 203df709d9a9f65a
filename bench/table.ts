import type { BenchRow } from './bench.ts'
import { short } from './measure.ts'

/** Rows for people: aligned columns, and under each what was done and measured; what was not measured says why. */
export function tableOf(rows: readonly BenchRow[]): string {
  const cells = rows.map(({ name, unit, value, referenceValue, ratio, goal, pass }) => [
    name,
    figure(value),
    figure(referenceValue),
    unit,
    figure(ratio),
    goal,
    value === null ? '–' : pass ? 'yes' : 'NO',
  ])
  const table = [['name', 'value', 'reference', 'unit', 'ratio', 'goal', 'pass'], ...cells]
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)))
  const lines = table.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column], column))
      .join('  ')
      .trimEnd(),
  )
  return [lines[0], ...rows.flatMap((row, at) => [lines[at + 1], ...explained(row)])].join('\n')
}

const figures = [1, 2, 4]
const padded = (cell: string, width: number, column: number) =>
  figures.includes(column) ? cell.padStart(width) : cell.padEnd(width)
const figure = (value: number | null) => (value === null ? '–' : short(value))

const explained = ({ work, reference, value }: BenchRow) =>
  value === null ? [`  ${reference}`, `  ${work}`] : [`  ${work}`, `  beside ${reference}`]

/** One line about all rows. */
export function summaryOf(rows: readonly BenchRow[]): string {
  const measured = rows.filter(({ value }) => value !== null)
  const met = measured.filter(({ pass }) => pass)
  return `${met.length} of ${measured.length} goals met; ${rows.length - measured.length} not measured`
}
