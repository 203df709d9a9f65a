/**
 * The words a content schema is made of. A field helper returns JSON Schema (so API, form, sheet and rules read one
 * object) whose wire form is text and whose content form is the checked value: `Wire<S>` and `Content<S>`.
 */
import Type, { type TObject, type TSchema } from 'typebox'
import {
  bookNumbers,
  checklistNumbers,
  creditCodes,
  customsCodes,
  declarationNumbers,
  hsCodes,
  type Identifier,
  preentryNumbers,
} from '../ids.ts'
import { amounts, consumptions, percents, quantities, rates, type Scale } from '../numbers.ts'
import { type LocalDate, parseDate } from '../time.ts'
import type { Words } from '../words.ts'
import { type Choice, type FieldMeta, type FieldWords, listKey, membersOf, metaKey, wordsKey } from './meta.ts'

export type { Choice, Content, FieldMeta, FieldWords, ListMeta, Source, Wire } from './meta.ts'
export { itemsOf, listMetaOf, membersOf, metaOf, requiredOf, wordsOf } from './meta.ts'
export { type CodeLists, encode, type Shaped, shape } from './shape.ts'

const meta = (kind: FieldMeta['kind'], words: FieldWords, more: Partial<FieldMeta> = {}) => ({
  title: words.zh,
  [metaKey]: { ...words, ...more, kind } satisfies FieldMeta,
})

type FigureWords = FieldWords & { readonly signed?: true; readonly decimals?: number }

function figure<T extends bigint>(kind: FieldMeta['kind'], scale: Scale<T>, words: FigureWords) {
  const decimals = words.decimals ?? scale.digits
  // Digits beyond the scale's would shift the figure by powers of ten.
  if (decimals < 0 || decimals > scale.digits) throw new Error(`${words.en}: ${kind} has no ${decimals} decimals`)
  const fraction = decimals === 0 ? '0+' : `\\d{1,${decimals}}0*`
  const pattern = `^${words.signed ? '-?' : ''}\\d{1,20}(\\.${fraction})?$`
  return Type.Codec(Type.String({ pattern, maxLength: 64, ...meta(kind, words) }))
    .Decode((text): T => scale.parse(text))
    .Encode((value: T) => scale.print(value))
}

/** A quantity of goods: up to 5 decimals, ≥ 0 unless `signed`. */
export const quantity = (words: FigureWords) => figure('quantity', quantities, words)
/** A unit consumption: up to 9 decimals. */
export const consumption = (words: FigureWords) => figure('consumption', consumptions, words)
/** A percentage: `"3"` is 3 %. */
export const percent = (words: FigureWords) => figure('percent', percents, words)
/** A rate of exchange: up to 9 decimals. */
export const rate = (words: FigureWords) => figure('rate', rates, words)
/** An amount of money, or a price; its currency is a field of its own. */
export const amount = (words: FigureWords) => figure('amount', amounts, words)

/** Text of at most `max` characters. */
export const text = (words: FieldWords & { readonly max: number }) =>
  Type.String({ maxLength: words.max, ...meta('text', words, { max: words.max }) })

/** A code of a dated list, such as `unit` or `country`. */
export const code = (words: FieldWords & { readonly list: string }) =>
  Type.String({ maxLength: 32, ...meta('code', words, { list: words.list }) })

/** One of a few named values; the name is the value, the code is what papers and sheets show. */
export const choice = <const C extends Readonly<Record<string, Choice>>>(words: FieldWords & { readonly of: C }) => {
  const { of: choices, ...rest } = words
  return Type.Unsafe<Extract<keyof C, string>>(
    Type.String({ enum: Object.keys(choices), ...meta('choice', rest as FieldWords, { choices }) }),
  )
}

/** A whole number from 0 to `max`. */
export const whole = (words: FieldWords & { readonly max: number }) =>
  Type.Integer({ minimum: 0, maximum: words.max, ...meta('whole', words, { max: words.max }) })

/** Yes or no. */
export const flag = (words: FieldWords) => Type.Boolean(meta('flag', words))

/** A calendar day in Beijing. */
export const day = (words: FieldWords) =>
  Type.Codec(Type.String({ format: 'date', ...meta('day', words) }))
    .Decode((value): LocalDate => parseDate(value))
    .Encode((value: LocalDate) => value as string)

function identifierField<T extends string>(ids: Identifier<T>, words: FieldWords) {
  return Type.Codec(Type.String({ pattern: ids.pattern.source, ...meta('identifier', words), 'x-identifier': ids }))
    .Decode((value): T => ids.parse(value))
    .Encode((value: T) => value as string)
}

export const hsCode = (words: FieldWords) => identifierField(hsCodes, words)
export const bookNumber = (words: FieldWords) => identifierField(bookNumbers, words)
export const creditCode = (words: FieldWords) => identifierField(creditCodes, words)
export const customsCode = (words: FieldWords) => identifierField(customsCodes, words)
export const checklistNumber = (words: FieldWords) => identifierField(checklistNumbers, words)
export const declarationNumber = (words: FieldWords) => identifierField(declarationNumbers, words)
export const preentryNumber = (words: FieldWords) => identifierField(preentryNumbers, words)

/** A field that may be missing. */
export const optional = Type.Optional

/** Fields that belong together: a part of a content, a line of a list, or a party. */
export const group = <P extends Record<string, TSchema>>(words: Words, fields: P): TObject<P> =>
  Type.Object(fields, { additionalProperties: false, title: words.zh, [wordsKey]: words }) as TObject<P>

/** A bounded list of lines. `key` names the field that may not repeat. */
export const list = <L extends TSchema>(line: L, words: Words & { readonly max: number; readonly key?: string }) => {
  if (words.key && !membersOf(line)?.[words.key]) throw new Error(`${words.en}: no line has a field ${words.key}`)
  return Type.Array(line, { maxItems: words.max, title: words.zh, [listKey]: words, [wordsKey]: words })
}

/** A whole content: an object of parts. */
export const content = <P extends Record<string, TSchema>>(parts: P): TObject<P> =>
  Type.Object(parts, { additionalProperties: false }) as TObject<P>
