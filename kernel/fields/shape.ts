import type { TSchema } from 'typebox'
import type { Identifier } from '../ids.ts'
import { amounts, consumptions, isFault, percents, quantities, rates, type Scale } from '../numbers.ts'
import type { ProblemItem, ProblemMaker } from '../problem.ts'
import { readDate } from '../time.ts'
import { quoted, type Values } from '../words.ts'
import * as faults from './faults.ts'
import {
  type Content,
  type FieldMeta,
  itemsOf,
  listMetaOf,
  membersOf,
  metaOf,
  requiredOf,
  type Wire,
  wordsOf,
} from './meta.ts'

/** Dated code lists, as they stand on one day. */
export interface CodeLists {
  has(list: string, code: string): boolean
}

/** What a wire value turned out to be: the content, or all its faults with their pointers. */
export type Shaped<S extends TSchema> =
  | { readonly content: Content<S>; readonly faults: readonly [] }
  | { readonly content: undefined; readonly faults: readonly ProblemItem[] }

interface Walk {
  readonly lists: CodeLists
  readonly faults: ProblemItem[]
}
/** Reads one value at a pointer. Returns the content value, or undefined after noting a fault. */
type Reader = (value: unknown, pointer: string, walk: Walk) => unknown

// Unbounded, 2 MB of unknown members made 200,000 faults, an answer of 48 MB and 1.7 s of standstill.
const mostFaults = 1_000

function note(walk: Walk, pointer: string, fault: ProblemMaker, values: Values): undefined {
  if (walk.faults.length < mostFaults) walk.faults.push(fault(values, { pointer }).item())
  else if (walk.faults.length === mostFaults) walk.faults.push(faults.more({ listed: mostFaults }).item())
}

/** An empty text is what sheets and forms send for "nothing". */
const isMissing = (value: unknown) => value === undefined || value === null || value === ''

/** What XML 1.0 cannot hold, nor PostgreSQL in part: control characters but tab and line ends, half a surrogate pair. */
const unkeepable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u

/** Characters as JSON Schema's `maxLength` counts them: a rare Chinese character is one, not two. */
const lengthOf = (text: string) => Array.from(text).length

const pointerTo = (name: string) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`

const names = (schema: TSchema) => {
  const words = wordsOf(schema) ?? { zh: '内容', en: 'content' }
  return { field: words.zh, fieldEn: words.en }
}

const scales: Record<string, Scale<bigint>> = {
  quantity: quantities,
  consumption: consumptions,
  percent: percents,
  rate: rates,
  amount: amounts,
}

function figureReader(meta: FieldMeta, words: Values): Reader {
  const scale = scales[meta.kind]
  return (value, pointer, walk) => {
    if (typeof value !== 'string') {
      return note(walk, pointer, faults.wrongType, {
        ...words,
        wanted: '写成文字的数字，如 "12.5"',
        wantedEn: 'a number written as text, such as "12.5"',
      })
    }
    const figure = scale.read(value, meta.decimals)
    if (isFault(figure)) return note(walk, pointer, figure.fault, figure.values)
    if (figure < 0n && !meta.signed) return note(walk, pointer, faults.negative, { ...words, text: value })
    return figure
  }
}

function textReader(meta: FieldMeta, words: Values, schema: TSchema): Reader {
  const ids = (schema as { 'x-identifier'?: Identifier<string> })['x-identifier']
  const read: (value: string, pointer: string, walk: Walk) => unknown = {
    text: (value: string, pointer: string, walk: Walk) => {
      // Code units are never fewer than characters, and free to count.
      const length = value.length > meta.max! ? lengthOf(value) : value.length
      if (length > meta.max!) return note(walk, pointer, faults.tooLong, { ...words, length, max: meta.max! })
      const bad = unkeepable.exec(value)
      if (bad)
        return note(walk, pointer, faults.badCharacter, { ...words, place: lengthOf(value.slice(0, bad.index)) + 1 })
      return value
    },
    code: (value: string, pointer: string, walk: Walk) =>
      walk.lists.has(meta.list!, value)
        ? value
        : note(walk, pointer, faults.notListed, { ...words, code: quoted(value), list: meta.list! }),
    choice: (value: string, pointer: string, walk: Walk) =>
      Object.hasOwn(meta.choices!, value)
        ? value
        : note(walk, pointer, faults.notChoice, {
            ...words,
            text: quoted(value),
            known: Object.keys(meta.choices!).join(', '),
          }),
    day: (value: string, pointer: string, walk: Walk) => {
      const date = readDate(value)
      return isFault(date) ? note(walk, pointer, date.fault, date.values) : date
    },
    identifier: (value: string, pointer: string, walk: Walk) => {
      const id = ids!.read(value)
      return isFault(id) ? note(walk, pointer, id.fault, id.values) : id
    },
  }[meta.kind as 'text']
  return (value, pointer, walk) =>
    typeof value === 'string'
      ? read(value, pointer, walk)
      : note(walk, pointer, faults.wrongType, { ...words, wanted: '文字', wantedEn: 'text' })
}

function fieldReader(schema: TSchema, meta: FieldMeta): Reader {
  const words = names(schema)
  switch (meta.kind) {
    case 'quantity':
    case 'consumption':
    case 'percent':
    case 'rate':
    case 'amount':
      return figureReader(meta, words)
    case 'whole':
      return (value, pointer, walk) =>
        Number.isInteger(value) && (value as number) >= 0 && (value as number) <= meta.max!
          ? value
          : note(walk, pointer, faults.wrongType, {
              ...words,
              wanted: `0 至 ${meta.max} 的整数`,
              wantedEn: `a whole number from 0 to ${meta.max}`,
            })
    case 'flag':
      return (value, pointer, walk) =>
        typeof value === 'boolean'
          ? value
          : note(walk, pointer, faults.wrongType, {
              ...words,
              wanted: '是或否 (true, false)',
              wantedEn: 'true or false',
            })
    case 'text':
    case 'code':
    case 'choice':
    case 'day':
    case 'identifier':
      return textReader(meta, words, schema)
  }
}

function groupReader(schema: TSchema): Reader {
  const members = Object.entries(membersOf(schema)!).map(([name, member]) => ({
    name,
    path: pointerTo(name),
    read: reader(member),
    required: requiredOf(schema).includes(name),
    words: names(member),
  }))
  const known = new Set(members.map(({ name }) => name))
  const words = names(schema)
  return (value, pointer, walk) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return note(walk, pointer, faults.wrongType, { ...words, wanted: '一组字段', wantedEn: 'an object' })
    }
    const source = value as Record<string, unknown>
    const content: Record<string, unknown> = {}
    for (const member of members) {
      // Own members only: a field may be called as something that every object inherits.
      const given = Object.hasOwn(source, member.name) ? source[member.name] : undefined
      if (isMissing(given)) {
        if (member.required) note(walk, pointer + member.path, faults.required, member.words)
      } else content[member.name] = member.read(given, pointer + member.path, walk)
    }
    for (const name of Object.keys(source)) {
      if (!known.has(name)) {
        note(walk, pointer + pointerTo(quoted(name)), faults.unknownField, {
          name: quoted(name),
          known: [...known].join(', '),
        })
      }
    }
    return content
  }
}

function listReader(schema: TSchema): Reader {
  const { key, max } = listMetaOf(schema)!
  const line = itemsOf(schema)!
  const read = reader(line)
  const words = names(schema)
  const lineWords = names(line)
  const keyWords = key ? names(membersOf(line)![key]) : undefined
  return (value, pointer, walk) => {
    if (!Array.isArray(value))
      return note(walk, pointer, faults.wrongType, { ...words, wanted: '列表', wantedEn: 'a list' })
    if (value.length > max) return note(walk, pointer, faults.tooMany, { ...words, length: value.length, max })
    const seen = new Map<unknown, number>()
    // Not value.map: it would skip the holes of a sparse array.
    return Array.from(value, (item: unknown, i) => {
      if (isMissing(item)) return note(walk, `${pointer}/${i}`, faults.required, lineWords)
      const content = read(item, `${pointer}/${i}`, walk) as Record<string, unknown> | undefined
      const id = key && content?.[key]
      if (key && keyWords && id !== undefined) {
        const first = seen.get(id)
        if (first === undefined) seen.set(id, i)
        else
          note(walk, `${pointer}/${i}/${key}`, faults.repeated, {
            ...keyWords,
            value: quoted(String(id)),
            first: first + 1,
          })
      }
      return content
    })
  }
}

const readers = new WeakMap<TSchema, Reader>()

function reader(schema: TSchema): Reader {
  const known = readers.get(schema)
  if (known) return known
  const meta = metaOf(schema)
  const made = meta ? fieldReader(schema, meta) : listMetaOf(schema) ? listReader(schema) : groupReader(schema)
  readers.set(schema, made)
  return made
}

/**
 * Reads a wire value by its schema: all faults at once, each with JSON pointer, words and remedy. Empty texts and nulls
 * count as missing. Nothing is rounded, cut or guessed.
 */
export function shape<S extends TSchema>(schema: S, wire: unknown, lists: CodeLists): Shaped<S> {
  const walk: Walk = { lists, faults: [] }
  const content = reader(schema)(wire, '', walk)
  return walk.faults.length > 0
    ? { content: undefined, faults: walk.faults }
    : { content: content as Content<S>, faults: [] }
}

/** The wire form of a content: figures printed with all their decimals. */
export function encode<S extends TSchema>(schema: S, content: Content<S>): Wire<S> {
  return wireOf(schema, content) as Wire<S>
}

function wireOf(schema: TSchema, value: unknown): unknown {
  if (value === undefined) return undefined
  const meta = metaOf(schema)
  if (meta) return typeof value === 'bigint' ? scales[meta.kind].print(value) : value
  if (Array.isArray(value)) return value.map((item) => wireOf(itemsOf(schema)!, item))
  const source = value as Record<string, unknown>
  const wire: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(membersOf(schema)!)) {
    if (Object.hasOwn(source, name) && source[name] !== undefined) wire[name] = wireOf(member, source[name])
  }
  return wire
}
