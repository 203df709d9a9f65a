import type { BenchRow } from '../row.ts'

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

/** The rows as JSON, one a line: what a bench prints when it is run alone. */
export const printed = (rows: readonly BenchRow[]): string => rows.map((row) => JSON.stringify(row)).join('\n')
