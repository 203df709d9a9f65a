import { type Row, readTable } from '@jiamao/data'
import type { Field, Form, Group, Part, Rules } from './parts.ts'

/** What a codec adds to or corrects in its table, by path below the message node. Each entry says why where it stands. */
export type Amendments = Readonly<Record<string, Amendment>>
type Amendment = Partial<Rules> & { readonly blank?: boolean }

/** A message as a table has it: the message node, and what stands beside it in `BussinessData`. */
export interface Message {
  readonly node: string
  readonly parts: readonly Part[]
  readonly beside: readonly Part[]
}

const enterprise = readTable('messages/gg2-enterprise-side')
const customs = readTable('messages/gg2-customs-side-xsd')

/**
 * A message as the enterprise writes it (messages §6): elements in the observed order; those known but outside it follow,
 * and are written only when they hold something.
 *
 * @param twins for each group the customs-side group that says what the enterprise side does not: kinds of figures, and
 *              lengths where none were published (§6.2)
 * @throws Error where the table holds a form that is not known here, or an amendment names no element
 */
export function enterpriseMessage(
  message: string,
  twins: Readonly<Record<string, string>> = {},
  amendments: Amendments = {},
): Message {
  const rows = enterprise.filter((row) => row.message === message && !isNode(row))
  const byNode = Map.groupBy(rows, (row) => row.node)
  const amend = amender(message, amendments)
  const parts: Part[] = []
  const beside: Part[] = []
  let root = ''
  for (const [node, nodeRows] of byNode) {
    const { path, many, required } = nodeOf(node)
    const [first, name] = path
    if (name === undefined) {
      const fields = nodeRows.map((row) => enterpriseField(row, undefined, amend(row.element)))
      if (first === 'BussinessData') beside.push(...fields)
      else parts.push(...fields)
    } else {
      const twin = twins[name]
      const ordered = [...nodeRows].sort((a, b) => place(a) - place(b))
      const fields = ordered.map((row) => enterpriseField(row, twin, amend(`${name}/${row.element}`)))
      parts.push({ role: 'group', name, meaning: '', required, many, parts: fields })
    }
    if (first !== 'BussinessData') root = first
  }
  amend.done()
  if (root === '') throw new Error(`no table for ${message}`)
  return { node: root, parts, beside }
}

/** Rows that only name the root or its namespace. */
const isNode = (row: Row) => row.element === 'xmlns' || row.element === nodeOf(row.node).path.at(-1)

/** `InvtMessage/InvtListType [1..n]` as path and occurrence; none stated is exactly one. */
function nodeOf(node: string): { path: string[]; many: boolean; required: boolean } {
  const match = /^([\w/]+)(?: \(sic\))?(?: \[([01])\.\.([1n])\])?$/.exec(node)
  if (!match) throw new Error(`node ${node}`)
  return { path: match[1].split('/'), many: match[3] === 'n', required: match[2] !== '0' }
}

const unordered = '(not in observed order)'
/** Rows known but never observed keep their order behind the observed ones. */
const place = (row: Row): number => (row.seq === unordered ? Number.MAX_SAFE_INTEGER : Number.parseInt(row.seq, 10))

function enterpriseField(row: Row, twin: string | undefined, { blank, ...amendment }: Amendment): Field {
  const note = row.codes_or_rule
  const customsName = row.element[0].toLowerCase() + row.element.slice(1)
  const other = twin
    ? customs.find((candidate) => candidate.path_from_message_node === `${twin}/${customsName}`)
    : undefined
  const theirs: Rules = other ? customsRules(other) : { form: 'text' }
  const length = /(?:^| )len (\d+)$/.exec(note)?.[1]
  const rules = {
    ...sized(enterpriseForm(note, theirs), length, row.max_len),
    ...conditions(row.required),
    ...amendment,
  }
  return { role: 'field', name: row.element, meaning: row.meaning_zh, blank: blank ?? row.seq !== unordered, rules }
}

/** The form of a text: said by the note, else by the twin; but the customs side's times are written otherwise here (§5). */
function enterpriseForm(note: string, twin: Rules): Rules {
  if (note.includes('yyyyMMdd')) return { form: 'compactDate' }
  if (twin.form === 'date' || twin.form === 'dateTime') return { form: 'text' }
  if (twin.form === 'text' && /^(decimal|integer)$/.test(note)) return { form: note as Form }
  return twin
}

/** The enterprise side's own lengths go before the twin's; for a figure a length bounds its digits. */
function sized(rules: Rules, length: string | undefined, max: string): Rules {
  if (rules.form === 'compactDate') return rules
  if (length) return { ...rules, length: Number.parseInt(length, 10), max: undefined }
  if (!max) return rules
  const most = Number.parseInt(max, 10)
  if (rules.form === 'text') return { ...rules, max: most, length: undefined }
  return { ...rules, digits: Math.min(most, rules.digits ?? most) }
}

function conditions(required: string): Partial<Rules> {
  const [, element, value] = /^C: required_if=(\w+) (\w+)$/.exec(required) ?? []
  if (element) return { requiredIf: { element, value } }
  const partner = /^C: required_with=(\w+)$/.exec(required)?.[1]
  if (partner) return { requiredWith: partner }
  if (required !== '' && required !== 'R') throw new Error(`obligation ${required}`)
  return required === 'R' ? { required: true } : {}
}

/**
 * A message as customs writes it (messages §7), from the schemas of 2017. Their patterns of dates are not taken over: they
 * know neither the year 2020 nor 14 o'clock (§2.4).
 *
 * @param required what a message is held to: a filing to all that its schema does not call nillable; a receipt only to what
 *                 is amended, since live receipts leave most of the rest empty
 * @param additions elements that live messages have behind those of the schema, by group (§4.2)
 * @throws as `enterpriseMessage`
 */
export function customsMessage(
  message: string,
  required: 'schema' | 'amended',
  amendments: Amendments = {},
  additions: Readonly<Record<string, readonly Field[]>> = {},
): Message {
  const rows = customs.filter((row) => row.message === message)
  if (rows.length === 0) throw new Error(`no table for ${message}`)
  const amend = amender(message, amendments)
  const groups = rows.filter((row) => row.kind === 'group' && row.element !== message)
  const parts = groups.map((group): Group => {
    const own = rows.filter((row) => row.path_from_message_node === `${group.path_from_message_node}/${row.element}`)
    const fields = own.map((row): Field => {
      const { blank = true, ...amendment } = amend(`${group.element}/${row.element}`)
      const rules = { ...customsRules(row), ...amendment }
      const held = required === 'schema' && row.nillable !== 'Y' && row.occurs === '1..1'
      const meaning = row.meaning_zh
      return { role: 'field', name: row.element, meaning, blank, rules: held ? { ...rules, required: true } : rules }
    })
    return {
      role: 'group',
      name: group.element,
      meaning: group.meaning_zh,
      required: amend(group.element).required ?? false,
      many: group.occurs.endsWith('unbounded'),
      parts: [...fields, ...(additions[group.element] ?? [])],
    }
  })
  amend.done()
  return { node: message, parts, beside: [] }
}

const schemaForms: Readonly<Record<string, Form>> = {
  string: 'text',
  long: 'integer',
  decimal: 'decimal',
  Date: 'date',
  DateTime: 'dateTime',
}

function customsRules(row: Row): Rules {
  const form = schemaForms[row.type]
  if (form === undefined) throw new Error(`${row.path_from_message_node}: type ${row.type}`)
  if (form === 'date' || form === 'dateTime') return { form }
  const facet = (name: string) => {
    const value = new RegExp(`(?:^| )${name}=(\\d+)`).exec(row.length_facets)?.[1]
    return value === undefined ? undefined : Number.parseInt(value, 10)
  }
  const decimals = facet('fractionDigits')
  if (form === 'decimal' && decimals === 0) return { form: 'integer', digits: facet('totalDigits') }
  return {
    form,
    length: facet('length'),
    min: facet('minLength'),
    max: facet('maxLength'),
    digits: facet('totalDigits'),
    decimals,
  }
}

/** Looks up amendments and, when done, fails on those that named nothing: a slip would otherwise amend in silence. */
function amender(message: string, amendments: Amendments) {
  const used = new Set<string>()
  const lookUp = (path: string): Amendment => {
    if (path in amendments) used.add(path)
    return amendments[path] ?? {}
  }
  const done = () => {
    const idle = Object.keys(amendments).filter((path) => !used.has(path))
    if (idle.length > 0) throw new Error(`${message} has no ${idle.join(', ')}`)
  }
  return Object.assign(lookUp, { done })
}
