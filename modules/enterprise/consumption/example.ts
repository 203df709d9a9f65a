import type { Wire } from '@jiamao/kernel/fields'
import type { DeclarationWire } from './content.ts'
import type { versionRows, versions } from './facts.ts'

/** One version of one product, right in every row. */
export const exampleDeclaration: DeclarationWire = {
  head: { ownNumber: 'C-2020-001', form: 'net', chosenBy: 'date' },
  consumption: [
    {
      no: 1,
      productPart: 'P1',
      materialPart: 'M1',
      version: '1',
      net: '1',
      tangible: '3',
      intangible: '0',
      bondedShare: '100',
      declarationState: 'declared',
      executionMark: 'running',
      validFrom: '2020-01-02',
    },
  ],
}

type Row = DeclarationWire['consumption'][number]

/** The example with one thing changed. */
export function declarationWith(change: (wire: DeclarationWire) => void): DeclarationWire {
  const wire = structuredClone(exampleDeclaration)
  change(wire)
  return wire
}

/** The example with its row changed, and rows after it that differ from it in something. */
export const rowsWith = (change: Partial<Row>, ...more: Partial<Row>[]): DeclarationWire =>
  declarationWith(({ consumption }) => {
    const [row] = consumption
    Object.assign(row, change)
    for (const [i, other] of more.entries()) consumption.push({ ...row, ...other, no: i + 2 })
  })

/** What the registers hold once the example is filed. */
export const exampleVersions: Wire<typeof versions.value> = [
  {
    book: '*',
    product: 'P1',
    version: '1',
    validFrom: '2020-01-02',
    chosenBy: 'date',
    rework: false,
    state: 'declared',
    changedOn: '2020-01-02',
    filing: '01900000-0000-7000-8000-000000000003',
  },
]
export const exampleVersionRows: Wire<typeof versionRows.value> = [
  {
    filing: '01900000-0000-7000-8000-000000000003',
    book: '*',
    product: 'P1',
    version: '1',
    material: 'M1',
    net: '1',
    tangible: '3',
    intangible: '0',
    bondedShare: '100',
    executionMark: 'running',
  },
]

/** The registered version as one of another product: what a semi-finished part is made of. */
export const versionOf = (
  product: string,
  material: string,
  change: Partial<Wire<typeof versions.value>[number]> = {},
) => ({
  versions: [{ ...exampleVersions[0], product, ...change }],
  versionRows: [{ ...exampleVersionRows[0], product, material, version: change.version ?? '1' }],
})

const recorded = { state: 'recorded' as const, changedOn: '2020-01-02', filing: '01900000-0000-7000-8000-000000000001' }
const kilogram = { partUnit: '035', ...recorded }

/** The goods behind the example: a material, a product, both in kilograms. */
export const exampleGoods = {
  parts: [
    { part: 'M1', partName: '环氧树脂 E-51', ...kilogram },
    { part: 'P1', partName: '碳纤维预浸布', ...kilogram },
  ],
  items: [item('material', '3907300001', '环氧树脂'), item('product', '6815993900', '碳纤维预浸物')],
  relations: [relation('M1', 'material'), relation('P1', 'product')],
}

function item(kind: 'material' | 'product', hsCode: string, name: string) {
  const marks = { averageWeight: false, consumable: false, domestic: false, keyGoodsMark: 'none' as const }
  return { kind, item: 1, hsCode, name, declaredUnit: '035', legalUnit: '035', factor: '1', ...marks, ...recorded }
}

function relation(part: string, kind: 'material' | 'product') {
  return {
    book: '*',
    part,
    validFrom: '2020-01-02',
    filing: '01900000-0000-7000-8000-000000000002',
    kind,
    item: 1,
    partFactor: '1',
    hsCode: '3907300001',
    name: '环氧树脂',
    declaredUnit: '035',
    consumable: false,
    keptSingle: false,
    state: 'inForce' as const,
  }
}
