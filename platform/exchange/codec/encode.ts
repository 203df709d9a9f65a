import { defineProblem, type ProblemItem } from '@jiamao/kernel/problem'
import { quoted } from '@jiamao/kernel/words'
import * as kinds from './breach.ts'
import type { Unknown } from './decode.ts'
import { type Field, type Group, isBlank, type Part, type WireRecord } from './parts.ts'
import { type Breach, contentCheck, missing } from './rules.ts'
import { Strays } from './strays.ts'
import { escaped, xmlHeader } from './xml-text.ts'

const placeGone = defineProblem({
  code: 'MESSAGE_PLACE_GONE',
  status: 422,
  zh: {
    title: '未知元素无处可放',
    detail: '{xml} 原在 {parent}，现已不存在。',
    remedy: '恢复该处内容，或去掉这个元素。',
  },
  en: {
    title: 'Unknown element without a place',
    detail: '{xml} stood in {parent}, which is gone.',
    remedy: 'Restore that place, or leave the element out.',
  },
})

/** One document being written: what goes along, and what was found. */
interface Job {
  readonly problems: ProblemItem[]
  readonly strays: Strays | undefined
}

/**
 * Writes one element out of the record that it stands in, and holds it to its rules on the way: one walk is half the time.
 *
 * @param pointer the record's
 * @param place the pointer of the element around, which a wrap does not share with its record
 */
type Writer = (record: WireRecord, pointer: string, place: string, job: Job) => string

/**
 * Compiles checking and writing of a document from its parts: elements in the table's order, those without content empty.
 *
 * @param version names the codec in words, `INV101@2024-07`
 * @returns a function to bytes in UTF-8, or to all breaches at once, each with a pointer into the records
 */
export function documentWriter(root: Part, version: string) {
  const write = recordWriter([root], version)
  return (record: WireRecord, unknown: readonly Unknown[]): Uint8Array | readonly ProblemItem[] => {
    const job: Job = { problems: [], strays: unknown.length > 0 ? new Strays(unknown) : undefined }
    const xml = write(record, '', '/', job)
    for (const { xml: lost, parent } of job.problems.length === 0 ? (job.strays?.left() ?? []) : []) {
      job.problems.push(placeGone({ xml: quoted(lost), parent: parent || '/' }, { pointer: parent }).item())
    }
    return job.problems.length > 0 ? job.problems : Buffer.from(xmlHeader + xml)
  }
}

function report(job: Job, { name, meaning }: { name: string; meaning: string }, parent: string, broken: Breach): void {
  const [kind, values] = broken
  const element = quoted(name)
  const pointer = `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
  job.problems.push(
    kind({ ...values, element, label: meaning ? `${element}（${meaning}）` : element }, { pointer }).item(),
  )
}

function writerOf(part: Part, version: string): Writer {
  if (part.role === 'fixed') return () => part.xml
  if (part.role === 'field') return fieldWriter(part)
  if (part.role === 'group') return groupWriter(part, version)
  const inside = partsWriter(part.parts, version)
  return (record, pointer, _place, job) =>
    `<${part.name}${part.attributes}>${inside(record, pointer, part.at, job)}</${part.name}>`
}

function fieldWriter(field: Field): Writer {
  const { name, rules, blank } = field
  const check = contentCheck(rules)
  const open = `<${name}>`
  const close = `</${name}>`
  const empty = blank ? open + close : ''
  // Figures and dates that keep their rules have nothing to escape.
  const isText = rules.form === 'text'
  return (record, pointer, _place, job) => {
    const value = record[name]
    let broken: Breach | undefined
    if (value === undefined || value === '' || (typeof value === 'string' && isBlank(value))) {
      broken = missing(rules, record)
      if (!broken) return empty
    } else if (typeof value !== 'string') broken = [kinds.wrongShape, shapes.text]
    else {
      broken = check(value)
      if (!broken) return open + (isText ? escaped(value) : value) + close
    }
    report(job, field, pointer, broken)
    return ''
  }
}

const shapes = {
  text: { wantedZh: '文本', wantedEn: 'a text' },
  record: { wantedZh: '一组元素', wantedEn: 'a record' },
  list: { wantedZh: '列表', wantedEn: 'a list of records' },
}
const isRecord = (value: unknown): value is WireRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function groupWriter(group: Group, version: string): Writer {
  const { name, required, many } = group
  const inside = recordWriter(group.parts, version)
  const open = `<${name}>`
  const close = `</${name}>`
  return (record, pointer, place, job) => {
    const value: unknown = record[name]
    const list = many ? value : value === undefined ? [] : [value]
    if (list === undefined || (Array.isArray(list) && list.length === 0)) {
      if (required) report(job, group, pointer, [kinds.required, {}])
      return ''
    }
    if (!Array.isArray(list) || !list.every(isRecord)) {
      report(job, group, pointer, [kinds.wrongShape, many ? shapes.list : shapes.record])
      return ''
    }
    let xml = ''
    for (let i = 0; i < list.length; i++) {
      const own = many ? `${name}/${i}` : name
      const at = `${pointer}/${own}`
      xml += open + inside(list[i], at, at, job) + close
      // Behind a single element the sequence asks.
      if (many && job.strays) xml += job.strays.take(place, own)
    }
    return xml
  }
}

/** Writes all parts of one record, and reports elements that the table does not have: this version cannot carry them (I14.2). */
function recordWriter(parts: readonly Part[], version: string): Writer {
  const write = partsWriter(parts, version)
  const names = namesOf(parts)
  return (record, pointer, place, job) => {
    for (const name in record) {
      if (names.has(name) || record[name] === undefined) continue
      report(job, { name, meaning: '' }, pointer, [kinds.unknownElement, { version }])
    }
    return write(record, pointer, place, job)
  }
}

function partsWriter(parts: readonly Part[], version: string): Writer {
  const writers = parts.map((part) => writerOf(part, version))
  return (record, pointer, place, job) => {
    const { strays } = job
    let xml = strays ? strays.take(place, '') : ''
    for (let i = 0; i < writers.length; i++) {
      xml += writers[i](record, pointer, place, job)
      if (strays) xml += strays.take(place, parts[i].name)
    }
    return strays ? xml + strays.takeAll(place) : xml
  }
}

/** Elements of one record: those in wraps belong to it. */
function namesOf(parts: readonly Part[], names = new Set<string>()): Set<string> {
  for (const part of parts) {
    if (part.role === 'wrap') namesOf(part.parts, names)
    else if (part.role !== 'fixed') names.add(part.name)
  }
  return names
}
