import type { LocalDate, Moment } from '@jiamao/kernel/time'
import type { Store } from '../store/index.ts'
import { compile, type PolicyBook } from './compile.ts'
import { allRows, firstEdition, knownRows } from './editions.ts'
import type { PolicyInForce } from './in-force.ts'

export { type Edition, type EditionRow, firstEdition, publish, supplement } from './editions.ts'
export {
  type Ask,
  type AskedRow,
  answersOf,
  asTable,
  factsOf,
  fieldsOf,
  type Provider,
  provide,
  provideRows,
  readFacts,
} from './facts.ts'
export type { Catalogue, CatalogueRow, Parameter, PolicyInForce, Route } from './in-force.ts'
export { type Judgement, judge, strongestOf } from './judge.ts'
export { keptFacts } from './kept-facts.ts'
export { afterWorkingDays, workingDaysUntil } from './working-days.ts'

/** The policy of all days, as this process has loaded it. */
export interface Policies {
  /** In force on a day, as known at a moment. */
  inForce(on: LocalDate, known: Moment): PolicyInForce
  /** Reads what was published since. */
  reload(): Promise<void>
}

/** Loads all editions. One request takes `inForce` once, so that it is never judged by a mixture. */
export async function loadPolicies(store: Store): Promise<Policies> {
  let book: PolicyBook = compile(await allRows(store))
  return {
    inForce: (on, known) => book.inForce(on, known),
    reload: async () => {
      book = compile(await allRows(store))
    },
  }
}

/** The first edition alone, without a database: what the definitions' own examples are judged by. */
export const firstPolicy = (): PolicyBook => compile(knownRows(firstEdition()))

export const migrations = { of: 'platform/policy', folder: new URL('./migrations/', import.meta.url) }
