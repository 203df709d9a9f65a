/** What a module says about its checks. Pure: the browser, the gate and the rehearsal load the same definitions. */
import type { Content, Wire } from '@jiamao/kernel/fields'
import type { LocalDate } from '@jiamao/kernel/time'
import type { Values, Words } from '@jiamao/kernel/words'
import type { TSchema } from 'typebox'
import { type Effect, effects } from './effects.ts'
import type { PolicyInForce } from './in-force.ts'
import type { Ratio } from './ratio.ts'

export { type Effect, effects }

/** A JSON pointer into the content, such as `/lines/2/quantity`; empty for the whole. */
export type Pointer = string

/**
 * Something a check needs to know beside the content. Its value is described by the same words as a content, so that
 * a judgement keeps it and a replay reads it back to the digit. The SQL that finds it is a provider's.
 */
export interface Fact<S extends TSchema = TSchema> {
  readonly id: string
  readonly name: Words
  readonly value: S
  /** `book`: changes with every posting of the book and is read with its revision; `slowly`: anything else. */
  readonly moves: 'book' | 'slowly'
}

export const defineFact = <S extends TSchema>(fact: Fact<S>): Fact<S> => Object.freeze(fact)

export type Facts = Readonly<Record<string, Fact>>
export type FactsOf<F extends Facts> = { readonly [K in keyof F]: Content<F[K]['value']> }

/** What a check found: where, with which values, and what would pass. */
export interface Hit {
  readonly at: Pointer
  readonly values: Values
  /** Overrides the check's effect, where one rule has several. */
  readonly effect?: Effect
  /** The nearest value that would pass (R8.23). */
  readonly passes?: string
}

/** A measure at one place: the ratio that dated steps of the parameter judge, with its terms for the reader. */
export interface Measure {
  readonly at: Pointer
  readonly value: Ratio
  readonly terms: Values
  readonly passes?: string
}

/** Fault and remedy, one sentence each, with `{names}` of values. */
type Says = {
  readonly zh: readonly [fault: string, remedy: string]
  readonly en: readonly [fault: string, remedy: string]
}

interface Given<S extends TSchema, F extends Facts> {
  readonly content: Content<S>
  readonly facts: FactsOf<F>
  /** The filing date: policy, lists and versions are those of this day. */
  readonly on: LocalDate
}

interface Common<S extends TSchema, F extends Facts> {
  /** The rulebook's id, such as `R6.QUANTITY`, or a parameter's, such as `CUS-04`. */
  readonly id: string
  readonly of: S
  readonly facts: F
  readonly says: Says
  /** Cases that trip it and that pass: documentation and test at once. */
  readonly examples: readonly CheckExample<S, F>[]
}

export interface CheckExample<S extends TSchema, F extends Facts> {
  readonly content: Wire<S>
  readonly facts: { readonly [K in keyof F]: Wire<F[K]['value']> }
  readonly on?: string
  readonly expect: Effect | 'pass'
}

/** A check whose limit is a dated parameter: it measures, rows judge (R8.20). */
export type MeasuredCheck<S extends TSchema, F extends Facts> = Common<S, F> & {
  readonly parameter: string
  measure(given: Given<S, F> & { readonly policy: PolicyInForce }): readonly Measure[]
}
/** A check that finds by itself, asking catalogues it names. */
export type FreeCheck<S extends TSchema, F extends Facts> = Common<S, F> & {
  readonly effect: Effect
  readonly ground: string
  /** Whose desk a hold waits on; customs by default. */
  readonly owner?: string
  find(given: Given<S, F> & { readonly policy: PolicyInForce }): readonly Hit[]
}
// Facts are contravariant in `find`; a list of checks over one content holds checks with different facts.
// biome-ignore lint/suspicious/noExplicitAny: existential type of the facts
export type Check<S extends TSchema = any, F extends Facts = any> = MeasuredCheck<S, F> | FreeCheck<S, F>

export const defineCheck = <S extends TSchema, const F extends Facts>(
  check: MeasuredCheck<S, F> | FreeCheck<S, F>,
): Check<S, F> => Object.freeze(check)

/** A finding as stored and shown: rendered once, with the parameter, its value and the ground (R8.23). */
export interface Finding {
  readonly check: string
  readonly effect: Effect
  /** The party whose desk a held filing waits on. */
  readonly owner: string
  readonly pointer: Pointer
  readonly values: Values
  readonly passes?: string
  readonly parameter?: string
  readonly threshold?: string
  readonly ground: string
  readonly edition: string
  readonly message: Words
  readonly remedy: Words
}
