import { buffer } from 'node:stream/consumers'
import { modules } from '@jiamao/modules'
import { exampleHandbook } from '@jiamao/modules/enterprise/handbook/example'
import { exampleRegistration } from '@jiamao/modules/enterprise/registry/example'
import { type Layout, writeBook } from '@jiamao/platform/files'
import { codeNamesOf } from '@jiamao/server'
import exceljs from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { policyOf2020, wireOf } from './samples.ts'
import { World } from './world.ts'

const type = 'enterprise.handbook.establish'
const world = new World({ JIAMAO_CLOCK: '2020-01-02@0' })
let token = ''
beforeAll(async () => {
  await world.start()
  const security = world.token('operator', 'securityAdmin')
  const { name, creditCode, customsCode } = exampleRegistration.head
  const firm = await world.ask<{ id: string }>('/api/v1/organisations', {
    token: security,
    json: { party: 'enterprise', name, creditCode, customsCode },
  })
  const person = await world.ask<{ token: string }>(`/api/v1/organisations/${firm.body.id}/people`, {
    token: security,
    json: { name: '关务员', roles: ['customsClerk'] },
  })
  token = person.body.token
  await world.ask('/api/v1/filings/enterprise.registration?submit=true', { token, json: exampleRegistration })
})
afterAll(() => world.end())

type Wire = typeof exampleHandbook
const definition = modules.flatMap(({ filings }) => filings).find(({ id }) => id === type)
const names = codeNamesOf(policyOf2020)

/** The example as a workbook, changed. */
function bookOf(change: (wire: Wire) => void, sheets: Layout = definition?.sheets ?? []): Promise<Buffer> {
  const wire = structuredClone(exampleHandbook)
  change(wire)
  return buffer(writeBook(definition?.content as never, sheets, wire, names))
}

/** The example as a workbook, changed cell by cell. */
async function bookWith(change: (book: exceljs.Workbook) => void): Promise<Buffer> {
  const book = new exceljs.Workbook()
  await book.xlsx.load((await bookOf(() => {})) as never)
  change(book)
  return Buffer.from(await book.xlsx.writeBuffer())
}

interface Found {
  readonly code: string
  readonly weight: string
  readonly pointer?: string
  readonly sheet?: string
  readonly cell?: string
  readonly message: { readonly zh: string; readonly en: string }
  readonly remedy: { readonly zh: string; readonly en: string }
}
interface Import {
  readonly state: string
  readonly filing: string
  readonly lines: Record<string, number>
  readonly findings: readonly Found[]
  readonly errors?: readonly Found[]
  readonly progress: { readonly rows?: number }
}

/** Uploads a workbook and waits for what came of it. */
async function imported(bytes: Uint8Array, hear: (view: Import) => void = () => {}): Promise<Import> {
  const { status, body } = await world.ask<{ id: string }>(`/api/v1/imports/${type}?name=x.xlsx`, { token, bytes })
  expect([status, body]).toEqual([202, expect.objectContaining({ state: 'queued' })])
  for (;;) {
    const { body: view } = await world.ask<Import>(`/api/v1/imports/${body.id}`, { token })
    if (view.state === 'done' || view.state === 'failed') return view
    hear(view)
    await new Promise((later) => setTimeout(later, 100))
  }
}

/** The finding of a code, in both languages with its remedy. */
function finding({ findings }: Import, code: string): Found {
  const found = findings.find((one) => one.code === code)
  if (!found) throw new Error(`no finding ${code} among ${findings.map((one) => one.code).join(', ')}`)
  for (const words of [found.message, found.remedy]) {
    expect(words.zh).toMatch(/[\u4e00-\u9fff]/)
    expect(words.en.length).toBeGreaterThan(5)
  }
  return found
}

const draftOf = async (filing: string) =>
  (await world.ask<{ state: string; content: Wire }>(`/api/v1/filings/${filing}`, { token })).body

describe('a workbook', () => {
  test('as it should be has no fault, and its template is read back', async () => {
    const view = await imported(await bookOf(() => {}))
    expect(view.findings.filter(({ weight }) => weight === 'fault')).toEqual([])
    expect(view.lines).toEqual({ head: 1, materials: 1, products: 1, consumption: 1 })
    const response = await fetch(`${world.address()}/api/v1/templates/${type}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(await wireOf(Buffer.from(await response.arrayBuffer()))).toMatchObject({ materials: [], products: [] })
  })

  test('with a missing sheet is a draft that says which', async () => {
    const view = await imported(
      await bookOf(
        () => {},
        definition?.sheets?.filter(({ part }) => part !== 'products'),
      ),
    )
    expect(finding(view, 'SHEET_MISSING')).toMatchObject({ weight: 'fault', sheet: '成品', pointer: '/products' })
    expect((await draftOf(view.filing)).content.materials.length).toBe(1)
  })

  test('with a text in a quantity cell keeps the text and names the cell', async () => {
    const view = await imported(await bookOf(({ materials }) => Object.assign(materials[0], { quantity: '约一千' })))
    const { sheet, cell, pointer, weight } = finding(view, 'KERNEL_DECIMAL')
    expect([sheet, pointer, weight]).toEqual(['料件', '/materials/0/quantity', 'fault'])
    expect(cell).toMatch(/^[A-Z]+3$/)
    expect((await draftOf(view.filing)).content.materials[0].quantity).toBe('约一千')
  })

  test('with six decimals is told, not rounded', async () => {
    const view = await imported(
      await bookOf(({ materials }) => Object.assign(materials[0], { quantity: '1030.927841' })),
    )
    expect(finding(view, 'KERNEL_DIGITS')).toMatchObject({ sheet: '料件', pointer: '/materials/0/quantity' })
    expect((await draftOf(view.filing)).content.materials[0].quantity).toBe('1030.927841')
  })

  test('with a formula is not calculated: the value that Excel kept is taken and a person must look', async () => {
    const view = await imported(
      await bookWith((book) => {
        const sheet = book.getWorksheet('料件')
        const titles = sheet?.getRow(2).values as string[]
        const cell = sheet?.getCell(3, titles.indexOf('申报数量'))
        if (cell) cell.value = { formula: '1000+30.92784', result: 1030.92784 }
      }),
    )
    expect(finding(view, 'CELL_FORMULA')).toMatchObject({ weight: 'confirm', sheet: '料件' })
    expect((await draftOf(view.filing)).content.materials[0].quantity).toBe('1030.92784')
  })

  test('with one item number twice names both lines', async () => {
    const view = await imported(await bookOf(({ materials }) => materials.push({ ...materials[0], part: 'M2' })))
    expect(finding(view, 'SHAPE_REPEATED')).toMatchObject({ sheet: '料件', pointer: '/materials/1/seq' })
  })

  test('with a product that consumes nothing is held by the gate', async () => {
    const view = await imported(await bookOf((wire) => Object.assign(wire, { consumption: [] })))
    expect(finding(view, 'R3.EMPTY')).toMatchObject({ sheet: '成品', weight: 'confirm' })
  })

  test('with an unknown HS code says so at its cell', async () => {
    const view = await imported(await bookOf(({ materials }) => Object.assign(materials[0], { hsCode: '9999999999' })))
    expect(finding(view, 'R2.HS_UNKNOWN')).toMatchObject({ sheet: '料件', pointer: '/materials/0/hsCode' })
  })

  test('comes back with its findings marked', async () => {
    const { body } = await world.ask<{ items: { id: string }[] }>('/api/v1/imports?limit=1', { token })
    const response = await fetch(`${world.address()}/api/v1/imports/${body.items[0].id}/marked`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const book = new exceljs.Workbook()
    await book.xlsx.load(await response.arrayBuffer())
    expect(book.worksheets.map(({ name }) => name)).toEqual(['表头', '料件', '成品', '单损耗', '问题'])
    const told = book.getWorksheet('问题')!.getColumn(6).values
    expect(told).toContain('R2.HS_UNKNOWN')
  })
})

describe('what is no workbook', () => {
  const refused = async (bytes: Uint8Array) => {
    const { status, body, headers } = await world.ask<{ code: string; detail: string; errors: Found[] }>(
      `/api/v1/imports/${type}`,
      { token, bytes },
    )
    expect(headers.get('content-type')).toContain('application/problem+json')
    return [status, body.code]
  }

  test('is refused at once: text, another kind of file, nonsense', async () => {
    expect(await refused(Buffer.from('序号,料号\n1,A\n'))).toEqual([415, 'FILE_OTHER_TABLE'])
    expect(await refused(Buffer.from('%PDF-1.7'))).toEqual([415, 'FILE_NOT_WORKBOOK'])
    expect(await refused(Buffer.from('\u0000\u0001\u0002 no file of any kind'))).toEqual([415, 'FILE_NOT_WORKBOOK'])
  })

  test('a zip bomb is refused before it is unpacked', async () => {
    const zip = new ZipFile()
    zip.addBuffer(Buffer.from('<Types/>'), '[Content_Types].xml')
    zip.addBuffer(Buffer.alloc(200 * 1024 * 1024), 'xl/worksheets/sheet1.xml')
    zip.end()
    expect(await refused(await buffer(zip.outputStream as never))).toEqual([422, 'FILE_BOMB'])
  })
})

describe('JSON', () => {
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${world.address()}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body,
    }).then(async (reply) => ({ status: reply.status, body: (await reply.json()) as { code: string; detail: string } }))

  test('over the limit is refused with the limit', async () => {
    const big = JSON.stringify({ head: { remark: 'x'.repeat(17 * 1024 * 1024) } })
    const { status, body } = await post(`/api/v1/filings/${type}`, big)
    expect([status, body.code]).toEqual([413, 'HTTP_TOO_LARGE'])
    expect(body.detail).toContain(String(16 * 1024 * 1024))
  })

  test('that is none, too deep, or not UTF-8 is refused', async () => {
    expect(await post(`/api/v1/filings/${type}`, '{"head":')).toMatchObject({
      status: 400,
      body: { code: 'HTTP_JSON' },
    })
    const deep = `${'['.repeat(40)}${']'.repeat(40)}`
    expect(await post(`/api/v1/filings/${type}`, deep)).toMatchObject({ status: 400, body: { code: 'HTTP_JSON' } })
    expect(await post(`/api/v1/filings/${type}`, '{"a":"\\u0000"}')).toMatchObject({ body: { code: 'HTTP_JSON' } })
  })

  test('is a draft whatever its faults, and what was typed is kept', async () => {
    const typed = { head: { ownNumber: 12, validTo: 'next year' }, materials: 'none', more: { deep: [1] } }
    const opened = await world.ask<{ id: string }>(`/api/v1/filings/${type}`, { token, json: typed })
    expect(opened.status).toBe(201)
    expect((await draftOf(opened.body.id)).content).toEqual(typed)
    const checked = await world.ask<{ findings: { check: string; pointer: string }[] }>(
      `/api/v1/filings/${opened.body.id}/check`,
      { token, method: 'POST' },
    )
    expect(checked.body.findings.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/materials', '/head/validTo']),
    )
  })

  test('filed twice at once is one filing', async () => {
    const wire = structuredClone(exampleHandbook)
    Object.assign(wire.head, { ownNumber: 'TWICE-1' })
    const file = (key: string) =>
      world.ask<{ id: string; state: string }>(`/api/v1/filings/${type}?submit=true`, {
        token,
        json: wire,
        headers: { 'idempotency-key': key },
      })
    const answers = await Promise.all([file('a'), file('b'), file('a'), file('c')])
    expect(answers.map(({ status }) => status).every((status) => status === 200 || status === 201)).toBe(true)
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  })

  test('changed by two is told to the second, with the revision that there is', async () => {
    const { body } = await world.ask<{ id: string }>(`/api/v1/filings/${type}`, { token, json: exampleHandbook })
    const change = () =>
      world.ask<{ code: string }>(`/api/v1/filings/${body.id}/content`, {
        token,
        method: 'PUT',
        json: exampleHandbook,
        headers: { 'if-match': '"1"' },
      })
    expect((await change()).status).toBe(200)
    expect(await change()).toMatchObject({ status: 412, body: { code: 'FILING_CHANGED' } })
  })

  test('of another firm is not there', async () => {
    const { body } = await world.ask<{ id: string }>(`/api/v1/filings/${type}`, { token, json: exampleHandbook })
    const other = world.accounts().find(({ party }) => party === 'enterprise')?.token
    expect(await world.ask(`/api/v1/filings/${body.id}`, { token: other })).toMatchObject({ status: 404 })
    expect(await world.ask(`/api/v1/filings/${body.id}`, { token: world.token('customs') })).toMatchObject({
      status: 404,
    })
  })
})

test('a workbook of 100,000 lines is streamed in, with progress, and judged', async () => {
  const progress: number[] = []
  const view = await imported(
    await bookOf((wire) => {
      const [material] = wire.materials
      const [product] = wire.products
      const [row] = wire.consumption
      const [materials, products] = [100, 1_000]
      Object.assign(wire, {
        materials: Array.from({ length: materials }, (_, i) => ({ ...material, seq: i + 1, part: `M${i + 1}` })),
        products: Array.from({ length: products }, (_, i) => ({ ...product, seq: i + 1, part: `P${i + 1}` })),
        consumption: Array.from({ length: materials * products }, (_, i) => {
          const [productSeq, materialSeq] = [Math.floor(i / materials) + 1, (i % materials) + 1]
          return {
            ...row,
            no: i + 1,
            productSeq,
            materialSeq,
            productPart: `P${productSeq}`,
            materialPart: `M${materialSeq}`,
          }
        }),
      })
    }),
    ({ progress: { rows } }) => progress.push(rows ?? 0),
  )
  expect([view.state, view.lines.consumption]).toEqual(['done', 100_000])
  expect(progress.some((rows) => rows > 0)).toBe(true)
}, 120_000)
