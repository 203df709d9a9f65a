/** What a bench is, and the row that comes of it. */

/** One comparison with one reference. The same work is done on both sides, in turn; both figures have the unit. */
export interface Bench {
  /** As in the table of goals; a name with two references is two benches. */
  readonly name: string
  readonly work: string
  readonly unit: string
  readonly better: 'higher' | 'lower'
  readonly goal: Goal
  /** @throws Skipped where this machine cannot do it */
  run(): Promise<Measured>
}

/** What must come of it: of value ÷ reference at least, or at most where lower is better; and what is not a ratio. */
export interface Goal {
  readonly ratio?: number
  readonly also?: string
}

export interface Measured {
  readonly value: number
  readonly reference: string
  /** null where the goal is not held against a reference. */
  readonly referenceValue: number | null
  /** Spread, rows counted, settings: what a reader needs to believe the figures. */
  readonly note: string
  /** Whether the goal's other condition holds. */
  readonly also?: boolean
}

/** Thrown by a bench that cannot run here: says what is missing and what brings it. */
export class Skipped extends Error {}

/** A row of `npm run bench --json`. What was not measured has null for its figures and is no pass. */
export interface BenchRow {
  readonly name: string
  readonly work: string
  readonly unit: string
  readonly value: number | null
  readonly reference: string
  readonly referenceValue: number | null
  /** value ÷ referenceValue. */
  readonly ratio: number | null
  readonly goal: string
  readonly better: 'higher' | 'lower'
  readonly pass: boolean
}

const goalText = ({ goal: { ratio, also }, better }: Pick<Bench, 'goal' | 'better'>): string =>
  [...(ratio === undefined ? [] : [`${better === 'higher' ? '≥' : '≤'} ${ratio}`]), ...(also ? [also] : [])].join(', ')

export function rowOf(bench: Bench, { value, reference, referenceValue, note, also = true }: Measured): BenchRow {
  const { name, work, unit, better, goal } = bench
  const ratio = referenceValue === null ? null : value / referenceValue
  const reached = goal.ratio === undefined || (ratio !== null && reaches(ratio, goal.ratio, better))
  return {
    name,
    work: note === '' ? work : `${work}; ${note}`,
    unit,
    value,
    reference,
    referenceValue,
    ratio,
    goal: goalText(bench),
    better,
    pass: reached && also,
  }
}

const reaches = (ratio: number, goal: number, better: Bench['better']) =>
  better === 'higher' ? ratio >= goal : ratio <= goal

/** The row of a bench that was not measured. @param why `skipped: …` or `failed: …` */
export function unmeasured(bench: Bench, why: string): BenchRow {
  const { name, work, unit, better } = bench
  return {
    name,
    work,
    unit,
    value: null,
    reference: why,
    referenceValue: null,
    ratio: null,
    goal: goalText(bench),
    better,
    pass: false,
  }
}
