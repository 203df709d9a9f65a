import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '@jiamao/kernel/problem'
import { spoken } from '@jiamao/kernel/testing'
import { runs } from '@jiamao/tests/big-numbers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readGrid } from '../grid/grid.ts'
import { limits } from '../limits.ts'
import { receive } from './receive.ts'
import { bookOf, entriesOf, type TestEntry, zipOf } from './testing.ts'

const rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>序号</t></is></c></row>'
const sound = entriesOf({ sheets: { 料件: rows } })

/** The problem with which a file is refused; fails where it is taken, or where an error of ours is thrown. */
async function refusal(act: Promise<unknown>): Promise<Problem> {
  const error = await act.then(
    () => undefined,
    (thrown) => thrown,
  )
  if (!(error instanceof Problem)) throw error ?? new Error('the file was taken')
  spoken(error.item())
  return error
}
const codeOf = async (bytes: Buffer) => (await refusal(receive(bytes))).kind.code
const saying = async (bytes: Buffer) => (await refusal(receive(bytes))).item().message.zh

/** Reads every cell. */
async function readAll(bytes: Buffer): Promise<string[]> {
  const grid = await readGrid(bytes)
  const texts: string[] = []
  try {
    for (const sheet of grid.sheets)
      for await (const row of sheet.rows()) texts.push(...row.cells.map(({ text }) => text))
  } finally {
    await grid.close()
  }
  return texts
}

test('a workbook is received by its bytes and from a path alike', async () => {
  const bytes = zipOf(sound)
  const upload = await receive(bytes)
  expect(upload).toMatchObject({ bytes: bytes.length, sheets: [{ name: '料件', hidden: false }] })
  const folder = await mkdtemp(join(tmpdir(), 'files-'))
  await writeFile(join(folder, 'book.pdf'), bytes) // the name is never asked
  expect(await receive(join(folder, 'book.pdf'))).toEqual(upload)
  await writeFile(join(folder, 'old.xlsx'), ole('Workbook'))
  expect((await refusal(receive(join(folder, 'old.xlsx')))).kind.code).toBe('FILE_OLD_EXCEL')
  await rm(folder, { recursive: true })
})

/** An OLE container whose directory, in the second sector, has a stream of that name. */
function ole(stream: string): Buffer {
  const bytes = Buffer.alloc(2048)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
  bytes.writeUInt16LE(9, 30)
  bytes.writeUInt32LE(1, 48)
  bytes.write('Root Entry', 1024, 'utf16le')
  bytes.write(stream, 1024 + 128, 'utf16le')
  return bytes
}

/** What Excel or WPS opens and saves as .xlsx. */
const saveable = ['CSV', 'HTML', 'Excel 2003 XML', '.xlsb', '.ods']

describe('what is no .xlsx says what it seems to be', () => {
  test.each([
    ['旧版', ole('Workbook'), 'FILE_OLD_EXCEL'],
    ['加密的 xlsx', ole('EncryptedPackage'), 'FILE_ENCRYPTED'],
    ['空文件', Buffer.alloc(0), 'FILE_EMPTY'],
  ])('%s', async (_, bytes, code) => expect(await codeOf(bytes)).toBe(code))

  test.each([
    ['CSV', Buffer.from('序号,料号\n1,2\n')],
    ['HTML', Buffer.from('<html><body><table><tr><td>1</td></tr></table>')],
    ['PDF', Buffer.from('%PDF-1.7')],
    [
      'Excel 2003 XML',
      Buffer.from('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'),
    ],
    ['.doc', ole('WordDocument')],
    ['RAR', Buffer.from('Rar!\x1a\x07')],
    ['JSON', Buffer.from('{"a":1}')],
    ['二进制', Buffer.from([1, 0, 2])],
    [
      '.docx',
      zipOf([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'word/document.xml', data: '<w/>' },
      ]),
    ],
    [
      '.xlsb',
      zipOf([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'xl/workbook.bin', data: 'x' },
      ]),
    ],
    [
      '.ods',
      zipOf([
        { name: 'mimetype', data: 'x' },
        { name: 'content.xml', data: '<x/>' },
      ]),
    ],
    ['.zip', zipOf([{ name: 'a.txt', data: 'x' }])],
    ['空的压缩包', zipOf([])],
  ])('%s', async (word, bytes) => {
    expect(await codeOf(bytes)).toBe(saveable.includes(word) ? 'FILE_OTHER_TABLE' : 'FILE_NOT_WORKBOOK')
    expect(await saying(bytes)).toContain(word)
  })
})

describe('limits hold at the value and not one over', () => {
  const filler = (count: number): TestEntry[] =>
    Array.from({ length: count }, (_, i) => ({ name: `x/${i}.xml`, data: '' }))
  test('entries', async () => {
    expect((await receive(zipOf([...sound, ...filler(limits.entries - sound.length)]))).sheets).toHaveLength(1)
    expect(await codeOf(zipOf([...sound, ...filler(limits.entries - sound.length + 1)]))).toBe('FILE_TOO_MANY')
  })
  test('sheets', async () => {
    const sheets = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`s${i}`, '']))
    expect((await receive(bookOf({ sheets: sheets(limits.sheets) }))).sheets).toHaveLength(limits.sheets)
    expect(await codeOf(bookOf({ sheets: sheets(limits.sheets + 1) }))).toBe('FILE_TOO_MANY')
  })
  test('bytes', async () => expect(await codeOf(Buffer.alloc(limits.fileBytes + 1))).toBe('FILE_TOO_LARGE'))
  test.each([
    [
      'rows',
      `<row r="${limits.rows}"><c r="A${limits.rows}"><v>1</v></c></row>`,
      `<row r="${limits.rows + 1}"><c><v>1</v></c></row>`,
    ],
    ['columns', '<row r="1"><c r="SR1"><v>1</v></c></row>', '<row r="1"><c r="SS1"><v>1</v></c></row>'],
  ])('%s', async (_, within, over) => {
    expect(await readAll(bookOf({ sheets: { a: within } }))).toEqual(['1'])
    expect((await refusal(readAll(bookOf({ sheets: { a: over } })))).kind.code).toBe('FILE_TOO_MANY')
  })
  test('formats without content, down to the last row and column, are no rows and columns', async () =>
    expect(await readAll(bookOf({ sheets: { a: '<row r="1048576"><c r="XFD1048576" s="0"/></row>' } }))).toEqual([]))
  test('characters of a cell', async () => {
    const cell = (length: number) => `<row><c t="inlineStr"><is><t>${'甲'.repeat(length)}</t></is></c></row>`
    expect(await readAll(bookOf({ sheets: { a: cell(limits.cellCharacters) } }))).toHaveLength(1)
    const over = readAll(bookOf({ sheets: { a: cell(limits.cellCharacters + 1) } }))
    expect((await refusal(over)).kind.code).toBe('FILE_CELL_TOO_LONG')
  })
})

describe('bombs', () => {
  const blanks = Buffer.alloc(4 * 1024 * 1024, ' ')
  test('what claims to unpack to too much is refused by its claim', async () => {
    const entry = { name: 'xl/big.xml', data: 'x', claims: { size: limits.unpackedBytes } }
    expect(await codeOf(zipOf([...sound, entry]))).toBe('FILE_BOMB')
    // Each within the ratio, together over the limit.
    const claims = { size: 90_000_000 }
    const many = Array.from({ length: 6 }, (_, i) => ({ name: `${i}.xml`, data: randomBytes(900_000), claims }))
    expect((await refusal(receive(zipOf([...sound, ...many])))).values.max).toBe(limits.unpackedBytes)
  })
  test('what packs a hundred to one is refused', async () =>
    expect(await codeOf(zipOf([...sound, { name: 'xl/media/a.xml', data: blanks }]))).toBe('FILE_BOMB'))
  test('what unpacks to more than it claims is stopped there', async () => {
    const lying = sound.map((part) =>
      part.name.includes('sheet1') ? { ...part, data: blanks, claims: { size: 100_000 } } : part,
    )
    expect((await refusal(readAll(zipOf(lying)))).kind.code).toBe('FILE_BOMB')
  })
  test('what unpacks to less, or to other bytes, is broken', async () => {
    const claiming = (claims: TestEntry['claims']) =>
      zipOf(sound.map((part) => (part.name.includes('sheet1') ? { ...part, claims } : part)))
    expect((await refusal(readAll(claiming({ size: 10_000 })))).kind.code).toBe('FILE_BROKEN')
    expect((await refusal(readAll(claiming({ crc: 1 })))).kind.code).toBe('FILE_BROKEN')
  })
})

describe('archives that no spreadsheet program writes', () => {
  test.each<[string, TestEntry, string]>([
    ['path upwards', { name: '../../etc/passwd', data: 'x' }, 'FILE_UNSAFE_ZIP'],
    ['path upwards, backslashes', { name: '..\\..\\a.xml', data: 'x' }, 'FILE_UNSAFE_ZIP'],
    ['absolute path', { name: '/etc/passwd', data: 'x' }, 'FILE_UNSAFE_ZIP'],
    ['drive letter', { name: 'C:/a.xml', data: 'x' }, 'FILE_UNSAFE_ZIP'],
    ['link', { name: 'xl/link', data: '/etc/passwd', mode: 0o120777 }, 'FILE_UNSAFE_ZIP'],
    ['entry twice', { name: 'XL/Workbook.xml', data: '<workbook/>' }, 'FILE_UNSAFE_ZIP'],
    ['unusual method', { name: 'a.xml', data: 'x', method: 14 }, 'FILE_UNSAFE_ZIP'],
    ['encrypted entry', { name: 'a.xml', data: 'x', flags: 1 }, 'FILE_ENCRYPTED'],
    ['archive inside', { name: 'xl/embeddings/a.bin', data: zipOf(sound) }, 'FILE_UNSAFE_ZIP'],
    ['macros', { name: 'xl/vbaProject.bin', data: 'x' }, 'FILE_MACROS'],
    ['Excel 4 macros', { name: 'xl/macrosheets/sheet1.xml', data: '<x/>' }, 'FILE_MACROS'],
  ])('%s', async (_, entry, code) => expect(await codeOf(zipOf([...sound, entry]))).toBe(code))

  test('cut off anywhere, it is refused and never an error of ours', async () => {
    const bytes = zipOf(sound)
    for (let length = 1; length < bytes.length; length += 7) {
      expect(await codeOf(bytes.subarray(0, length))).toMatch(/^FILE_(BROKEN|NOT_WORKBOOK|OTHER_TABLE)$/)
    }
  })
  test('with any byte changed, it is refused or read, never an error of ours', async () => {
    const bytes = zipOf(sound)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
        const changed = Buffer.from(bytes)
        changed[at] = value
        await receive(changed)
          .then(() => readAll(changed))
          .catch((error) => expect(error).toBeInstanceOf(Problem))
      }),
      { numRuns: runs(1_000) },
    )
  })
})

describe('hostile XML', () => {
  const entities = Array.from({ length: 10 }, (_, i) => `<!ENTITY e${i + 1} "&e${i};&e${i};">`).join('')
  test.each([
    [
      'document type',
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>',
      'FILE_UNSAFE_XML',
    ],
    [
      'entities in entities',
      `<!DOCTYPE a [<!ENTITY e0 "x">${entities}]><worksheet>&e10;</worksheet>`,
      'FILE_UNSAFE_XML',
    ],
    [
      'unknown entity',
      '<worksheet><sheetData><row><c t="str"><v>&x;</v></c></row></sheetData></worksheet>',
      'FILE_BROKEN',
    ],
    ['depth', `<worksheet>${'<a>'.repeat(100)}${'</a>'.repeat(100)}</worksheet>`, 'FILE_UNSAFE_XML'],
    [
      'a million attributes',
      `<worksheet ${Array.from({ length: 1_000_000 }, (_, i) => `a${i}=""`).join(' ')}/>`,
      'FILE_UNSAFE_XML',
    ],
    [
      'text of many megabytes',
      `<worksheet><a>${Array.from({ length: 2_000_000 }, (_, i) => i).join('')}</a></worksheet>`,
      'FILE_BROKEN',
    ],
    ['not well formed', '<worksheet><sheetData><row></sheetData></worksheet>', 'FILE_BROKEN'],
    ['other encoding', '<?xml version="1.0" encoding="gbk"?><worksheet/>', 'FILE_BROKEN'],
  ])('%s', async (_, xml, code) => {
    const bytes = bookOf({ sheets: { a: xml.startsWith('<!') ? `<?xml version="1.0"?>${xml}` : xml } })
    expect((await refusal(readAll(bytes))).kind.code).toBe(code)
  })
  test('bytes that are no UTF-8', async () => {
    const parts = sound.map((part) =>
      part.name.includes('sheet1') ? { ...part, data: Buffer.from('<worksheet>\xff\xfe</worksheet>', 'latin1') } : part,
    )
    expect((await refusal(readAll(zipOf(parts)))).kind.code).toBe('FILE_BROKEN')
  })
})
