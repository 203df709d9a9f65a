/** May a registered version be changed (R3.12, R3.14)? */
import type { LocalDate } from '@jiamao/kernel/time'
import { defineCheck, type Hit } from '@jiamao/platform/policy/define'
import { everyBook } from '../../goods/index.ts'
import { Declaration, type DeclarationContent } from '../content.ts'
import { exampleDeclaration, exampleVersionRows, exampleVersions, rowsWith } from '../example.ts'
import { usedVersions, versionRows, versions } from '../facts.ts'
import { filedVersions, type KnownVersions, registeredVersions, type Version, versionKey } from '../versions.ts'
import { differences } from './differences.ts'

const facts = { versions, versionRows, usedVersions }
const seen = { versions: exampleVersions, versionRows: exampleVersionRows, usedVersions: [] }
const used = { ...seen, usedVersions: [{ product: 'P1', version: '1', book: 'C520720A0001' }] }
const determined = { ...seen, versions: exampleVersions.map((row) => ({ ...row, state: 'determined' as const })) }

/** Why a registered version stands as it is: some book used it, or customs determined it. */
function frozenBy(version: Version, known: { readonly usedVersions: readonly Used[] }) {
  const use = known.usedVersions.find(
    (row) =>
      row.product === version.product &&
      row.version === version.version &&
      (version.book === everyBook || version.book === row.book),
  )
  if (version.state === 'determined') return ['已由海关核定', 'was determined by customs'] as const
  return use && ([`已在手(账)册 ${use.book} 使用`, `was used in book ${use.book}`] as const)
}
interface Used {
  readonly product: string
  readonly version: string
  readonly book: string
}

/** The versions of the register, by key. */
const byKey = (known: KnownVersions) =>
  new Map(registeredVersions(known).map((version) => [versionKey(version), version]))

/** Each filed version that stands in the register, with the row it corrects. */
function corrections(content: DeclarationContent, known: KnownVersions) {
  const before = byKey(known)
  return filedVersions(content).flatMap((filed) => {
    const row = before.get(versionKey(filed))
    return row ? [{ filed, row }] : []
  })
}

/** Each ending of a version that stands in the register. */
function ends({ head, endings = [] }: DeclarationContent, known: KnownVersions) {
  const before = byKey(known)
  return endings.flatMap(({ productPart: product, version, validTo }, i) => {
    const row = before.get(versionKey({ book: head.book ?? everyBook, product, version }))
    return row ? [{ row, validTo, at: `/endings/${i}/validTo` }] : []
  })
}

/** R3.FROZEN: used or determined, a version keeps its rows; a change is a new version from a date. It may end, from today on. */
const frozen = defineCheck({
  id: 'R3.FROZEN',
  of: Declaration,
  facts,
  effect: 'reject',
  ground: 'Order 155; R3.12',
  find: ({ content, facts: known, on }) => [
    ...corrections(content, known).flatMap(({ filed, row }) => {
      const why = frozenBy(row, known)
      if (!why) return []
      const place = filed.at?.[0] ?? 0
      return [
        ...differences(filed, row).map(({ at, what, before, after }) => hit(filed, why, at, what, before, after)),
        ...cut(row.validTo, filed.validTo, on).map((end) =>
          hit(filed, why, `/consumption/${place}/validTo`, ['有效期止', 'last day'], row.validTo ?? '…', end),
        ),
        ...(row.state !== 'undeclared' && filed.state === 'undeclared'
          ? [hit(filed, why, `/consumption/${place}/declarationState`, ['申报状态', 'state'], row.state, filed.state)]
          : []),
      ]
    }),
    ...ends(content, known).flatMap(({ row, validTo, at }) => {
      const why = frozenBy(row, known)
      if (!why) return []
      return cut(row.validTo, validTo, on).map((end) =>
        hit(row, why, at, ['有效期止', 'last day'], row.validTo ?? '…', end),
      )
    }),
  ],
  says: {
    zh: [
      '成品 {product} 版本 {version} {why}，{what}不能由 {before} 改为 {after}。',
      '保留原值；变化另立新版本，自某日起有效，原版本最早止于当日。',
    ],
    en: [
      'Version {version} of product {product} {whyEn}: its {whatEn} cannot change from {before} to {after}.',
      'Keep what it was; a change is a new version from a date, and the old one ends today at the earliest.',
    ],
  },
  examples: [
    { content: exampleDeclaration, facts: used, expect: 'pass' },
    { content: rowsWith({ net: '1.1' }), facts: seen, expect: 'pass' },
    { content: rowsWith({ net: '1.1' }), facts: used, expect: 'reject' },
    { content: rowsWith({ net: '1.1' }), facts: determined, expect: 'reject' },
    { content: rowsWith({ materialPart: 'M2' }), facts: used, expect: 'reject' },
    { content: rowsWith({}, { materialPart: 'M2' }), facts: used, expect: 'reject' },
    { content: rowsWith({ validTo: '2020-03-02' }), facts: used, on: '2020-03-02', expect: 'pass' },
    { content: rowsWith({ validTo: '2020-03-01' }), facts: used, on: '2020-03-02', expect: 'reject' },
    { content: ended('2020-03-02'), facts: used, on: '2020-03-02', expect: 'pass' },
    { content: ended('2020-03-01'), facts: used, on: '2020-03-02', expect: 'reject' },
    { content: rowsWith({ declarationState: 'undeclared' }), facts: used, expect: 'reject' },
  ],
})

function ended(validTo: string) {
  return {
    ...rowsWith({ version: '2', validFrom: '2020-07-01' }),
    endings: [{ productPart: 'P1', version: '1', validTo }],
  }
}

const hit = (
  { product, version }: Version,
  [why, whyEn]: readonly [string, string],
  at: string,
  [what, whatEn]: readonly [string, string],
  before: string,
  after: string,
): Hit => ({ at, values: { product, version, why, whyEn, what, whatEn, before, after }, passes: before })

/** A last day that lies before today would take a version away from lines that were filed under it. */
const cut = (before: LocalDate | undefined, after: LocalDate | undefined, on: LocalDate): string[] =>
  after === undefined || after === before || after >= on ? [] : [after]

/** R3.DETERMINED: only customs determines a version (R3.14). */
const determinedByCustoms = defineCheck({
  id: 'R3.DETERMINED',
  of: Declaration,
  facts: { versions },
  effect: 'reject',
  ground: 'R3.14',
  find: ({ content, facts: known }) => {
    const states = new Map(known.versions.map((row) => [versionKey(row), row.state]))
    return filedVersions(content).flatMap((filed) =>
      filed.state === 'determined' && states.get(versionKey(filed)) !== 'determined'
        ? [
            {
              at: `/consumption/${filed.at?.[0] ?? 0}/declarationState`,
              values: { product: filed.product, version: filed.version },
              passes: 'declared',
            },
          ]
        : [],
    )
  },
  says: {
    zh: ['成品 {product} 版本 {version} 没有经海关核定。', '申报状态改为“已申报”。'],
    en: ['Customs has not determined version {version} of product {product}.', 'Put {passes}.'],
  },
  examples: [
    { content: exampleDeclaration, facts: { versions: [] }, expect: 'pass' },
    { content: rowsWith({ declarationState: 'determined' }), facts: { versions: [] }, expect: 'reject' },
    {
      content: rowsWith({ declarationState: 'determined' }),
      facts: { versions: determined.versions },
      expect: 'pass',
    },
  ],
})

/** R3.REPLACES: what a correction changes is said figure by figure. */
const replaces = defineCheck({
  id: 'R3.REPLACES',
  of: Declaration,
  facts,
  effect: 'warn',
  ground: 'R3.12, ours',
  find: ({ content, facts: known }) =>
    corrections(content, known).flatMap(({ filed, row }) =>
      frozenBy(row, known)
        ? []
        : differences(filed, row).map(({ at, what: [what, whatEn], before, after }) => ({
            at,
            values: { product: filed.product, version: filed.version, what, whatEn, before, after },
          })),
    ),
  says: {
    zh: [
      '成品 {product} 版本 {version} 已登记，本次将{what}由 {before} 改为 {after}。',
      '如不是更正，请另用版本号；已设立的手册不随之改变，须办理变更。',
    ],
    en: [
      'Version {version} of product {product} is registered; this changes its {whatEn} from {before} to {after}.',
      'If it is no correction, use another version; a book that was set up with it does not change, amend it.',
    ],
  },
  examples: [
    { content: exampleDeclaration, facts: seen, expect: 'pass' },
    { content: rowsWith({ net: '1.1' }), facts: seen, expect: 'warn' },
    { content: rowsWith({ net: '1.1' }), facts: used, expect: 'pass' },
  ],
})

export const frozenChecks = [frozen, determinedByCustoms, replaces]
