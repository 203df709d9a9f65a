/** What a module says about goods moving in bond. Pure. */
import type { BookNumber } from '@jiamao/kernel/ids'
import type { Consumption, Percent, Quantity } from '@jiamao/kernel/numbers'
import type { LocalDate } from '@jiamao/kernel/time'
import type { KindId } from './kinds.ts'

/** Which goods of a book: I material (料件), E product (成品). */
export type Side = 'I' | 'E'

/** One movement of one book item (R4.1). The kind decides the sign. */
export interface Posting {
  /** The line of the filing that caused it, from 1. */
  readonly line: number
  readonly side: Side
  /** Position in the book (备案序号). */
  readonly seq: number
  readonly kind: KindId
  /** Consumption version (单耗版本) of a product line. */
  readonly recipe?: string
  /** Declared unit, > 0. */
  readonly quantity: Quantity
}

/** All postings of one filing version on one book: reserved, then final or released, once. */
export interface Entry {
  readonly book: BookNumber
  readonly cycle: number
  readonly day: LocalDate
  readonly postings: readonly Posting[]
}

/** A line of a book in the ledger. `ceiling` limits what may be drawn (R5.9); null has no limit. */
export interface Account {
  readonly side: Side
  readonly seq: number
  readonly unit: string
  readonly ceiling: Quantity | null
}

/** One consumption row of a book: what one unit of product takes of one material (R3.3). */
export interface RecipeRow {
  readonly product: number
  readonly version: string
  readonly material: number
  readonly net: Consumption
  readonly tangible: Percent
  readonly intangible: Percent
  readonly bondedShare: Percent
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
  /** 1 undeclared, 2 declared, 3 determined (R3.10). */
  readonly state: 1 | 2 | 3
}

/**
 * What an accepted change makes of an open book (R5.8). Lines and rows that are not named stay as they are; nothing
 * that was posted is touched.
 */
export interface BookAmendment {
  readonly book: BookNumber
  readonly cycle: number
  /** Lines that are new, or that get another limit or unit. */
  readonly accounts: readonly Account[]
  readonly goneAccounts: readonly Pick<Account, 'side' | 'seq'>[]
  /** Consumption rows that are new or corrected. */
  readonly recipes: readonly RecipeRow[]
  readonly goneRecipes: readonly Pick<RecipeRow, 'product' | 'version' | 'material'>[]
}
