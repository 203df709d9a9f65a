import { consumptions, percents } from '@jiamao/kernel/numbers'
import { netForm, type Use, type Version } from '../versions.ts'

/** One thing in which a filed version differs from the registered one. */
interface Difference {
  readonly at: string
  readonly what: readonly [zh: string, en: string]
  readonly before: string
  readonly after: string
}

const days = { validFrom: ['有效期起', 'first day'], rework: ['返修标志', 'rework mark'] } as const
const figures = [
  ['net', '净耗', 'net use', consumptions],
  ['tangible', '有形损耗率', 'tangible loss', percents],
  ['intangible', '无形损耗率', 'intangible loss', percents],
  ['bondedShare', '保税料件比例', 'bonded share', percents],
] as const

/** What a filed version changes of the registered one, but for its last day. Both forms are compared as net (R3.4). */
export function differences(filed: Version, before: Version): Difference[] {
  const first = `/consumption/${filed.at?.[0] ?? 0}`
  const known = new Map(before.uses.map((use) => [use.material, use]))
  const kept = new Set(filed.uses.map(({ material }) => material))
  const heads = (['validFrom', 'rework'] as const).flatMap((field) =>
    filed[field] === before[field]
      ? []
      : [{ at: `${first}/${field}`, what: days[field], before: String(before[field]), after: String(filed[field]) }],
  )
  const gone = before.uses.flatMap(({ material }) =>
    kept.has(material)
      ? []
      : [{ at: first, what: [`料件 ${material}`, `material ${material}`] as const, before: material, after: '—' }],
  )
  return [...heads, ...gone, ...filed.uses.flatMap((use) => figuresChanged(use, known.get(use.material)))]
}

function figuresChanged(use: Use, before: Use | undefined): Difference[] {
  const at = `/consumption/${use.at ?? 0}`
  const { material } = use
  if (!before)
    return [
      { at: `${at}/materialPart`, what: [`料件 ${material}`, `material ${material}`], before: '—', after: material },
    ]
  const [now, then] = [use, before].map((row) => ({ ...netForm(row), bondedShare: row.bondedShare }))
  return figures.flatMap(([field, zh, en, scale]) =>
    now[field] === then[field]
      ? []
      : [
          {
            at: `${at}/${field}`,
            what: [`料件 ${material} 的${zh}`, `${en} of material ${material}`] as const,
            before: scale.print(then[field]),
            after: scale.print(now[field]),
          },
        ],
  )
}
