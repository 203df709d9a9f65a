/** 归并建议. Which parts may become one item, by the six conditions (R2.9) and what is never merged (R2.10), each with its reason. */
import { amounts, isFault, quantities, rates } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import type { Words } from '@jiamao/kernel/words'
import type { PolicyInForce } from '@jiamao/platform/policy/in-force'

/** A part as a line of a book has it: wire text. */
export interface PartLine {
  readonly part: string
  readonly name: string
  readonly hsCode?: string
  readonly declaredUnit?: string
  readonly mainMaterial?: string
  readonly goodsAttribute?: string
  readonly price?: string
  readonly currency?: string
  readonly quantity?: string
  readonly country?: string
}

/** Parts that become one item under one name. */
export interface MergeGroup {
  readonly name: string
  readonly parts: readonly string[]
}

/** Why parts stand together or apart: a condition by its number. */
interface Reason extends Words {
  readonly rule: string
}

/** A group with what speaks for it and against it, and what would come of it. */
export interface JudgedGroup extends MergeGroup {
  readonly reasons: readonly Reason[]
  /** Conditions that it breaks; `blocks` where it could not be an item at all. */
  readonly breaches: readonly (Reason & { readonly blocks: boolean })[]
  readonly impact: {
    readonly hsCode: string | null
    readonly declaredUnit: string | null
    readonly currency: string | null
    readonly quantity: string | null
    readonly total: string | null
    /** Mean price of the parts by quantity; lowest and highest of them. */
    readonly price: string | null
    readonly lowest: string | null
    readonly highest: string | null
    /** Of the part with the greatest quantity. */
    readonly country: string | null
  }
}

const home = /^[[【(（]内购[\]】)）]/

/** The Chinese name without its model: 环氧树脂 E-51 and 环氧树脂(E-44) are 环氧树脂. What is bought at home keeps its mark (R2.17). */
function stemOf(name: string): string {
  const plain = name.normalize('NFKC').trim()
  const mark = home.test(name.trim()) ? '[内购]' : ''
  const stem = plain
    .replace(/^\[内购\]|^\(内购\)|^【内购】/, '')
    .replace(/[([【].*?[)\]】]/g, ' ')
    .replace(/[^\p{Script=Han}]+/gu, ' ')
    .trim()
    .split(' ')[0]
  return mark + (stem.length >= 2 ? stem : plain)
}

const treatment = ({ mainMaterial = '', goodsAttribute = '' }: PartLine) => `${mainMaterial} ${goodsAttribute}`

/** Proposes groups: as few items as the conditions allow. A part without a code or a unit stays alone. */
export function proposeMerging(lines: readonly PartLine[], policy: PolicyInForce): MergeGroup[] {
  const ratio = policy.setting('merge.priceRatio')
  const most = ratio ? rates.parse(ratio.value) : undefined
  const alike = Map.groupBy(lines, (line) =>
    line.hsCode && line.declaredUnit
      ? [line.hsCode, line.declaredUnit, stemOf(line.name), treatment(line), line.currency ?? ''].join('\n')
      : `alone\n${line.part}`,
  )
  return [...alike.values()].flatMap((same) => byPrice(same, most)).map(asGroup)
}

const asGroup = (lines: readonly PartLine[]): MergeGroup => ({
  name: lines.length === 1 ? lines[0].name : stemOf(lines[0].name),
  parts: lines.map(({ part }) => part),
})

/** Condition 6: from the cheapest on, a group goes as far as the factor allows. */
function byPrice(lines: readonly PartLine[], most: bigint | undefined): PartLine[][] {
  const priced = lines.map((line) => ({ line, price: priceOf(line) }))
  const unpriced = priced.flatMap(({ line, price }) => (price === undefined ? [[line]] : []))
  const sorted = priced.flatMap(({ line, price }) => (price === undefined ? [] : [{ line, price }]))
  sorted.sort((a, b) => (a.price < b.price ? -1 : a.price > b.price ? 1 : 0))
  const groups: { lowest: bigint; lines: PartLine[] }[] = []
  for (const { line, price } of sorted) {
    const last = groups.at(-1)
    if (last && !isTooFar(price, last.lowest, most)) last.lines.push(line)
    else groups.push({ lowest: price, lines: [line] })
  }
  return [...groups.map((group) => group.lines), ...unpriced]
}

const isTooFar = (price: bigint, lowest: bigint, most: bigint | undefined) =>
  most !== undefined && price * rates.one > lowest * most

function priceOf({ price }: PartLine): bigint | undefined {
  const read = amounts.read(price ?? '')
  return price === undefined || price === '' || isFault(read) ? undefined : read
}
function quantityOf({ quantity }: PartLine): bigint | undefined {
  const read = quantities.read(quantity ?? '')
  return quantity === undefined || quantity === '' || isFault(read) ? undefined : read
}

/** The factor that prices may differ by, and names of units. */
interface Known {
  readonly ratio: string
  readonly nameOfUnit: (code: string) => string
}

/** Says of each group what speaks for it, what against it, and what it comes to. */
export function judgeGroups(
  groups: readonly MergeGroup[],
  lines: readonly PartLine[],
  policy: PolicyInForce,
): JudgedGroup[] {
  const byPart = new Map(lines.map((line) => [line.part, line]))
  const linesOf = (group: MergeGroup) => group.parts.flatMap((part) => byPart.get(part) ?? [])
  const byStem = Map.groupBy(groups, (group) => stemOf(linesOf(group)[0]?.name ?? ''))
  const ratio = policy.setting('merge.priceRatio')?.value ?? ''
  const units = policy.catalogue('unit')
  const known = { ratio, nameOfUnit: (code: string) => units.get(code)?.name ?? code }
  return groups.map((group) => {
    const own = linesOf(group)
    const breaches = breachesOf(own, group.name, known)
    const same = byStem.get(stemOf(own[0]?.name ?? '')) ?? []
    const others = same.slice(0, mostOthers + 1).filter((other) => other !== group)
    const reasons = [
      ...(own.length > 1 && breaches.length === 0 ? together(own, known) : []),
      ...others.slice(0, mostOthers).flatMap((other) => apart(own, linesOf(other), known)),
      ...(own.length === 1 && others.length === 0 ? [only(own[0])] : []),
    ]
    return { ...group, reasons, breaches, impact: impactOf(own) }
  })
}

/** Of how many other groups of the name it is said why they stand apart. */
const mostOthers = 3

/** Why a part stands alone: nothing has its name, or what would decide it is missing. */
const only = ({ hsCode, declaredUnit, name }: PartLine): Reason =>
  hsCode && declaredUnit
    ? {
        rule: 'R2.9 (3)',
        zh: `没有另一个料号也叫“${stemOf(name)}”。`,
        en: `No other part has the name "${stemOf(name)}".`,
      }
    : {
        rule: 'R2.9 (1)–(2)',
        zh: '缺商品编码或申报单位，不参加归并。',
        en: 'Without a code or a unit it takes no part in merging.',
      }

const common = (lines: readonly PartLine[], value: (line: PartLine) => string | undefined) => {
  const all = new Set(lines.map((line) => value(line) ?? ''))
  return all.size === 1 ? ([...all][0] ?? '') : undefined
}

/** What the parts of a group have in common. */
function together(lines: readonly PartLine[], { ratio, nameOfUnit }: Known): Reason[] {
  const [{ hsCode = '', declaredUnit = '', name, currency = '' }] = lines
  const { lowest, highest } = rangeOf(lines)
  const stem = stemOf(name)
  return [
    {
      rule: 'R2.9 (1)–(4)',
      zh: `商品编码同为 ${hsCode}，单位同为${nameOfUnit(declaredUnit)}，名称同为“${stem}”，主辅料和消耗性相同。`,
      en: `One code ${hsCode}, one unit ${nameOfUnit(declaredUnit)}, one name "${stem}", one treatment.`,
    },
    ...(lowest === null || highest === null
      ? []
      : [
          {
            rule: 'R2.9 (6)',
            zh: `单价 ${lowest}–${highest} ${currency}，相差不超过 ${ratio} 倍。`,
            en: `Prices ${lowest} to ${highest} ${currency}: within a factor of ${ratio}.`,
          },
        ]),
  ]
}

/** What keeps two groups of one name apart. */
function apart(a: readonly PartLine[], b: readonly PartLine[], known: Known): Reason[] {
  const [found] = breachesOf([...a, ...b], stemOf(a[0]?.name ?? ''), known)
  if (!found || !b[0]) return []
  const others = b
    .map(({ part }) => part)
    .slice(0, 3)
    .join('、')
  return [{ rule: found.rule, zh: `与 ${others} 分开：${found.zh}`, en: `Apart from ${others}: ${found.en}` }]
}

function breachesOf(lines: readonly PartLine[], name: string, { ratio, nameOfUnit }: Known): JudgedGroup['breaches'] {
  if (lines.length < 2) return []
  const found: (Reason & { blocks: boolean })[] = []
  const listed = (value: (line: PartLine) => string | undefined) =>
    [...new Set(lines.map((line) => value(line) || '—'))].slice(0, 4).join(' / ')
  if (!common(lines, ({ hsCode }) => hsCode)) {
    const codes = listed(({ hsCode }) => hsCode)
    found.push({ rule: 'R2.9 (1)', zh: `商品编码不同：${codes}。`, en: `Codes differ: ${codes}.`, blocks: true })
  }
  if (!common(lines, ({ declaredUnit }) => declaredUnit)) {
    const units = listed(({ declaredUnit }) => nameOfUnit(declaredUnit ?? ''))
    found.push({ rule: 'R2.9 (2)', zh: `申报单位不同：${units}。`, en: `Units differ: ${units}.`, blocks: true })
  }
  if (common(lines, (line) => stemOf(line.name)) === undefined) {
    const names = listed((line) => stemOf(line.name))
    found.push({
      rule: 'R2.9 (3)',
      zh: `名称不同：${names}；归并后都叫“${name}”。`,
      en: `Names differ: ${names}; as one item all are "${name}".`,
      blocks: false,
    })
  }
  if (common(lines, ({ goodsAttribute }) => goodsAttribute) === undefined) {
    found.push({
      rule: 'R2.10',
      zh: '商品属性不同：消耗性物料不与其他料件归并。',
      en: 'Attributes differ: consumables are never merged with other material.',
      blocks: true,
    })
  }
  if (common(lines, ({ mainMaterial }) => mainMaterial) === undefined) {
    found.push({ rule: 'R2.9 (4)', zh: '主料与辅料不同。', en: 'Main and auxiliary material differ.', blocks: true })
  }
  found.push(...priceBreaches(lines, ratio))
  return found
}

function priceBreaches(lines: readonly PartLine[], ratio: string): JudgedGroup['breaches'] {
  if (common(lines, ({ currency }) => currency) === undefined) {
    return [
      {
        rule: 'R2.9 (6)',
        zh: '币制不同，单价无法比较，也不能合计。',
        en: 'Currencies differ: prices can be neither compared nor added.',
        blocks: true,
      },
    ]
  }
  const prices = lines.flatMap((line) => priceOf(line) ?? [])
  if (prices.length === 0 || ratio === '') return []
  const [lowest, highest] = [prices.reduce((a, b) => (b < a ? b : a)), prices.reduce((a, b) => (b > a ? b : a))]
  if (!isTooFar(highest, lowest, rates.parse(ratio))) return []
  const [low, high] = [amounts.print(lowest as never), amounts.print(highest as never)]
  return [
    {
      rule: 'R2.9 (6)',
      zh: `单价 ${low} 与 ${high} 相差超过 ${ratio} 倍。`,
      en: `Prices ${low} and ${high} differ by more than a factor of ${ratio}.`,
      blocks: false,
    },
  ]
}

function rangeOf(lines: readonly PartLine[]) {
  const prices = lines.flatMap((line) => priceOf(line) ?? [])
  if (prices.length === 0) return { lowest: null, highest: null }
  const pick = (isBetter: (a: bigint, b: bigint) => boolean) => prices.reduce((a, b) => (isBetter(b, a) ? b : a))
  return {
    lowest: amounts.print(pick((a, b) => a < b) as never),
    highest: amounts.print(pick((a, b) => a > b) as never),
  }
}

/** What a group comes to: quantities and values added, the mean price, the country of the greatest part. */
export function impactOf(lines: readonly PartLine[]): JudgedGroup['impact'] {
  const figures = lines.map((line) => ({ line, quantity: quantityOf(line), price: priceOf(line) }))
  const isWhole = figures.every(({ quantity, price }) => quantity !== undefined && price !== undefined)
  const quantity = figures.reduce((sum, one) => sum + (one.quantity ?? 0n), 0n)
  // 10⁻¹⁰, so that nothing is rounded before the end.
  const value = figures.reduce((sum, one) => sum + (one.quantity ?? 0n) * (one.price ?? 0n), 0n)
  const greatest = figures.reduce((a, b) => ((b.quantity ?? 0n) > (a.quantity ?? 0n) ? b : a))
  return {
    hsCode: common(lines, ({ hsCode }) => hsCode) || null,
    declaredUnit: common(lines, ({ declaredUnit }) => declaredUnit) || null,
    currency: common(lines, ({ currency }) => currency) || null,
    quantity: isWhole ? quantities.print(quantity as never) : null,
    total: isWhole ? amounts.print(roundHalfAway(value, quantities.one) as never) : null,
    price: isWhole && quantity > 0n ? amounts.print(roundHalfAway(value, quantity) as never) : null,
    ...rangeOf(lines),
    country: greatest.line.country ?? null,
  }
}
