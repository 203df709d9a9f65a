/** One row of the table that `npm run bench` prints: what was done, beside what, and whether the goal is met. */
export interface BenchRow {
  readonly name: string
  readonly work: string
  readonly unit: string
  readonly value: number
  readonly reference: string
  /** null where the reference could not be built: then nothing is proved, and `pass` is false. */
  readonly referenceValue: number | null
  /** value ÷ referenceValue. */
  readonly ratio: number | null
  readonly goal: string
  readonly better: 'higher' | 'lower'
  readonly pass: boolean
}
