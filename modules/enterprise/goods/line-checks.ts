/** Checks of goods that every book, checklist and sale asks of its lines (R2): written once, bound to each content. */
import type { Content, Wire } from '@jiamao/kernel/fields'
import { quantities } from '@jiamao/kernel/numbers'
import { type Check, defineCheck, type Pointer } from '@jiamao/platform/policy/define'
import type { PolicyInForce } from '@jiamao/platform/policy/in-force'
import type { TObject } from 'typebox'
import { metricFactor } from './units.ts'

/** One line of goods, as these checks read it. */
export interface GoodsLine {
  readonly at: Pointer
  readonly seq: number
  readonly side: 'I' | 'E'
  readonly hsCode: string
  readonly specification?: string
  readonly declaredUnit: string
  readonly legalUnit: string
  readonly secondLegalUnit?: string
  readonly factor?: bigint
}

/** How a content holds goods, and an example to trip the checks with. */
export interface GoodsIn<S extends TObject> {
  readonly of: S
  lines(content: Content<S>): readonly GoodsLine[]
  readonly example: Wire<S>
  /** The example with its first line of goods changed. */
  exampleWith(
    change: Partial<
      Record<'hsCode' | 'legalUnit' | 'secondLegalUnit' | 'declaredUnit' | 'factor' | 'specification', string>
    >,
  ): Wire<S>
}

const tariffLine = (policy: PolicyInForce, code: string) => policy.catalogue('tariff').get(code)

/** R2.HS_UNKNOWN: the code is in the tariff of the day (R2.1). */
const hsUnknown = <S extends TObject>({ of, lines, example, exampleWith }: GoodsIn<S>) =>
  defineCheck({
    id: 'R2.HS_UNKNOWN',
    of,
    facts: {},
    effect: 'reject',
    ground: 'R2.1',
    find: ({ content, policy }) => {
      if (policy.catalogue('tariff').isEmpty) return []
      return lines(content).flatMap(({ at, seq, hsCode }) =>
        tariffLine(policy, hsCode) ? [] : [{ at: `${at}/hsCode`, values: { seq, hsCode, on: policy.on } }],
      )
    },
    says: {
      zh: [
        '第 {seq} 项商品编码 {hsCode} 不在 {on} 有效的税则中。',
        '按当日税则改为有效的 10 位编码；税则变更后的编码需逐项确认。',
      ],
      en: [
        'Item {seq}: HS code {hsCode} is not in the tariff of {on}.',
        'Use a 10-digit code of that day; successors after a tariff change are chosen one by one.',
      ],
    },
    examples: [
      { content: example, facts: {}, expect: 'pass' },
      { content: exampleWith({ hsCode: '3907300002' }), facts: {}, expect: 'reject' },
    ],
  })

/** R2.TARIFF_DATE: the tariff of the year was not entered: the last one known judges, and says so. */
const tariffDate = <S extends TObject>({ of, example }: GoodsIn<S>) =>
  defineCheck({
    id: 'R2.TARIFF_DATE',
    of,
    facts: {},
    effect: 'warn',
    ground: 'R2.1',
    find: ({ policy }) => {
      const [first] = policy.catalogue('tariff').rows()
      if (first === undefined) return [{ at: '', values: { on: policy.on, known: '—' } }]
      return first.validFrom.slice(0, 4) === policy.on.slice(0, 4)
        ? []
        : [{ at: '', values: { on: policy.on, known: first.validFrom } }]
    },
    says: {
      zh: [
        '平台没有录入 {on} 所在年度的税则（已录入：{known}），商品编码和法定单位按已有税则校验。',
        '自行核对当年税则；请政策岗录入当年税则。',
      ],
      en: [
        'The tariff of the year of {on} was not entered (known: {known}); codes and legal units are judged by the one there is.',
        'Compare with this year’s tariff yourself, and have it entered.',
      ],
    },
    examples: [
      { content: example, facts: {}, on: '2020-03-01', expect: 'pass' },
      { content: example, facts: {}, on: '2026-03-01', expect: 'warn' },
    ],
  })

/** R2.LEGAL_UNIT: legal units are the tariff's (R2.2). */
const legalUnit = <S extends TObject>({ of, lines, example, exampleWith }: GoodsIn<S>) =>
  defineCheck({
    id: 'R2.LEGAL_UNIT',
    of,
    facts: {},
    effect: 'reject',
    ground: 'R2.2',
    find: ({ content, policy }) =>
      lines(content).flatMap(({ at, seq, hsCode, ...line }) => {
        const tariff = tariffLine(policy, hsCode)
        if (!tariff) return []
        return (['legalUnit', 'secondLegalUnit'] as const).flatMap((field) =>
          (line[field] ?? '') === (tariff[field] ?? '')
            ? []
            : [
                {
                  at: `${at}/${field}`,
                  values: { seq, hsCode, unit: line[field] ?? '—' },
                  passes: tariff[field] || '—',
                },
              ],
        )
      }),
    says: {
      zh: ['第 {seq} 项法定单位 {unit} 与税则不符（{hsCode}）。', '改为 {passes}。'],
      en: ['Item {seq}: legal unit {unit} is not the tariff’s for {hsCode}.', 'Put {passes}.'],
    },
    examples: [
      { content: example, facts: {}, expect: 'pass' },
      { content: exampleWith({ legalUnit: '007' }), facts: {}, expect: 'reject' },
    ],
  })

/** R2.FACTOR: same unit 1, metric masses the metric factor; anything else needs a factor of its own (R2.4). */
const factor = <S extends TObject>({ of, lines, example, exampleWith }: GoodsIn<S>) =>
  defineCheck({
    id: 'R2.FACTOR',
    of,
    facts: {},
    effect: 'reject',
    ground: 'R2.4',
    find: ({ content }) =>
      lines(content).flatMap(({ at, seq, declaredUnit, legalUnit: legal, factor: filed }) => {
        const metric = metricFactor(declaredUnit, legal)
        if (metric === undefined || filed === undefined || filed === metric) return []
        return [
          { at: `${at}/factor`, values: { seq, filed: quantities.print(filed) }, passes: quantities.print(metric) },
        ]
      }),
    says: {
      zh: ['第 {seq} 项比例因子 {filed} 与两个单位的换算不符。', '改为 {passes}。'],
      en: ['Item {seq}: factor {filed} is not the conversion of its two units.', 'Put {passes}.'],
    },
    examples: [
      { content: example, facts: {}, expect: 'pass' },
      { content: exampleWith({ factor: '2' }), facts: {}, expect: 'reject' },
    ],
  })

/** R2.ELEMENTS: how many lines give fewer declaration elements than the tariff asks; a warning in books and lists (R2.6). */
const elements = <S extends TObject>({ of, lines, example, exampleWith }: GoodsIn<S>) =>
  defineCheck({
    id: 'R2.ELEMENTS',
    of,
    facts: {},
    effect: 'warn',
    ground: 'R2.6',
    find: ({ content, policy }) => {
      const short = lines(content).filter(({ hsCode, specification }) => {
        const asked = tariffLine(policy, hsCode)?.elements.split(';').filter(Boolean).length ?? 0
        return specification?.includes('|') && specification.split('|').length < asked
      })
      return short.length === 0
        ? []
        : [{ at: `${short[0].at}/specification`, values: { count: short.length, first: short[0].seq } }]
    },
    says: {
      zh: ['{count} 项的规格型号少于税则要求的申报要素（首项 {first}）。', '报关前按申报要素逐项补全，以“|”分隔。'],
      en: [
        '{count} items give fewer declaration elements than the tariff asks (first: {first}).',
        'Complete them before the declaration, separated by "|".',
      ],
    },
    examples: [
      { content: example, facts: {}, expect: 'pass' },
      { content: exampleWith({ specification: '0|0' }), facts: {}, expect: 'warn' },
    ],
  })

/** COM-04, R2.PROHIBITED: goods of the prohibited catalogue of the day (R2.13). */
const prohibited = <S extends TObject>({ of, lines, example }: GoodsIn<S>) =>
  defineCheck({
    id: 'R2.PROHIBITED',
    of,
    facts: {},
    parameter: 'COM-04',
    measure: ({ content, policy }) =>
      lines(content).flatMap(({ at, seq, side, hsCode }) => {
        const hits = policy
          .catalogue('prohibited')
          .prefixesOf(hsCode)
          .filter(({ direction }) => direction === side || direction === 'both')
        return hits.length === 0
          ? []
          : [
              {
                at: `${at}/hsCode`,
                value: { n: BigInt(hits.length), d: 1n },
                terms: { seq, hsCode, entry: hits[0].key },
              },
            ]
      }),
    says: {
      zh: [
        '第 {seq} 项 {hsCode} 列入加工贸易禁止类目录（{entry}）。',
        '改用允许的商品；目录实施前已备案的按原手册执行完毕。',
      ],
      en: [
        'Item {seq}: {hsCode} is in the prohibited catalogue ({entry}).',
        'Use other goods; what was filed before the list runs to its book’s end.',
      ],
    },
    examples: [{ content: example, facts: {}, expect: 'pass' }],
  })

/** R2.LISTS: a list that nobody has entered is said, not passed over. */
const listsEntered = <S extends TObject>({ of, example }: GoodsIn<S>) =>
  defineCheck({
    id: 'R2.LISTS',
    of,
    facts: {},
    effect: 'warn',
    ground: 'R2.13, R2.14',
    find: ({ policy }) => {
      const empty = (['prohibited', 'restricted'] as const).filter((id) => policy.catalogue(id).isEmpty)
      const zh = { prohibited: '禁止类目录', restricted: '限制类目录' }
      return empty.length === 0
        ? []
        : [{ at: '', values: { lists: empty.map((id) => zh[id]).join('、'), listsEn: empty.join(', ') } }]
    },
    says: {
      zh: ['平台没有录入{lists}，未作此项校验。', '自行核对；请政策岗录入目录。'],
      en: ['No list entered: {listsEn}. This was not checked.', 'Check it yourself, and have the list entered.'],
    },
    examples: [{ content: example, facts: {}, expect: 'warn' }],
  })

/** All of them, bound to one content. */
export const goodsChecks = <S extends TObject>(goods: GoodsIn<S>): readonly Check<S>[] => [
  hsUnknown(goods),
  tariffDate(goods),
  legalUnit(goods),
  factor(goods),
  elements(goods),
  prohibited(goods),
  listsEntered(goods),
]
