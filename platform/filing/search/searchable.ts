import type { Uuid } from '@jiamao/kernel/ids'
import type { Sql } from '../../store/index.ts'

/** 可检索的登记. Rows of a register that a search finds: its owner's only. */
export interface Searchable {
  readonly kind: string
  /** Where a row is shown, over `vals`. */
  readonly path: string
  /**
   * Rows `key text, title text, note text, words text[], vals jsonb`, of what these accepted filings put into the
   * register.
   */
  find(given: { readonly enterprise: Uuid; readonly filings: readonly Uuid[] }): Sql
}
