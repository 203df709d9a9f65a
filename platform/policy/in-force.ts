import type { CodeLists } from '@jiamao/kernel/fields'
import type { LocalDate } from '@jiamao/kernel/time'
import type { Words } from '@jiamao/kernel/words'
import type { Effect } from './effects.ts'

/**
 * One step of a parameter: beyond this limit, that effect. `above` and `below` are strict; a range `outside` of which
 * the effect comes includes both its ends (R8.26). A step `of` one filing type holds for that type only.
 */
export type Step = { readonly of?: string; readonly effect: Effect } & (
  | { readonly above: string }
  | { readonly below: string }
  | { readonly outside: readonly [string, string] }
)

/** A parameter as it is in force on one day. */
export interface Parameter {
  readonly id: string
  readonly name: Words
  readonly owner: string
  /** What the thresholds count: months, percent, quantity, count, ratio. */
  readonly unit: string
  readonly steps: readonly Step[]
  readonly ground: string
  readonly edition: string
}

/** A row of a catalogue, such as the tariff line of one code or one unit; `key` is its code. */
export interface CatalogueRow {
  readonly key: string
  readonly [column: string]: string
}

/** A dated list. Empty where nobody has entered it: that is shown, not hidden. */
export interface Catalogue {
  readonly id: string
  readonly isEmpty: boolean
  get(key: string): CatalogueRow | undefined
  /** Rows whose key is a prefix of `code`, longest first (goods lists name headings as well as codes). */
  prefixesOf(code: string): readonly CatalogueRow[]
  rows(): Iterable<CatalogueRow>
}

/** The policy of one day, as known at one moment. Nothing in it changes afterwards. */
export interface PolicyInForce {
  readonly edition: string
  readonly on: LocalDate
  readonly lists: CodeLists
  parameter(id: string): Parameter | undefined
  catalogue(id: string): Catalogue
  /** The value of a dated rate or setting, such as `deferredInterest.rate`; undefined where none was entered. */
  setting(id: string): { readonly value: string; readonly ground: string } | undefined
  /** Who sees and decides a filing type. */
  routes(filingType: string): readonly Route[]
  /** Which papers a filing type asks for or takes. */
  papers(filingType: string): readonly PaperRule[]
  /** By the yearly calendar where one was entered; else Monday to Friday. */
  isWorkingDay(day: LocalDate): boolean
}

/** What one party does with a filing of a type (R8.1, R8.2). */
export interface Route {
  readonly party: string
  readonly view: string
  readonly does: 'decide' | 'opine' | 'inform'
  /** `rule`: decided by the checks alone; `desk`: a person here; `message`: the party's own system. */
  readonly by: 'rule' | 'desk' | 'message'
  readonly workingDays: number
  readonly silence: 'escalate' | 'noObjection'
  readonly ground: string
}

/** 随附单证. A paper that a filing type asks for, or takes; `code` is of the list of attached documents. */
export interface PaperRule {
  readonly code: string
  readonly name: Words
  readonly does: 'required' | 'permitted'
  /** What comes where a required one is missing. */
  readonly effect?: Effect
  readonly ground: string
  readonly edition: string
}
