/** Do the versions of a product follow each other, each as one whole (R3.6)? */
import { addDays } from '@jiamao/kernel/time'
import { defineCheck, type Hit } from '@jiamao/platform/policy/define'
import { everyBook } from '../../goods/index.ts'
import { Declaration } from '../content.ts'
import { declarationWith, exampleDeclaration, exampleVersionRows, exampleVersions, rowsWith } from '../example.ts'
import { versionRows, versions } from '../facts.ts'
import { filedVersions, type Version, versionKey, versionsAfter } from '../versions.ts'

const facts = { versions, versionRows }
const none = { versions: [], versionRows: [] }
const seen = { versions: exampleVersions, versionRows: exampleVersionRows }

/** R3.VERSION_ROWS: the rows of a version agree about it, and its last day is not before its first. */
const wholeVersion = defineCheck({
  id: 'R3.VERSION_ROWS',
  of: Declaration,
  facts: {},
  effect: 'reject',
  ground: 'R3.6',
  find: ({ content }) =>
    filedVersions(content).flatMap(({ product, version, validFrom, validTo, rework, state, at = [] }) => {
      const [first] = at
      const values = { product, version, first: content.consumption[first].no }
      const differ = at.flatMap((i): Hit[] => {
        const row = content.consumption[i]
        const fields = [
          ['validFrom', row.validFrom === validFrom],
          ['validTo', row.validTo === validTo],
          ['rework', (row.rework ?? false) === rework],
          ['declarationState', (row.declarationState ?? 'declared') === state],
        ] as const
        return fields.flatMap(([field, same]) =>
          same
            ? []
            : [
                {
                  at: `/consumption/${i}/${field}`,
                  values: {
                    ...values,
                    no: row.no,
                    fault: `${names[field][0]}与第 ${values.first} 行不同`,
                    faultEn: `${names[field][1]} differs from row ${values.first}`,
                  },
                },
              ],
        )
      })
      const ended: Hit[] =
        validTo === undefined || validTo >= validFrom
          ? []
          : [
              {
                at: `/consumption/${first}/validTo`,
                values: {
                  ...values,
                  no: values.first,
                  fault: `有效期止 ${validTo} 早于有效期起 ${validFrom}`,
                  faultEn: `it ends on ${validTo}, before it begins on ${validFrom}`,
                },
              },
            ]
      return [...differ, ...ended]
    }),
  says: {
    zh: ['第 {no} 行：成品 {product} 版本 {version} 的{fault}。', '同一版本的各行填写相同的有效期、状态和返修标志。'],
    en: [
      'Row {no}, product {product}, version {version}: {faultEn}.',
      'All rows of a version have the same days, state and rework mark.',
    ],
  },
  examples: [
    { content: exampleDeclaration, facts: {}, expect: 'pass' },
    { content: rowsWith({}, { materialPart: 'M2' }), facts: {}, expect: 'pass' },
    { content: rowsWith({}, { materialPart: 'M2', validTo: '2020-06-30' }), facts: {}, expect: 'reject' },
    { content: rowsWith({ validTo: '2020-01-02' }), facts: {}, expect: 'pass' },
    { content: rowsWith({ validTo: '2020-01-01' }), facts: {}, expect: 'reject' },
  ],
})
const names = {
  validFrom: ['有效期起', 'its first day'],
  validTo: ['有效期止', 'its last day'],
  rework: ['返修标志', 'its rework mark'],
  declarationState: ['申报状态', 'its state'],
} as const

/** R3.ROW_REPEATED: a material stands once in a version, so that its rows are one set (R3.6). */
const repeated = defineCheck({
  id: 'R3.ROW_REPEATED',
  of: Declaration,
  facts: {},
  effect: 'reject',
  ground: 'R3.6',
  find: ({ content }) => {
    const seenRows = new Map<string, number>()
    return content.consumption.flatMap(({ no, productPart: product, version, materialPart: material }, i) => {
      const key = JSON.stringify([product, version, material])
      const first = seenRows.get(key)
      if (first === undefined) seenRows.set(key, no)
      return first === undefined
        ? []
        : [{ at: `/consumption/${i}/materialPart`, values: { no, product, version, material, first } }]
    })
  },
  says: {
    zh: [
      '第 {no} 行：成品 {product} 版本 {version} 的料件 {material} 在第 {first} 行已出现。',
      '合并为一行，或改料件料号、版本号。',
    ],
    en: [
      'Row {no}: material {material} of product {product}, version {version}, already stands in row {first}.',
      'Make one row of them, or mend the part or the version.',
    ],
  },
  examples: [
    { content: exampleDeclaration, facts: {}, expect: 'pass' },
    { content: rowsWith({}, { version: '2' }), facts: {}, expect: 'pass' },
    { content: rowsWith({}, {}), facts: {}, expect: 'reject' },
  ],
})

/** R3.VERSION: versions chosen by date neither overlap nor leave a gap: told of while undeclared, refused when declared. */
const following = defineCheck({
  id: 'R3.VERSION',
  of: Declaration,
  facts,
  effect: 'reject',
  ground: 'R3.6',
  find: ({ content, facts: known }) => {
    const touched = new Set([
      ...content.consumption.map(({ productPart }) => productPart),
      ...(content.endings ?? []).map(({ productPart }) => productPart),
    ])
    const book = content.head.book ?? everyBook
    const dated = versionsAfter(content, known).filter(
      (version) =>
        version.book === book && touched.has(version.product) && version.chosenBy === 'date' && !version.rework,
    )
    return [...Map.groupBy(dated, ({ product }) => product).values()].flatMap((ofProduct) => {
      const sorted = ofProduct.sort((a, b) => (a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : 0))
      return sorted.slice(1).flatMap((next, i) => neighbours(sorted[i], next))
    })
  },
  says: {
    zh: [
      '成品 {product} 的版本 {earlier}（{from} 至 {to}）与版本 {later}（自 {begins}）{fault}。',
      '让前一版本止于 {passes}；需要并存的版本，按版本号选用。',
    ],
    en: [
      'Product {product}: version {earlier} ({from} to {to}) and version {later} (from {begins}) {faultEn}.',
      'Let the earlier one end on {passes}; versions that stand side by side are chosen by name.',
    ],
  },
  examples: [
    { content: exampleDeclaration, facts: none, expect: 'pass' },
    { content: exampleDeclaration, facts: seen, expect: 'pass' },
    { content: second({}), facts: seen, expect: 'reject' },
    { content: second({ declarationState: 'undeclared' }), facts: seen, expect: 'warn' },
    { content: second({ rework: true }), facts: seen, expect: 'pass' },
    { content: second({}, '2020-06-30'), facts: seen, expect: 'pass' },
    { content: second({}, '2020-06-29'), facts: seen, expect: 'reject' },
    { content: second({}, '2020-07-01'), facts: seen, expect: 'reject' },
    { content: byName(), facts: seen, expect: 'pass' },
  ],
})

function second(change: Parameters<typeof rowsWith>[0], end?: string) {
  const wire = rowsWith({ version: '2', validFrom: '2020-07-01', ...change })
  return end ? { ...wire, endings: [{ productPart: 'P1', version: '1', validTo: end }] } : wire
}
function byName() {
  const wire = second({})
  return { ...wire, head: { ...wire.head, chosenBy: 'name' as const } }
}

/** What is wrong between a version and the next, told at the one that is filed here. */
function neighbours(earlier: Version, later: Version): Hit[] {
  const to = earlier.validTo
  const overlap = to === undefined || to >= later.validFrom
  const gap = !overlap && addDays(to, 1) < later.validFrom
  if (!overlap && !gap) return []
  const [place, field] = later.at ? [later.at[0], 'validFrom'] : [earlier.at?.[0], 'validTo']
  const undeclared = (later.at ? later : earlier).state === 'undeclared'
  return [
    {
      at: place === undefined ? '/endings' : `/consumption/${place}/${field}`,
      values: {
        product: later.product,
        earlier: earlier.version,
        from: earlier.validFrom,
        to: to ?? '…',
        later: later.version,
        begins: later.validFrom,
        fault: overlap ? '有效期重叠' : '之间有空档',
        faultEn: overlap ? 'overlap' : 'leave a gap',
      },
      passes: addDays(later.validFrom, -1),
      ...(undeclared ? { effect: 'warn' as const } : {}),
    },
  ]
}

/** R3.ENDING: an end names a version of the register that this filing does not replace, and lies inside it. */
const ending = defineCheck({
  id: 'R3.ENDING',
  of: Declaration,
  facts,
  effect: 'reject',
  ground: 'R3.6',
  find: ({ content, facts: known }) => {
    const book = content.head.book ?? everyBook
    const filed = new Set(filedVersions(content).map(versionKey))
    const rows = new Map(known.versions.map((row) => [versionKey(row), row]))
    return (content.endings ?? []).flatMap(({ productPart: product, version, validTo }, i) => {
      const key = versionKey({ book, product, version })
      const row = rows.get(key)
      const fault = !row
        ? ['没有登记', 'is not registered']
        : filed.has(key)
          ? ['本次另行申报，在其各行填写有效期止', 'is filed here: say its last day in its rows']
          : validTo < row.validFrom
            ? [
                `自 ${row.validFrom} 起有效，不能止于 ${validTo}`,
                `begins on ${row.validFrom} and cannot end on ${validTo}`,
              ]
            : undefined
      return fault
        ? [{ at: `/endings/${i}/version`, values: { product, version, fault: fault[0], faultEn: fault[1] } }]
        : []
    })
  },
  says: {
    zh: ['成品 {product} 版本 {version} {fault}。', '核对成品料号、版本号和有效期止。'],
    en: ['Version {version} of product {product} {faultEn}.', 'Check the product, the version and the day.'],
  },
  examples: [
    { content: second({}, '2020-06-30'), facts: seen, expect: 'pass' },
    { content: second({}, '2020-06-30'), facts: none, expect: 'reject' },
    { content: second({}, '2020-01-01'), facts: seen, expect: 'reject' },
    {
      content: declarationWith((wire) => {
        wire.endings = [{ productPart: 'P1', version: '1', validTo: '2020-06-30' }]
      }),
      facts: seen,
      expect: 'reject',
    },
  ],
})

export const versionChecks = [wholeVersion, repeated, following, ending]
