/** 复制与模板: what goes into a copy, for every type that there is; and whose copy it may be. */
import { content, type FieldMeta, group, itemsOf, list, membersOf, metaOf, text, whole } from '@jiamao/kernel/fields'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { modules } from '@jiamao/modules'
import { exampleHandbook } from '@jiamao/modules/enterprise/handbook/example'
import { exampleRegistration } from '@jiamao/modules/enterprise/registry/example'
import { checklist, deskOf, setUp } from '@jiamao/tests/books'
import { ask } from '@jiamao/tests/database'
import { makePlatform, type TestPlatform } from '@jiamao/tests/platform'
import type { TSchema } from 'typebox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Subject } from '../identity/index.ts'
import { copied } from './copied.ts'
import { copyFiling, dropTemplate, keepTemplate, listTemplates, openTemplate, requestOf } from './index.ts'

/** Every single value of a content with what its field says of itself. */
function* valuesOf(schema: TSchema, wire: unknown, at = ''): Generator<[string, FieldMeta, unknown]> {
  const meta = metaOf(schema)
  if (meta) {
    if (wire !== undefined && wire !== '') yield [at, meta, wire]
    return
  }
  const line = itemsOf(schema)
  if (line)
    for (const [i, item] of (wire as unknown[] | undefined)?.entries() ?? []) yield* valuesOf(line, item, `${at}/${i}`)
  for (const [name, member] of Object.entries(membersOf(schema) ?? {}))
    yield* valuesOf(member, (wire as Record<string, unknown> | undefined)?.[name], `${at}/${name}`)
}
const filings = modules.flatMap((module) => module.filings)

describe.each(filings.map((filing) => [filing.id, filing] as const))('a copy of %s', (id, filing) => {
  const copy = copied(filing.content, filing.example)
  test('has all that the enterprise enters, and nothing else', () => {
    const own = [...valuesOf(filing.content, filing.example)].filter(
      ([, { source = 'e', once }]) => source === 'e' && !once,
    )
    expect([...valuesOf(filing.content, copy)].map(([at, , value]) => [at, value])).toEqual(
      own.map(([at, , value]) => [at, value]),
    )
  })
  test('is another document: it has no own number, or is of a kind that has none', () => {
    const number = (copy as { head?: { ownNumber?: string } }).head?.ownNumber
    expect(number, id).toBeUndefined()
  })
})

test('what the platform does not hold is carried over though it is a held field; what it holds is not', () => {
  const line = group(
    { zh: '行', en: 'Line' },
    {
      seq: whole({ zh: '序号', en: 'No', max: 9, source: 'e' }),
      part: text({ zh: '料号', en: 'Part', max: 9, source: 'h:parts' }),
      name: text({ zh: '名称', en: 'Name', max: 9, source: 'h:parts' }),
      total: whole({ zh: '合计', en: 'Total', max: 9, source: 'c' }),
      answer: text({ zh: '答复', en: 'Answer', max: 9, source: 'o' }),
    },
  )
  const schema = content({ lines: list(line, { zh: '行', en: 'Lines', max: 9 }) })
  const wire = { lines: [1, 2].map((seq) => ({ seq, part: `P${seq}`, name: `N${seq}`, total: 7, answer: 'yes' })) }
  const complete = { lines: [{ seq: 1, part: 'P1', name: '' }] }
  expect(copied(schema, wire, complete)).toEqual({
    lines: [
      { seq: 1, name: 'N1' },
      { seq: 2, part: 'P2', name: 'N2' },
    ],
  })
})

describe('on a platform', () => {
  let p: TestPlatform
  let clerk: Subject
  let stranger: Subject
  let handbook: Uuid
  let imported: Uuid
  let n = 0
  const asked = () => requestOf(`copy ${++n}`, n)
  const draftOf = async (id: Uuid) =>
    Object.fromEntries(
      (
        await ask<{ part: string; body: unknown }>(
          p.db.owner,
          'select part, body from platform.draft_part where filing_id = $1 order by part, chunk',
          [id],
        )
      ).map(({ part, body }) => [part, body]),
    )
  beforeAll(async () => {
    p = await makePlatform()
    clerk = await p.subject(p.firm, 'customsClerk')
    const other = { party: 'enterprise', name: '另一家有限公司', creditCode: null, customsCode: null }
    stranger = await p.subject(await p.engine.directory.add(other, p.clock.machine()), 'customsClerk')
    const desk = deskOf(p, clerk)
    await desk.file('enterprise.registration', exampleRegistration)
    handbook = (await setUp(desk, 'HB-1', 'C520720A0001')).id
    imported = (await desk.file('enterprise.checklist.import', checklist('C520720A0001', 'I-1', 1, '100'))).filed.id
  })
  afterAll(() => p.drop())

  test('a filed handbook becomes a draft: goods and amounts are there, number, contracts and validity are not', async () => {
    const { status, body } = await copyFiling(p.engine, clerk, handbook, asked())
    expect(status).toBe(201)
    const draft = (await draftOf((body as { id: Uuid }).id)) as Record<string, Record<string, unknown>>
    expect(draft.head).not.toHaveProperty('ownNumber')
    expect(draft.head).not.toHaveProperty('importContract')
    expect(draft.head).not.toHaveProperty('validTo')
    expect(draft.head).not.toHaveProperty('number')
    expect(draft.head).toMatchObject({ tradeMode: exampleHandbook.head.tradeMode })
    expect(draft.materials).toHaveLength(2)
  })

  test('a copy of a checklist, given a number, is filed as it is: nothing of it has to be entered again', async () => {
    const { body } = await copyFiling(p.engine, clerk, imported, asked())
    const draft = (await draftOf((body as { id: Uuid }).id)) as { head: object; lines: object[] }
    const desk = deskOf(p, clerk)
    const wire = { ...draft, head: { ...draft.head, ownNumber: 'I-2' } }
    const { status, filed } = await desk.file('enterprise.checklist.import', wire)
    expect([status, filed.findings.filter(({ effect }) => effect === 'reject')]).toEqual([201, []])
    const [{ effort }] = await ask<{ effort: object }>(p.db.owner, 'select effort from platform.filing where id = $1', [
      (body as { id: Uuid }).id,
    ])
    expect(effort).toMatchObject({ origin: 'imported' })
  })

  test('a template is the enterprise’s: kept by name, listed, opened, replaced by one of its name, deleted', async () => {
    await keepTemplate(p.engine, clerk, imported, '每周进口', asked())
    await keepTemplate(p.engine, clerk, imported, '每周进口', asked())
    const colleague = await p.subject(p.firm, 'customsClerk')
    const [template, ...more] = await listTemplates(p.engine, colleague)
    expect([template.name, template.book, more]).toEqual(['每周进口', 'C520720A0001', []])
    const { body } = await openTemplate(p.engine, colleague, template.id, asked())
    expect(await draftOf((body as { id: Uuid }).id)).toHaveProperty('lines')
    expect(await listTemplates(p.engine, stranger)).toEqual([])
    await expect(openTemplate(p.engine, stranger, template.id, asked())).rejects.toThrow('NOT_FOUND')
    await expect(dropTemplate(p.engine, stranger, template.id)).rejects.toThrow('NOT_FOUND')
    await dropTemplate(p.engine, clerk, template.id)
    expect(await listTemplates(p.engine, clerk)).toEqual([])
  })

  test('what is another’s is not copied, by a stranger or by an office that may see it', async () => {
    await expect(copyFiling(p.engine, stranger, handbook, asked())).rejects.toThrow('NOT_FOUND')
    const officer = await p.subject(p.offices.customs, 'officer')
    await expect(copyFiling(p.engine, officer, handbook, asked())).rejects.toThrow('NOT_FOUND')
    await expect(copyFiling(p.engine, clerk, newUuid(), asked())).rejects.toThrow('NOT_FOUND')
    const idle = await p.subject(p.firm, 'nothing')
    await expect(copyFiling(p.engine, idle, handbook, asked())).rejects.toThrow('NOT_ALLOWED')
  })

  test('the same request makes one draft', async () => {
    const same = asked()
    expect(await copyFiling(p.engine, clerk, handbook, same)).toEqual(await copyFiling(p.engine, clerk, handbook, same))
  })
})
