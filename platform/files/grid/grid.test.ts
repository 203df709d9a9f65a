import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bookOf, entriesOf, zipOf } from '../receive/testing.ts'
import { columnName } from './cell.ts'
import { readGrid } from './grid.ts'
import { cellsOf, outcomeOf } from './testing.ts'

const strings =
  '<si><t>甲</t></si><si><r><rPr><b/></rPr><t>申报</t></r><r><t xml:space="preserve"> 数量</t></r></si>' +
  '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><t/></si><si><t>a_x000D_b_x005F_x0041_</t></si>'

test('cells say what they say in Excel, by type', async () => {
  const sheet =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c></row>' +
    '<row r="2"><c r="A2"><v>1.1000000000000001</v></c><c r="B2" t="n"><v>1E-5</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="e"><v>#REF!</v></c>' +
    '<c r="E2" t="inlineStr"><is><r><t>行</t></r><r><t>内</t></r></is></c><c r="F2" t="d"><v>2020-05-20T00:00:00</v></c><c r="G2" t="b"><v>0</v></c></row>' +
    '<row r="4"><c r="A4"><f>A2*2</f><v>2.2000000000000002</v></c><c r="B4" t="str"><f>"x"</f><v>x</v></c><c r="C4"><f>1/0</f></c><c r="D4" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
  expect(await cellsOf({ sheets: { a: sheet }, strings })).toEqual([
    'A1=甲',
    'B1=申报 数量',
    'C1=東京',
    'E1=a\rb_x0041_',
    'A2=1.1 (number)',
    'B2=0.00001 (number)',
    'C2=TRUE (boolean)',
    'D2=#REF! (error)',
    'E2=行内',
    'F2=2020-05-20 (date)',
    'G2=FALSE (boolean)',
    'A4 ==2.2 (number)',
    'B4 ==x',
    'C4 ==',
    'D4 ==#DIV/0! (error)',
  ])
})

describe('number formats change what a number means', () => {
  const shown = async (format: string, value: string, from1904 = false) => {
    const sheets = { a: `<row><c s="1"><v>${value}</v></c></row>` }
    return (await cellsOf({ sheets, formats: [format], from1904 }))[0].slice(3)
  }
  test.each([
    ['yyyy-mm-dd', '43971', '2020-05-20 (date)'],
    ['yyyy"年"m"月"d"日"', '43971', '2020-05-20 (date)'],
    ['[$-804]yyyy/m/d;@', '43971', '2020-05-20 (date)'],
    ['yyyy/m/d h:mm', '43971.5', '2020-05-20 12:00:00 (date)'],
    ['mmm-yy', '43971', '2020-05-20 (date)'],
    ['h:mm:ss', '0.5', '0.5 (number)'],
    ['[h]:mm', '30.5', '30.5 (number)'],
    ['0.00%', '0.03', '3% (number)'],
    ['0%', '7.0000000000000007E-2', '7% (number)'],
    ['0000000000', '101210010', '0101210010 (number)'],
    ['#,##0.00_);[Red](#,##0.00)', '1234.5', '1234.5 (number)'],
    ['"days: "0', '3', '3 (number)'],
    ['General', '43971', '43971 (number)'],
    ['yyyy-mm-dd', '60', '60 (number)'],
  ])('%s: %s → %s', async (format, value, text) => expect(await shown(format, value)).toBe(text))

  test('a book that counts from 1904', async () =>
    expect(await shown('yyyy-mm-dd', '42509', true)).toBe('2020-05-20 (date)'))

  test.each([
    ['14', '43971', '2020-05-20 (date)'],
    ['31', '43971', '2020-05-20 (date)'],
    ['57', '43971', '2020-05-20 (date)'],
    ['22', '43971.25', '2020-05-20 06:00:00 (date)'],
    ['10', '0.125', '12.5% (number)'],
    ['20', '0.5', '0.5 (number)'],
    ['49', '43971', '43971 (number)'],
  ])('built-in format %s', async (id, value, text) => {
    const parts = entriesOf({ sheets: { a: `<row><c s="0"><v>${value}</v></c></row>` } }).map((part) =>
      part.name.endsWith('styles.xml')
        ? {
            ...part,
            data: `<styleSheet><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="${id}"/></cellXfs></styleSheet>`,
          }
        : part,
    )
    const grid = await readGrid(zipOf(parts))
    for await (const { cells } of grid.sheets[0].rows()) expect(`${cells[0].text} (${cells[0].kind})`).toBe(text)
    await grid.close()
  })
})

describe('sheets as other programs write them', () => {
  test.each([
    [
      'no addresses',
      '<row><c><v>1</v></c><c t="s"><v>1</v></c></row><row/><row><c><v>3</v></c></row>',
      ['A1=1 (number)', 'B1=乙', 'A3=3 (number)'],
    ],
    [
      'cells out of order',
      '<row r="2"><c r="C2"><v>3</v></c><c r="A2"><v>1</v></c><c r="AB2"><v>28</v></c></row>',
      ['A2=1 (number)', 'C2=3 (number)', 'AB2=28 (number)'],
    ],
    ['entities', '<row><c t="str"><v>a&amp;b &lt;&#20840;&#x5168;</v></c></row>', ['A1=a&b <全全']],
    ['CDATA', '<row><c t="str"><v><![CDATA[a<b]]></v></c></row>', ['A1=a<b']],
    [
      'comments',
      '<row><!-- <row r="5"><c><v>9</v></c></row> --><c><v>1</v></c></row><row><c><v>2</v></c></row>',
      ['A1=1 (number)', 'A2=2 (number)'],
    ],
    ['pretty printed', '\n  <row r="1">\n    <c r="A1">\n      <v>1</v>\n    </c>\n  </row>\n', ['A1=1 (number)']],
    ['no rows', '', []],
    [
      'phonetic readings',
      '<row><c t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c></row>',
      ['A1=東京'],
    ],
  ])('%s', async (_, sheet, cells) => expect(await outcomeOf(sheet)).toEqual(cells))

  test('prefixes and the namespaces of Strict OOXML', async () => {
    const sheet =
      '<?xml version="1.0"?><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    expect(await outcomeOf(sheet)).toEqual(['A1=甲'])
  })

  test.each([
    ['shared string that does not exist', '<row><c t="s"><v>99</v></c></row>'],
    ['shared string without number', '<row><c t="s"><v>-1</v></c></row>'],
    ['rows out of order', '<row r="2"/><row r="1"/>'],
    ['row twice', '<row r="2"/><row r="2"/>'],
    ['row behind the last', '<row r="1048577"/>'],
    ['cell twice', '<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'],
    ['cell of another row', '<row r="3"><c r="A4"><v>1</v></c></row>'],
    ['address that is none', '<row r="3"><c r="ABCD3"><v>1</v></c></row>'],
    ['column behind the last', '<row r="3"><c r="XFE3"><v>1</v></c></row>'],
    ['number that is none', '<row><c><v>zwölf</v></c></row>'],
  ])('%s is broken', async (_, sheet) => expect(await outcomeOf(sheet)).toBe('FILE_BROKEN'))

  test('hidden sheets are read as others', async () => {
    const parts = entriesOf({ sheets: { a: '', b: '<row><c><v>1</v></c></row>' } }).map((part) =>
      part.name === 'xl/workbook.xml'
        ? { ...part, data: String(part.data).replace('name="b"', 'name="b" state="veryHidden"') }
        : part,
    )
    const grid = await readGrid(zipOf(parts))
    expect(grid.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['a', false],
      ['b', true],
    ])
    await grid.close()
  })
})

test('columns are named as in Excel', () =>
  expect([0, 25, 26, 51, 701, 702, 16_383].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'ZZ', 'AAA', 'XFD']))

/** A sheet in the plain form that is read without the XML parser. */
const plainSheet = fc
  .array(
    fc.array(
      fc.record({
        column: fc.nat(30),
        style: fc.constantFrom('', ' s="0"', ' s="1"'),
        value: fc.oneof(
          fc.constantFrom(
            ' t="s"><v>0</v></c>',
            ' t="s"><v>1</v></c>',
            '/>',
            '></c>',
            ' t="b"><v>1</v></c>',
            ' t="e"><v>#N/A</v></c>',
          ),
          fc.integer({ min: 0, max: 90_000 }).map((n) => `><v>${n}.25</v></c>`),
          fc
            .stringMatching(/^[a-z甲乙 ;"']{0,8}$/)
            .map((text) => ` t="inlineStr"><is><t xml:space="preserve">${text}&amp;</t></is></c>`),
          fc.integer({ min: 0, max: 9 }).map((n) => ` t="str"><f t="shared" si="0">A${n}</f><v>f${n}</v></c>`),
        ),
      }),
      { maxLength: 6 },
    ),
    { maxLength: 6 },
  )
  .map((rows) =>
    rows
      .map((cells, i) => {
        const placed = new Map(cells.map((cell) => [cell.column, cell]))
        const xml = Array.from(
          placed.values(),
          ({ column, style, value }) => `<c r="${columnName(column)}${i + 1}"${style}${value}`,
        )
        return xml.length ? `<row r="${i + 1}" spans="1:30">${xml.join('')}</row>` : `<row r="${i + 1}" ht="15"/>`
      })
      .join(''),
  )

describe('rows read without the XML parser', () => {
  // A comment before the first row leaves the whole sheet to the parser.
  const byParser = (sheet: string) => outcomeOf(`<!-- -->${sheet}`)

  test('say the same as with it', () =>
    fc.assert(
      fc.asyncProperty(plainSheet, async (sheet) => {
        expect(await outcomeOf(sheet)).toEqual(await byParser(sheet))
      }),
    ))

  test('say the same, or are refused alike, after any change', () =>
    fc.assert(
      fc.asyncProperty(
        plainSheet,
        fc.nat(),
        fc.nat(3),
        fc.constantFrom(
          '<',
          '>',
          '"',
          '/',
          '&',
          ' ',
          'r="1"',
          '<!--',
          '-->',
          '<v>',
          '</row>',
          '<row>',
          '=',
          '\0',
          '1',
          '<c>',
          ']]>',
        ),
        async (sheet, at, cut, put) => {
          const place = at % (sheet.length + 1)
          const changed = sheet.slice(0, place) + put + sheet.slice(place + cut)
          expect(await outcomeOf(changed)).toEqual(await byParser(changed))
        },
      ),
      { numRuns: process.env.JIAMAO_LONG ? 50_000 : 1_000 },
    ))
})

test('rows inside a long comment are no rows, wherever chunks end', async () => {
  const rows = (from: number) =>
    Array.from({ length: 20_000 }, (_, i) => `<row r="${from + i}"><c r="A${from + i}"><v>1</v></c></row>`).join('')
  const sheet = `${rows(1)}<!-- ${rows(20_001)} -->${rows(20_001)}`
  expect(await outcomeOf(sheet)).toHaveLength(40_000)
})

test.each(['', '<!-- -->'])('rows come in batches without losing any, whatever the chunks %s', async (before) => {
  const rows = Array.from(
    { length: 5_000 },
    (_, i) => `<row r="${i * 2 + 1}"><c r="A${i * 2 + 1}"><v>${i}</v></c><c r="C${i * 2 + 1}" t="s"><v>0</v></c></row>`,
  )
  const grid = await readGrid(bookOf({ sheets: { a: before + rows.join('') }, strings }))
  let i = 0
  for await (const { no, cells } of grid.sheets[0].rows()) {
    expect([no, ...cells.map(({ address, text }) => `${address}=${text}`)]).toEqual([
      i * 2 + 1,
      `A${no}=${i}`,
      `C${no}=甲`,
    ])
    i += 1
  }
  expect(i).toBe(5_000)
  await grid.close()
})
