import type { StaticDecode, StaticEncode, TSchema } from 'typebox'
import type { Words } from '../words.ts'

/** What crosses the wire: JSON from form, sheet and API; figures are decimal text. */
export type Wire<S extends TSchema> = StaticEncode<S>
/** What checks and effects read: every value checked and typed. */
export type Content<S extends TSchema> = StaticDecode<S>

/** Where a value comes from (R8.6): typed by the enterprise, by an officer, computed, or held by a dataset and prefilled. */
export type Source = 'e' | 'o' | 'c' | `h:${string}`

/** Sensitivity of a value (R9.1): 1 public … 4 secret of the enterprise. */
export type Class = 1 | 2 | 3 | 4

/** What every field says about itself, once. Form, sheet, API description, checks and exports read it here. */
export interface FieldWords extends Words {
  /** Rule or law the field stands on. */
  readonly ground?: string
  readonly help?: Words
  readonly source?: Source
  readonly class?: Class
  /** Part of a recipe: readable, sortable and countable only with the right to see it (S4.2). */
  readonly secret?: true
  /** Says something of this one filing, such as its own number or its contract: a copy leaves it empty. */
  readonly once?: true
  /** Column or label names in sheets, beside `zh`. */
  readonly titles?: readonly string[]
  /** Unit: a code of the unit list, or the name of the sibling field that holds it. */
  readonly unit?: string
}

/** One value of a choice: its words, its code on paper and in sheets, and other words that mean it there. */
export interface Choice extends Words {
  readonly code: string
  readonly also?: readonly string[]
}

/** The kinds of single values. */
export type Kind =
  | 'quantity'
  | 'consumption'
  | 'percent'
  | 'rate'
  | 'amount'
  | 'text'
  | 'code'
  | 'choice'
  | 'whole'
  | 'day'
  | 'flag'
  | 'identifier'

export interface FieldMeta extends FieldWords {
  readonly kind: Kind
  /** Code list of a `code`. */
  readonly list?: string
  /** Values of a `choice`. */
  readonly choices?: Readonly<Record<string, Choice>>
  /** Longest text, or greatest whole number. */
  readonly max?: number
  /** Figures below zero are meaningful (differences). */
  readonly signed?: true
  /** Decimals that this field may carry, where fewer than its kind has. */
  readonly decimals?: number
}

export interface ListMeta extends Words {
  /** The field that names a line; it may stand only once. */
  readonly key?: string
  readonly max: number
}

export const metaKey = 'x-field'
export const listKey = 'x-list'
export const wordsKey = 'x-words'

type Extended = TSchema & { [metaKey]?: FieldMeta; [listKey]?: ListMeta; [wordsKey]?: Words }

/** The field's own description, undefined for groups and lists. */
export const metaOf = (schema: TSchema): FieldMeta | undefined => (schema as Extended)[metaKey]
export const listMetaOf = (schema: TSchema): ListMeta | undefined => (schema as Extended)[listKey]
export const wordsOf = (schema: TSchema): Words | undefined => (schema as Extended)[wordsKey] ?? metaOf(schema)

/** Members of an object schema, in their order; undefined for anything else. */
export const membersOf = (schema: TSchema): Readonly<Record<string, TSchema>> | undefined =>
  (schema as { properties?: Record<string, TSchema> }).properties
export const itemsOf = (schema: TSchema): TSchema | undefined => (schema as { items?: TSchema }).items
export const requiredOf = (schema: TSchema): readonly string[] =>
  (schema as { required?: readonly string[] }).required ?? []
