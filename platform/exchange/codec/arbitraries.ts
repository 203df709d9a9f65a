import fc from 'fast-check'
import type { Envelope } from './frame.ts'
import { messages } from './messages.ts'
import { type Field, type Group, isBlank, type Part, type Rules, type WireRecord } from './parts.ts'
import { missing } from './rules.ts'

/** Bodies that keep all rules of a table, for tests of every codec. */

type Type = keyof typeof messages

/** Elements of a message's body, without the envelope's. */
export function bodyParts(type: Type): readonly (Field | Group)[] {
  return below([messages[type].document.root]).filter(({ name }) => name !== 'EnvelopInfo' && name !== 'PocketInfo')
}

const below = (parts: readonly Part[]): (Field | Group)[] =>
  parts.flatMap((part) => (part.role === 'wrap' ? below(part.parts) : part.role === 'fixed' ? [] : [part]))

/** A body in which every element holds the plainest text that its rules allow; lists hold one record. */
export const plainBody = (type: Type): WireRecord => plainRecord(bodyParts(type))

function plainRecord(parts: readonly (Field | Group)[]): WireRecord {
  const entries = parts.map((part) => {
    if (part.role === 'field') return [part.name, plainText(part.rules)]
    const inner = plainRecord(below(part.parts))
    return [part.name, part.many ? [inner] : inner]
  })
  return Object.fromEntries(entries)
}

/** The plainest text that keeps the rules. */
export function plainText({ form, length, min = 1, decimals = 0 }: Rules): string {
  if (form === 'integer') return '7'
  if (form === 'decimal') return decimals > 0 ? '12.5' : '12'
  if (form === 'date') return '2024-02-29'
  if (form === 'compactDate') return '20240229'
  if (form === 'dateTime') return '2024-02-29 23:05:09'
  if (form === 'isoTime') return '2024-02-29T23:05:09'
  return '1'.repeat(length ?? min)
}

/** Characters that messages meet: Chinese, outside the basic plane, to be escaped, line ends, the edges of what XML holds. */
const character = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'AZ09聚酰胺￥，-') },
  { weight: 2, arbitrary: fc.constantFrom(...'&<>"\'\r\n\t ]', '𠮷', '\u{10ffff}', '\ufffd', '\ue000', '\u0085') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }).filter(isHoldable) },
)

function isHoldable(text: string): boolean {
  return [...text].length === 1 && !/[\p{Cc}\ufffe\uffff]/u.test(text)
}

function textWithin(rules: Rules): fc.Arbitrary<string> {
  const { form, length, min = 1, max = 40, decimals = 0 } = rules
  if (form === 'text') {
    const range = length === undefined ? { minLength: min, maxLength: Math.max(min, Math.min(max, 40)) } : undefined
    return fc
      .string({ unit: character, ...(range ?? { minLength: length, maxLength: length }) })
      .map((text) => (isBlank(text) ? plainText(rules) : text))
      .filter((text) => [...text].length <= (length ?? max))
  }
  if (form === 'integer') return fc.bigInt({ min: 1n, max: 10n ** 12n }).map(String)
  if (form === 'decimal') {
    const fraction = fc.bigInt({ min: 0n, max: 10n ** BigInt(decimals) - 1n })
    return fc
      .tuple(fc.bigInt({ min: 1n, max: 10n ** 9n }), fraction)
      .map(([whole, part]) => (decimals > 0 ? `${whole}.${String(part).padStart(decimals, '0')}` : String(whole)))
  }
  return fc.constant(plainText(rules))
}

/** Any body that a codec may write: elements there or not, lists of up to three, obligations kept. */
export const anyBody = (type: Type): fc.Arbitrary<WireRecord> => anyRecord(bodyParts(type))

function anyRecord(parts: readonly (Field | Group)[]): fc.Arbitrary<WireRecord> {
  const members: Record<string, fc.Arbitrary<WireRecord[string]>> = {}
  for (const part of parts) members[part.name] = anyMember(part)
  return fc.record(members).map((record) => obliged(parts, record))
}

function anyMember(part: Field | Group): fc.Arbitrary<WireRecord[string]> {
  if (part.role === 'field') return fc.option(textWithin(part.rules), { nil: undefined, freq: 2 })
  const inner = anyRecord(below(part.parts))
  if (part.many) return fc.array(inner, { minLength: part.required ? 1 : 0, maxLength: 3 })
  return part.required ? inner : fc.option(inner, { nil: undefined })
}

/** Leaves out what is not there, and fills in what is owed; twice, since what is filled in may oblige another. */
function obliged(parts: readonly (Field | Group)[], record: WireRecord): WireRecord {
  const kept = Object.entries(record).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && !value.length),
  )
  const filled: Record<string, WireRecord[string]> = Object.fromEntries(kept)
  for (const part of [...parts, ...parts]) {
    if (part.role !== 'field' || filled[part.name] !== undefined) continue
    if (missing(part.rules, filled)) filled[part.name] = plainText(part.rules)
  }
  return filled
}

/** An envelope with all that the schema of 2017 names. */
export const envelope: Envelope = {
  EnvelopInfo: {
    version: '1.0',
    message_id: 'QD-2024-0001',
    file_name: 'INV101_I_QD-2024-0001_v1_t-1.zip',
    sender_id: 'DXPENT0000000001',
    receiver_id: 'DXPEDCSAS0000001',
    send_time: '2024-11-23T14:05:09',
  },
  PocketInfo: { pocket_id: 'QD-2024-0001', total_pocket_qty: '1', cur_pocket_no: '1', is_unstructured: '0' },
}

/** All messages, for `test.each`. */
export const types = Object.keys(messages) as Type[]
