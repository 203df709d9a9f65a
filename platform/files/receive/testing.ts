import { crc32, deflateRawSync } from 'node:zlib'

/** For tests: one entry of an archive, honest unless told otherwise. */
export interface TestEntry {
  readonly name: string
  readonly data: string | Buffer
  /** 0 stored, 8 deflated. */
  readonly method?: number
  /** General purpose flags; 1 is encrypted. */
  readonly flags?: number
  /** Unix mode and type, as `0o120777` for a link. */
  readonly mode?: number
  /** What the directory claims instead of the truth. */
  readonly claims?: { readonly size?: number; readonly crc?: number }
}

/** An archive with exactly these entries, in this order, whatever they are. */
export function zipOf(entries: readonly TestEntry[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, data, method = 8, flags = 0, mode = 0o100644, claims = {} } of entries) {
    const bytes = Buffer.from(data)
    const packed = method === 8 ? deflateRawSync(bytes) : bytes
    const fixed = Buffer.alloc(26)
    fixed.writeUInt16LE(20, 0)
    fixed.writeUInt16LE(flags | 0x800, 2) // UTF-8 names
    fixed.writeUInt16LE(method, 4)
    fixed.writeUInt32LE(claims.crc ?? crc32(bytes), 10)
    fixed.writeUInt32LE(packed.length, 14)
    fixed.writeUInt32LE(claims.size ?? bytes.length, 18)
    fixed.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fixed, Buffer.from(name), packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE((mode << 16) >>> 0, 6)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), fixed, tail, Buffer.from(name))
    bodies.push(local)
    at += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, central, end])
}

const xmlns = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const rels = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** For tests: what a workbook is made of. */
export interface TestBook {
  /** By sheet name: the whole XML of a sheet, or only what stands between `<sheetData>` and its end. */
  readonly sheets: Readonly<Record<string, string>>
  /** XML of the `si` elements. */
  readonly strings?: string
  /** Format codes; style n of a cell is the n-th, from 1. */
  readonly formats?: readonly string[]
  readonly from1904?: boolean
  readonly more?: readonly TestEntry[]
}

/** The entries of a small workbook, to be changed before they are zipped. */
export function entriesOf({ sheets, strings, formats = [], from1904, more = [] }: TestBook): TestEntry[] {
  const names = Object.keys(sheets)
  const numFmts = formats.map(
    (code, i) => `<numFmt numFmtId="${200 + i}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
  )
  const xfs = formats.map((_, i) => `<xf numFmtId="${200 + i}"/>`)
  const sheetXml = (xml: string) =>
    /^<\?xml|<worksheet/.test(xml) ? xml : `<worksheet xmlns="${xmlns}"><sheetData>${xml}</sheetData></worksheet>`
  return [
    {
      name: '[Content_Types].xml',
      data: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    },
    {
      name: '_rels/.rels',
      data: `<Relationships><Relationship Id="rId1" Type="${rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data:
        `<workbook xmlns="${xmlns}" xmlns:r="${rels}"><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>` +
        `${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="s${i + 1}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data:
        `<Relationships>${names.map((_, i) => `<Relationship Id="s${i + 1}" Type="${rels}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}` +
        `<Relationship Id="st" Type="${rels}/styles" Target="styles.xml"/><Relationship Id="ss" Type="${rels}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      data: `<styleSheet xmlns="${xmlns}"><numFmts>${numFmts.join('')}</numFmts><cellXfs><xf numFmtId="0"/>${xfs.join('')}</cellXfs></styleSheet>`,
    },
    ...(strings === undefined
      ? []
      : [{ name: 'xl/sharedStrings.xml', data: `<sst xmlns="${xmlns}">${strings}</sst>` }]),
    ...names.map((name, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, data: sheetXml(sheets[name]) })),
    ...more,
  ]
}

export const bookOf = (book: TestBook): Buffer => zipOf(entriesOf(book))
