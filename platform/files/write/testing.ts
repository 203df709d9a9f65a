import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { importBook } from '../book/import-book.ts'
import { readGrid } from '../grid/grid.ts'
import { Handbook, layout, names } from '../testing.ts'

/** For tests: a handbook's wire as the demo would send it. */
export const wire = {
  head: {
    ownNumber: 'T-1',
    competentCustoms: '5207',
    bookKind: 'importedMaterials',
    operatingEnterprise: { customsCode: '4419940001', name: '东莞样例复合材料有限公司' },
    tradeMode: '0615',
    validTo: '2020-05-20',
    levyNature: '503',
    importCurrency: 'USD',
    extensions: 0,
    urgent: false,
  },
  materials: [
    {
      seq: 1,
      part: '0012',
      hsCode: '6815992090',
      name: '碳纤维丝',
      declaredUnit: '035',
      price: '28.00000',
      currency: 'USD',
      quantity: '168105.57000',
      country: 'TWN',
      levyMode: '3',
      mainMaterial: 'auxiliary',
    },
  ],
  products: [],
  consumption: [
    { no: 1, productSeq: 1, materialSeq: 1, version: '0', net: '0.760000000', tangible: '3', bondedShare: '100' },
  ],
}

/** Imports what was written. */
export async function readBack(book: Readable) {
  const grid = await readGrid(await buffer(book))
  try {
    return await importBook(Handbook, layout, grid, names)
  } finally {
    await grid.close()
  }
}

const figure = (digits: number, decimals: number) =>
  fc
    .bigInt({ min: 0n, max: 10n ** BigInt(digits) - 1n })
    .map((n) => n.toString().padStart(decimals + 1, '0'))
    .map((text) => `${text.slice(0, -decimals)}.${text.slice(-decimals)}`)

/** Texts that people and attackers type; without blanks at the ends, which an import takes away. */
const words = (max: number) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: max }),
      fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n＝＋－＠|"\'&<>_x0041甲 ,;'), minLength: 1, maxLength: max }),
      fc.constantFrom(
        '=1+1',
        '=cmd|calc!A0',
        '+86 138',
        '-5',
        '@SUM(A1)',
        '0012',
        '1E5',
        '_x000D_',
        'TRUE',
        '2020/5/20',
        '备注',
        '#REF!',
      ),
    )
    .map((text) =>
      text
        .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
        .replace(/^[\s\u200b\u200e\u200f\u2060\ufeff]+|[\s\u200b\u200e\u200f\u2060\ufeff]+$/g, ''),
    )
    .filter((text) => text.length > 0 && text.length <= max)

const codeOf = (list: string) => fc.constantFrom(...names.entries(list).map(({ code }) => code))
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })
const customsCode = digits(10)

const goods = {
  part: words(32),
  hsCode: digits(10),
  name: words(512),
  specification: optional(words(255)),
  declaredUnit: codeOf('unit'),
  price: figure(15, 5),
  currency: codeOf('currency'),
  quantity: figure(15, 5),
  total: optional(figure(18, 5)),
  country: codeOf('country'),
  levyMode: codeOf('levy-mode'),
  difference: optional(figure(12, 5).map((text) => `-${text}`)),
  changeMark: optional(fc.constantFrom('yes', 'no')),
  remark: optional(words(4000)),
}
const lines = <T extends object>(line: fc.Arbitrary<T>, key: string, least = 0) =>
  fc.array(line, { minLength: least, maxLength: 5 }).map((all) => all.map((one, i) => ({ ...one, [key]: i * 3 + 1 })))

/** Any handbook that its shape accepts, as wire. */
export const anyWire = fc.record({
  head: fc.record({
    preentryNumber: optional(digits(16).map((rest) => `20${rest}`)),
    number: optional(digits(7).map((rest) => `C5207${rest}`)),
    ownNumber: words(64),
    competentCustoms: codeOf('customs-district'),
    bookKind: fc.constantFrom('suppliedMaterials', 'importedMaterials'),
    operatingEnterprise: fc.record({ customsCode, creditCode: fc.constant('91441900MA00000010'), name: words(512) }),
    processingEnterprise: optional(fc.record({ customsCode, name: words(512) })),
    tradeMode: codeOf('trade-mode'),
    importContract: optional(words(30)),
    validTo: day,
    levyNature: codeOf('levy-nature'),
    importCurrency: codeOf('currency'),
    extensions: optional(fc.nat(99)),
    urgent: optional(fc.boolean()),
    checklist: optional(fc.constant('QD311124E000097307')),
    declaration: optional(fc.constant('520720190579438584')),
    remark: optional(words(4000)),
  }),
  materials: lines(fc.record({ ...goods, mainMaterial: optional(fc.constantFrom('main', 'auxiliary')) }), 'seq'),
  products: lines(fc.record({ ...goods, queryMark: optional(fc.constantFrom('yes', 'no')) }), 'seq'),
  consumption: optional(
    lines(
      fc.record({
        productSeq: fc.nat(999),
        materialSeq: fc.nat(999),
        version: words(8),
        net: optional(figure(16, 9)),
        tangible: optional(figure(11, 9)),
        bondedShare: figure(11, 9),
        exchange: optional(figure(12, 9)),
      }),
      'no',
      1,
    ),
  ),
})
