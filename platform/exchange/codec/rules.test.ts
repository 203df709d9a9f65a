import type { ProblemItem } from '@jiamao/kernel/problem'
import { describe, expect, test } from 'vitest'
import { bodyParts, plainBody, plainText, types } from './arbitraries.ts'
import { codecs } from './codecs.ts'
import type { Codec } from './define.ts'
import type { Field, Group, Rules, WireRecord } from './parts.ts'

/** One broken rule: its element, the code that says so, and the text that breaks it. `beside` is what its partner holds. */
interface Counter {
  readonly code: string
  readonly text: string
  readonly beside?: Readonly<Record<string, string>>
}

/** For each rule of an element, a text that breaks this one and no other before it. */
function counters({ form, length, min = 1, max, digits, decimals, positive, ...owed }: Rules): Counter[] {
  const found: Counter[] = []
  const breaks = (code: string, text: string, beside?: Record<string, string>) =>
    found.push({ code, text, ...(beside ? { beside } : {}) })
  if (owed.required) breaks('FIELD_REQUIRED', ' ')
  if (owed.requiredIf) breaks('FIELD_REQUIRED_IF', '', { [owed.requiredIf.element]: owed.requiredIf.value })
  if (owed.requiredWith) breaks('FIELD_REQUIRED_IF', '', { [owed.requiredWith]: '035' })
  if (form === 'text') breaks('FIELD_CHARACTER', `${'1'.repeat((length ?? min) - 1)}\u000b`)
  if (length !== undefined) breaks('FIELD_LENGTH', '1'.repeat(length + 1))
  if (form === 'text' && max !== undefined) breaks('FIELD_TOO_LONG', '单'.repeat(max + 1))
  if (min > 1) breaks('FIELD_TOO_SHORT', '1'.repeat(min - 1))
  if (form === 'integer') breaks('FIELD_INTEGER', '1.5')
  if (form === 'decimal') breaks('FIELD_DECIMAL', '1,000.5')
  if (digits !== undefined) breaks('FIELD_DIGITS', '9'.repeat(digits + 1))
  if (form === 'decimal' && decimals !== undefined) breaks('FIELD_DECIMALS', `1.${'1'.repeat(decimals + 1)}`)
  if (positive) breaks('FIELD_NOT_POSITIVE', '0.00')
  if (form === 'date') breaks('FIELD_DATE', '2023-02-29')
  if (form === 'compactDate') breaks('FIELD_DATE', '2023-02-28')
  if (form === 'dateTime') breaks('FIELD_DATE', '2024-02-29 24:00:00')
  if (form === 'isoTime') breaks('FIELD_DATE', '2024-02-29 14:00:00')
  return found
}

/** The first element of a table for each rule, with its place in a body. */
function* firstOfEach(
  parts: readonly (Field | Group)[],
  place: readonly string[] = [],
): Generator<[Field, readonly string[]]> {
  for (const part of parts) {
    if (part.role === 'field') yield [part, [...place, part.name]]
    else {
      const inner = part.parts.filter((one): one is Field | Group => one.role === 'field' || one.role === 'group')
      yield* firstOfEach(inner, [...place, part.name, ...(part.many ? ['0'] : [])])
    }
  }
}

/** The body with one text put in; shared records are not touched. */
function withText(
  value: WireRecord[string],
  [name, ...rest]: readonly string[],
  text: Readonly<Record<string, string>>,
): WireRecord[string] {
  if (Array.isArray(value)) return [withText(value[0], rest, text) as WireRecord]
  const record = value as WireRecord
  if (rest.length === 0) return { ...record, ...text }
  return { ...record, [name]: withText(record[name], Array.isArray(record[name]) ? rest : rest, text) }
}

describe.each(types)('%s', (type) => {
  const codec = codecs[type] as Codec
  const lines: string[] = []

  test('its plainest body keeps all rules', () => expect(codec.check(plainBody(type))).toEqual([]))

  test('each kind of rule of its table passes one text and refuses another', async () => {
    const seen = new Set<string>()
    for (const [field, place] of firstOfEach(bodyParts(type))) {
      for (const { code, text, beside = {} } of counters(field.rules)) {
        const broken = withText(plainBody(type), place, { ...beside, [field.name]: text }) as WireRecord
        const problems = codec.check(broken)
        expect(problems.map((problem) => [problem.code, problem.pointer])).toContainEqual([code, `/${place.join('/')}`])
        expect(codec.encode(broken)).toEqual(problems)
        if (seen.has(code)) continue
        seen.add(code)
        lines.push(line(code, place, plainText(field.rules), text, problems))
      }
    }
    const table = ['| rule | element | passes | is refused | 说明 | said |', '|--|--|--|--|--|--|', ...lines.sort()]
    const mark = codec.mark ? ` (${codec.mark})` : ''
    await expect(`# ${type}@${codec.version}${mark}\n\n${table.join('\n')}\n`).toMatchFileSnapshot(
      `./examples/${type}.md`,
    )
  })
})

function line(
  code: string,
  place: readonly string[],
  good: string,
  bad: string,
  problems: readonly ProblemItem[],
): string {
  const problem = problems.find((one) => one.code === code)
  const shown = (text: string) => `\`${short(text)}\``
  return `| ${code} | ${place.join('/')} | ${shown(good)} | ${shown(bad)} | ${short(problem?.message.zh ?? '')} | ${short(problem?.message.en ?? '')} |`
}

const short = (text: string) => {
  const visible = text.replaceAll('\u000b', '\ufffd')
  return visible.length > 90 ? `${visible.slice(0, 30)}… (${visible.length})` : visible
}

test('days and hours that the schemas of 2017 would refuse are right', () => {
  const head = { etpsPreentNo: '1', manageResult: '1' }
  for (const manageDate of ['2020-10-05 14:59:59', '2100-01-10 09:00:00', '2024-02-29 23:00:00']) {
    expect(codecs.INV201.check({ HdeApprResult: { ...head, manageDate } })).toEqual([])
  }
  for (const manageDate of ['2023-02-29 10:00:00', '2024-01-01 10:60:00', '2024-01-01', '2024-01-01T10:00:00']) {
    expect(codecs.INV201.check({ HdeApprResult: { ...head, manageDate } })).toHaveLength(1)
  }
})

test('a figure keeps its rules as XML Schema counts digits', () => {
  const line = (DclQty: string) =>
    codecs.INV101.check({ InvtListType: [{ DclQty }] }).map(({ code, pointer }) => [code, pointer])
  const passes = (text: string) => line(text).every(([, pointer]) => pointer !== '/InvtListType/0/DclQty')
  expect(
    ['1', '0001', '12345678901234.12345', '00012345678901234.12345000', '0.00001'].filter((text) => !passes(text)),
  ).toEqual([])
  const refused = [
    '.5',
    '5.',
    '+5',
    '1e3',
    '0x1F',
    ' 5',
    '1.000001',
    '123456789012345.12345',
    '-1',
    '-0',
    '１',
    '9'.repeat(65),
    `${'0'.repeat(64)}1`,
  ]
  expect(refused.filter(passes)).toEqual([])
})

test('lengths count characters, one for those outside the basic plane', () => {
  const broken = (note: string) =>
    codecs.INV201.check({ CheckInfo: [{ note }] }).some(({ pointer }) => pointer === '/CheckInfo/0/note')
  expect(broken('𠮷'.repeat(255))).toBe(false)
  expect(broken('𠮷'.repeat(256))).toBe(true)
})

test('a record that a version cannot carry says where', () => {
  const body = {
    resultFlag: '1',
    failInfo: { no: 'text' },
    New: 'x',
    'a/b~': 'y',
    retData: undefined,
  } as unknown as WireRecord
  expect((codecs.Root as Codec).check(body).map(({ code, pointer }) => [code, pointer])).toEqual([
    ['FIELD_UNKNOWN', '/New'],
    ['FIELD_UNKNOWN', '/a~1b~0'],
    ['FIELD_SHAPE', '/failInfo'],
  ])
  const shapes = { InvApprResult: [{}] } as unknown as WireRecord
  expect((codecs.INV202 as Codec).check(shapes).map(({ code, pointer }) => [code, pointer])).toEqual([
    ['FIELD_SHAPE', '/InvApprResult'],
  ])
  const list = { HdeApprResult: 'x', CheckInfo: { note: 'x' }, BondInvtDt: [{}, 'x'] } as unknown as WireRecord
  expect((codecs.INV201 as Codec).check(list).map(({ code, pointer }) => [code, pointer])).toEqual([
    ['FIELD_SHAPE', '/HdeApprResult'],
    ['FIELD_SHAPE', '/CheckInfo'],
    ['FIELD_SHAPE', '/BondInvtDt'],
  ])
})

test('obligations hold where their condition does', () => {
  const head = (InvtHeadType: Record<string, string>) =>
    codecs.INV101.check({ InvtHeadType }).filter(({ pointer }) => pointer?.startsWith('/InvtHeadType/CorrEntry'))
  expect(head({ DclcusTypecd: '1' })).toEqual([])
  expect(head({ DclcusTypecd: '2' }).map(({ code }) => code)).toEqual(Array(3).fill('FIELD_REQUIRED_IF'))
  const { ListType, ...plain } = plainBody('INV101').InvtHeadType as WireRecord
  expect([ListType, (codecs.INV101 as Codec).check({ ...plainBody('INV101'), InvtHeadType: plain })]).toEqual(['1', []])
})

test('a message without its one record, or its one line, is none', () => {
  const owed = (codec: Codec) => codec.check({}).map(({ code, pointer }) => [code, pointer])
  expect(owed(codecs.EML211 as Codec)).toEqual([['FIELD_REQUIRED', '/HdeApprResult']])
  expect(owed(codecs.INV101 as Codec)).toContainEqual(['FIELD_REQUIRED', '/InvtListType'])
  expect((codecs.INV101 as Codec).check({ ...plainBody('INV101'), InvtListType: [] })).toHaveLength(1)
})

test('the envelope is held to its rules too', () => {
  const body = { InvApprResult: { invPreentNo: '1', manageResult: '1', createDate: '2024-11-23 14:05:09' } }
  const EnvelopInfo = { version: '1', sender_id: 'DXPENT00000000001', send_time: '2024-11-23 14:05:09' }
  const problems = codecs.INV202.encode(body, { envelope: { EnvelopInfo } })
  expect(
    'length' in problems && Array.isArray(problems) ? problems.map(({ code, pointer }) => [code, pointer]) : [],
  ).toEqual([
    ['FIELD_TOO_SHORT', '/EnvelopInfo/version'],
    ['FIELD_TOO_LONG', '/EnvelopInfo/sender_id'],
    ['FIELD_DATE', '/EnvelopInfo/send_time'],
  ])
  const compact = { EnvelopInfo: { send_time: '20241123140509' } }
  expect(codecs.INV202.encode(body, { envelope: compact })).toBeInstanceOf(Uint8Array)
})
