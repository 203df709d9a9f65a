import type { Wire } from '@jiamao/kernel/fields'
import type { GoodsWire, RelationWire } from './content.ts'
import type { items, parts, relations } from './facts.ts'

/** Two parts and the two items they count as, right in every line. */
export const exampleGoods: GoodsWire = {
  head: { ownNumber: 'G-2020-001' },
  parts: [
    {
      mark: 'record',
      part: 'M1',
      partName: '环氧树脂 E-51',
      partSpecification: '无牌',
      partUnit: '035',
      hsCode: '3907300001',
      netWeight: '1',
      lastPrice: '8.5',
      currency: 'USD',
      country: 'TWN',
    },
    {
      mark: 'record',
      part: 'P1',
      partName: '碳纤维预浸布',
      partUnit: '035',
      netWeight: '1',
      lastPrice: '30',
      currency: 'USD',
      country: 'TWN',
    },
  ],
  items: [
    {
      mark: 'record',
      kind: 'material',
      item: 1,
      hsCode: '3907300001',
      name: '环氧树脂',
      declarationElements: '无牌',
      specification: '无牌',
      declaredUnit: '035',
      legalUnit: '035',
      factor: '1',
      mainMaterial: 'mainMaterial',
    },
    {
      mark: 'record',
      kind: 'product',
      item: 1,
      hsCode: '6815993900',
      name: '碳纤维预浸物',
      specification: '无牌',
      declaredUnit: '035',
      legalUnit: '035',
      factor: '1',
    },
  ],
}

/** The relation of those parts to those items. */
export const exampleRelation: RelationWire = {
  head: { ownNumber: 'R-2020-001', validFrom: '2020-01-02' },
  lines: [
    {
      mark: 'record',
      part: 'M1',
      partName: '环氧树脂 E-51',
      partUnit: '035',
      partFactor: '1',
      kind: 'material',
      item: 1,
      hsCode: '3907300001',
      name: '环氧树脂',
      declaredUnit: '035',
      mainMaterial: 'mainMaterial',
      consumable: false,
      price: '8.5',
      currency: 'USD',
    },
    {
      mark: 'record',
      part: 'P1',
      partName: '碳纤维预浸布',
      partUnit: '035',
      partFactor: '1',
      kind: 'product',
      item: 1,
      hsCode: '6815993900',
      name: '碳纤维预浸物',
      declaredUnit: '035',
      consumable: false,
      price: '30',
      currency: 'USD',
    },
  ],
}

/** The goods with one thing changed. */
export function goodsWith(change: (wire: GoodsWire) => void): GoodsWire {
  const wire = structuredClone(exampleGoods)
  change(wire)
  return wire
}

/** The relation with one thing changed. */
export function relationWith(change: (wire: RelationWire) => void): RelationWire {
  const wire = structuredClone(exampleRelation)
  change(wire)
  return wire
}

const recorded = { state: 'recorded' as const, changedOn: '2020-01-02', filing: '01900000-0000-7000-8000-000000000001' }

/** What the registers hold once the examples are filed. */
export const exampleParts: Wire<typeof parts.value> = [
  {
    part: 'M1',
    partName: '环氧树脂 E-51',
    partSpecification: '无牌',
    partUnit: '035',
    hsCode: '3907300001',
    netWeight: '1',
    lastPrice: '8.5',
    currency: 'USD',
    country: 'TWN',
    ...recorded,
  },
  {
    part: 'P1',
    partName: '碳纤维预浸布',
    partUnit: '035',
    netWeight: '1',
    lastPrice: '30',
    currency: 'USD',
    country: 'TWN',
    ...recorded,
  },
]

const plain = { averageWeight: false, consumable: false, domestic: false, keyGoodsMark: 'none' as const, ...recorded }
export const exampleItems: Wire<typeof items.value> = [
  {
    kind: 'material',
    item: 1,
    hsCode: '3907300001',
    name: '环氧树脂',
    declarationElements: '无牌',
    specification: '无牌',
    declaredUnit: '035',
    legalUnit: '035',
    factor: '1',
    mainMaterial: 'mainMaterial',
    ...plain,
  },
  {
    kind: 'product',
    item: 1,
    hsCode: '6815993900',
    name: '碳纤维预浸物',
    specification: '无牌',
    declaredUnit: '035',
    legalUnit: '035',
    factor: '1',
    ...plain,
  },
]

const held = {
  book: '*',
  validFrom: '2020-01-02',
  filing: '01900000-0000-7000-8000-000000000002',
  partFactor: '1',
  declaredUnit: '035',
  consumable: false,
  currency: 'USD',
  keptSingle: false,
  state: 'inForce' as const,
}
export const exampleRelations: Wire<typeof relations.value> = [
  {
    ...held,
    part: 'M1',
    kind: 'material',
    item: 1,
    hsCode: '3907300001',
    name: '环氧树脂',
    mainMaterial: 'mainMaterial',
    price: '8.5',
  },
  { ...held, part: 'P1', kind: 'product', item: 1, hsCode: '6815993900', name: '碳纤维预浸物', price: '30' },
]
