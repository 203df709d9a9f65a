/** 自有表格, 新手引导. From a firm's own workbook to a handbook that is filed, over the public API. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { behind } from './browse.ts'
import { ownSheets, ownWorkbook } from './own-workbook.ts'
import { leaves } from './samples.ts'
import { type Asking, World } from './world.ts'

// Each test reads workbooks, one after another; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 })

const world = new World()
const type = 'enterprise.handbook.establish'
let token: string
beforeAll(async () => {
  await world.start()
  token = world.account('electronics').token
  const clock = { method: 'PUT', json: { now: '2020-01-06' }, token: world.token('operator') }
  expect((await world.ask('/api/v1/clock', clock)).status).toBe(200)
}, 120_000)
afterAll(() => world.end())

interface Column {
  readonly column: number
  readonly field: string
  readonly down?: boolean
  readonly confidence?: number
}
interface Mapped {
  readonly sheet: string
  part: string | null
  readonly header: number
  columns: readonly Column[]
  readonly confidence?: number
}
type Line = Readonly<Record<string, unknown>>
interface Group {
  readonly name: string
  readonly parts: readonly string[]
  readonly impact: Line
  readonly reasons: readonly { readonly rule: string; readonly zh: string }[]
}
/** What the doors of this story answer, in one. */
interface Body {
  readonly id: string
  readonly code: string
  readonly state: string
  readonly asks?: string
  readonly filing: string
  readonly lines: Line
  readonly words: readonly Line[]
  readonly own: { readonly guessed: readonly Mapped[]; readonly remembered?: string }
  readonly findings: readonly { readonly code: string; readonly sheet?: string; readonly cell?: string }[]
  readonly errors: readonly { readonly code: string; readonly message: string; readonly messageZh: string }[]
  readonly parts: Readonly<Record<string, readonly Line[]>>
  readonly content: Readonly<Record<'materials' | 'products' | 'consumption', readonly Line[]>>
  readonly materials: readonly Group[]
  readonly products: readonly Group[]
  readonly lacking: number
  readonly isEmpty: boolean
  readonly items: readonly (Line & { readonly code: string; readonly elements: readonly string[] })[]
}
const ask = (path: string, asking: Asking = {}) => world.ask<Body>(`/api/v1${path}`, { token, ...asking })

/** The end of an import. */
async function ended(id: string): Promise<Body> {
  for (;;) {
    const { body } = await ask(`/imports/${id}`)
    if (!['queued', 'running'].includes(body.state)) return body
    await pause(100)
  }
}
async function upload(bytes: Uint8Array): Promise<Body> {
  const { body, status } = await ask(`/imports/${type}?name=own.xlsx`, { bytes })
  expect(status).toBe(202)
  return ended(body.id)
}
const mappingOf = ({ own }: Body): Mapped[] =>
  own.guessed.map(({ confidence: _, columns, ...sheet }) => ({
    ...sheet,
    columns: columns.map(({ confidence: _sure, ...column }) => column),
  }))

describe('a workbook of a firm’s own', () => {
  let first: Body
  test('is no draft yet: each column is proposed, with what it would read', async () => {
    first = await upload(await ownWorkbook())
    expect(first).toMatchObject({ state: 'done', asks: 'columns' })
    expect(first.filing).toBeUndefined()
    const [materials, products, bom] = first.own.guessed
    const fields = ({ columns }: Mapped) => columns.map(({ field, down }) => (down ? `${field} down` : field))
    expect([materials.part, materials.header, ...fields(materials)]).toEqual([
      'materials',
      4,
      '/part',
      '/name',
      '/hsCode',
      '/declaredUnit',
      '/price',
      '/currency',
      '/quantity',
      '/country',
    ])
    expect([products.part, ...fields(products)]).toEqual([
      'products',
      '/part',
      '/name',
      '/hsCode',
      '/quantity',
      '/declaredUnit',
      '/price',
      '/currency',
      '/country',
    ])
    expect([bom.part, ...fields(bom)]).toEqual([
      'consumption',
      '/productPart down',
      '/materialPart',
      '/net',
      '/tangible',
    ])
    const { body } = await ask(`/imports/${first.id}/preview`, { json: { mapping: mappingOf(first) } })
    expect(body.errors).toEqual([])
    expect(body.parts.materials[0]).toMatchObject({
      part: 'R-01',
      declaredUnit: '035',
      quantity: '1000',
      country: 'TWN',
    })
    expect(body.parts.consumption[1]).toMatchObject({ productPart: 'F-01', materialPart: 'R-02' })
  })

  test('a wrong mapping is refused with all its faults, and nothing is remembered', async () => {
    const mapping = mappingOf(first)
    mapping[0].columns = [...mapping[0].columns.filter(({ field }) => field !== '/name'), { column: 8, field: '/part' }]
    mapping[1].part = 'consumption'
    const { status, body } = await ask(`/imports/${first.id}/mapping`, { json: { mapping } })
    expect(status).toBe(422)
    expect(body.errors.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['MAPPING_FIELD_TWICE', 'MAPPING_FIELD_MISSING', 'MAPPING_PART_TWICE']),
    )
    for (const { message, messageZh } of body.errors)
      expect([message, messageZh].every((text) => text.length > 5)).toBe(true)
    expect((await upload(await ownWorkbook())).asks).toBe('columns')
  })

  test('is read as confirmed; each unknown word is asked once, then the draft is there', async () => {
    const confirmed = await ask(`/imports/${first.id}/mapping`, { json: { mapping: mappingOf(first) } })
    expect(confirmed.status).toBe(202)
    const asked = await ended(confirmed.body.id)
    expect(asked.words).toEqual([{ list: 'country', word: '宝岛', count: 1, sheet: '原材料清单', cell: 'H8' }])
    const wrong = await ask(`/imports/${asked.id}/words`, {
      json: { words: [{ list: 'country', word: '宝岛', code: 'XXX' }] },
    })
    expect([wrong.status, wrong.body.code]).toEqual([422, 'WORD_CODE'])
    const said = await ask(`/imports/${asked.id}/words`, {
      json: { words: [{ list: 'country', word: '宝岛', code: 'TWN' }] },
    })
    const made = await ended(said.body.id)
    expect(made.lines).toEqual({ materials: 4, products: 1, consumption: 4 })
    const told = made.findings.map(({ code, sheet, cell }) => `${code} ${sheet ?? ''}!${cell ?? ''}`)
    expect(told).toContain('ROW_LEFT_OUT 原材料清单!A9')
    expect(told).toContain('COLUMN_LEFT_OUT 原材料清单!I5')
    const { body } = await ask(`/filings/${made.filing}`)
    expect(body.content.materials[3]).toMatchObject({ part: 'C-01', country: 'TWN', declaredUnit: '035' })
  })

  test('is read at once the next time, and says so; and can be changed', async () => {
    const later = ownSheets.map((sheet) => ({
      ...sheet,
      rows: [...sheet.rows.slice(0, 4), ...sheet.rows.slice(4).reverse()],
    }))
    const again = await upload(await ownWorkbook(later))
    expect(again.asks).toBeUndefined()
    expect(again.own.remembered).toMatch(/^\d{4}-/)
    expect(again.lines).toMatchObject({ materials: 4 })
    const anew = await ask(`/imports/${again.id}/again`, { method: 'POST' })
    const changing = await ended(anew.body.id)
    expect(changing).toMatchObject({ asks: 'columns' })
    expect(changing.own.guessed[0]).toMatchObject({ part: 'materials', confidence: 100 })
  })

  test('of another firm is not known by what this one has said', async () => {
    const other = world.account('toys').token
    const { body } = await world.ask<Body>(`/api/v1/imports/${type}?name=own.xlsx`, {
      token: other,
      bytes: await ownWorkbook(),
    })
    for (;;) {
      const { body: read } = await world.ask<Body>(`/api/v1/imports/${body.id}`, { token: other })
      if (read.state === 'done') {
        expect(read.asks).toBe('columns')
        break
      }
      await pause(100)
    }
    const foreign = await ask(`/imports/${body.id}/mapping`, { json: { mapping: [] } })
    expect(foreign.status).toBe(404)
  })

  test('every confirmation is in the log', async () => {
    const { organisation } = world.account('electronics')
    const acts = await behind<{ act: string }>(
      world,
      `select distinct act from platform.audit where enterprise_id = $1 and act like 'import.%' order by 1`,
      [organisation],
    )
    expect(acts.map(({ act }) => act)).toEqual(['import.mapping', 'import.words'])
  })
})

describe('the guided start', () => {
  test('goes from the sheet to a handbook that is filed', async () => {
    expect((await ask('/start')).body).toMatchObject({ step: 'sheet', import: null })
    const read = await upload(await ownWorkbook())
    expect((await ask('/start', { json: { import: read.id } })).status).toBe(204)
    const { body: start } = await ask('/start')
    expect(start).toMatchObject({ step: 'columns', filing: { id: read.filing, state: 'draft' } })

    const { body: codes } = await ask('/start/codes')
    expect([codes.lacking, codes.items[0].part]).toEqual([1, 'C-01'])
    const { body: found } = await ask(`/tariff?q=${encodeURIComponent('玻璃纤维布')}`)
    expect(found.isEmpty).toBe(false)
    expect(found.items[0].elements.length).toBeGreaterThan(2)
    const { body: other } = await ask(`/tariff?q=701951`)
    expect(other.items.every(({ code }) => code.startsWith('701951'))).toBe(true)
    const lines = [{ side: 'materials', part: 'C-01', hsCode: '3907300001', specification: '无牌' }]
    expect((await ask('/start/codes', { method: 'PUT', json: { lines } })).status).toBe(200)
    expect((await ask('/start/codes')).body.lacking).toBe(0)

    const { body: proposed } = await ask('/start/merging', { json: {} })
    expect(proposed.materials.map(({ parts }) => parts)).toEqual([['R-01', 'R-02'], ['R-03'], ['C-01']])
    const [resin, pure] = proposed.materials
    expect(resin.impact).toMatchObject({ quantity: '2000.00000', total: '18000.00000', price: '9.00000' })
    expect(resin.reasons.map(({ rule }) => rule)).toEqual(['R2.9 (1)–(4)', 'R2.9 (6)', 'R2.9 (6)'])
    expect(pure.reasons[0].zh).toContain('超过 2 倍')
    const of = (side: readonly Group[]) => side.map(({ name, parts }) => ({ name, parts }))
    const groups = { materials: of(proposed.materials), products: of(proposed.products) }
    const lost = { ...groups, materials: groups.materials.slice(1) }
    expect((await ask('/start/merging', { method: 'PUT', json: { groups: lost } })).body.code).toBe('MERGING_PARTS')

    const { content: before } = (await ask(`/filings/${read.filing}`)).body
    expect((await ask('/start/merging', { method: 'PUT', json: { groups } })).status).toBe(200)
    const merged = (await ask(`/filings/${read.filing}`)).body.content
    expect(merged.materials.map(({ seq, part, name, quantity }) => [seq, part, name, quantity])).toEqual([
      [1, 'R-01', '环氧树脂', '2000.00000'],
      [2, 'R-03', '环氧树脂 高纯', '100'],
      [3, 'C-01', '玻璃纤维布', '500'],
    ])
    expect(merged.consumption.map(({ materialSeq, net }) => [materialSeq, net])).toEqual([
      [1, '1.000000000'],
      [2, '0.05'],
      [3, '0.25'],
    ])
    expect((await ask('/start/merging', { method: 'DELETE' })).status).toBe(200)
    expect(leaves((await ask(`/filings/${read.filing}`)).body.content)).toEqual(leaves(before))
    expect((await ask('/start/merging', { method: 'PUT', json: { groups } })).status).toBe(200)

    const registered = await ask('/start/registration', { method: 'POST' })
    expect([registered.status, registered.body.state]).toEqual([201, 'accepted'])
    const { body: relations } = await ask('/registers/merge-relation?limit=50')
    expect(relations.items.map(({ part, kind, item }) => `${part} ${kind} ${item}`).toSorted()).toEqual([
      'C-01 material 3',
      'F-01 product 1',
      'R-01 material 1',
      'R-02 material 1',
      'R-03 material 2',
    ])

    const { body: filing, headers } = await ask(`/filings/${read.filing}`)
    const head = {
      ownNumber: 'OWN-1',
      bookKind: 'importedMaterials',
      tradeMode: '0615',
      importContract: 'IM-1',
      exportContract: 'EX-1',
      validTo: '2020-12-31',
      importCurrency: 'USD',
      exportCurrency: 'USD',
      declarationStage: 'beforeExport',
    }
    const put = await ask(`/filings/${read.filing}/content`, {
      method: 'PUT',
      json: { ...filing.content, head },
      headers: { 'if-match': headers.get('etag') ?? '' },
    })
    expect(put.status).toBe(200)
    const submitted = await ask(`/filings/${read.filing}/submit`, {
      method: 'POST',
      headers: { 'if-match': put.headers.get('etag') ?? '' },
    })
    expect([submitted.status, submitted.body.errors ?? []]).toEqual([200, []])
  }, 60_000)
})
