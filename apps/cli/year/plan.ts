/** What an enterprise does in a year, drawn from a seed: nothing is asked of the platform, so that a second run does the same. */
import { quantities } from '@jiamao/kernel/numbers'
import { addDays, type LocalDate, parseDate } from '@jiamao/kernel/time'
import { hasLorry, weekdaysAfter, workingDays } from './calendar.ts'
import { bondedMaterials, type DemoFirm, type DemoLine } from './goods.ts'
import { type Random, randomOf } from './random.ts'
import { filedOf, plannedOf } from './set-up.ts'
import { enter, type Lot, Stock } from './stock.ts'

export type Moving = 'import' | 'export' | 'sale' | 'reexport'

/** One thing done on one day; `key` names it within the enterprise's year. */
export type Act = { readonly day: LocalDate; readonly key: string } & (
  | { readonly does: Moving; readonly lots: readonly Lot[] }
  /** Tax on a sale is paid and the goods released; two weekdays after the sale customs deducts it. */
  | { readonly does: 'pay' | 'deducted'; readonly of: string }
  | { readonly does: 'report' | 'closed' }
)

export interface Plan {
  readonly firm: DemoFirm
  readonly acts: readonly Act[]
  /** What the year comes to. */
  readonly stock: Stock
}

/** How many of the enterprises close their books within the year. */
const closing = 4

/** The plans of all enterprises. The same seed gives the same plans. */
export function plansOf(firms: readonly DemoFirm[], seed: string): readonly Plan[] {
  const days = workingDays()
  const closers = new Set(randomOf(`${seed} closing`).some(firms, closing))
  return firms.map((firm) => planOf(firm, randomOf(`${seed} ${firm.key}`), days, closers.has(firm)))
}

/** The last days on which material comes in and products go out; who closes stops in autumn. */
const ends = {
  open: { lastImport: parseDate('2020-12-04'), lastExport: parseDate('2020-12-30') },
  closing: { lastImport: parseDate('2020-09-30'), lastExport: parseDate('2020-10-30') },
}

function planOf(firm: DemoFirm, random: Random, works: readonly LocalDate[], closes: boolean): Plan {
  const { lastImport, lastExport } = closes ? ends.closing : ends.open
  const days = works.filter(hasLorry)
  const importDays = random.some(between(days, days[2], lastImport), 26 + random.below(15))
  // One list a day: what goes out is made of what was there the day before.
  const otherDays = days.filter((day) => !importDays.includes(day))
  const exportDays = random.some(between(otherDays, addDays(importDays[0], 14), lastExport), 28 + random.below(15))
  const saleDays = random.some(
    between(otherDays, importDays[5], lastImport).filter(
      (day) => !exportDays.includes(day) && isPaidInTime(day, works),
    ),
    random.below(4),
  )
  const stock = new Stock(firm)
  const drawing: Drawing = {
    firm,
    random,
    stock,
    filed: filedOf(firm),
    planned: plannedOf(firm),
    imports: importDays.length,
    exports: exportDays.length,
  }
  const acts = [
    ...importDays.map((day) => ({ day, make: importing })),
    ...exportDays.map((day) => ({ day, make: exporting })),
    ...saleDays.map((day) => ({ day, make: selling })),
  ]
    .sort(byDay)
    .flatMap(({ day, make }) => make(drawing, day))
  // A week after the last export there was time to count what is left.
  const leaves = closes ? days.find((day) => day > addDays(lastExport, 7)) : undefined
  return { firm, acts: [...acts, ...(leaves ? leaving(stock, leaves) : [])].sort(byDay), stock }
}

const byDay = (a: { readonly day: LocalDate }, b: { readonly day: LocalDate }) =>
  a.day < b.day ? -1 : a.day > b.day ? 1 : 0

/** Tax is paid on the weekday after a sale, before customs deducts it on the next: both must be working days. */
const isPaidInTime = (day: LocalDate, works: readonly LocalDate[]) =>
  works.includes(weekdaysAfter(day, 1)) && works.includes(weekdaysAfter(day, 2))

const between = (days: readonly LocalDate[], from: LocalDate, to: LocalDate) =>
  days.filter((day) => day >= from && day <= to)

interface Drawing {
  readonly firm: DemoFirm
  readonly random: Random
  readonly stock: Stock
  /** Of the book: materials and products, by seq. */
  readonly filed: ReadonlyMap<number, bigint>
  readonly planned: ReadonlyMap<number, bigint>
  /** How many of each the year has. */
  readonly imports: number
  readonly exports: number
}

const unit = quantities.one

/** Whole units where there is at least one. */
const whole = (quantity: bigint): bigint => (quantity >= unit ? quantity - (quantity % unit) : quantity)

/** Lots of some of these lines: each three times in four, of about its even share of `percent` of what is planned. */
function drawn(
  random: Random,
  lines: readonly DemoLine[],
  planned: ReadonlyMap<number, bigint>,
  { percent, times }: { readonly percent: bigint; readonly times: number },
): Lot[] {
  return lines.flatMap(({ seq }) => {
    const [takesPart, size] = [random.below(4) > 0, 60 + random.below(81)]
    // A line takes part in three of four: four thirds of the even share.
    const quantity = whole(
      ((planned.get(seq) ?? 0n) * percent * BigInt(size) * 4n) / (100n * 100n * 3n * BigInt(times)),
    )
    return takesPart && quantity > 0n ? [{ seq, quantity }] : []
  })
}

const moved = (day: LocalDate, does: Moving, mark: string, lots: readonly Lot[]): Act[] =>
  lots.length === 0 ? [] : [{ day, key: `${mark}-${day.replaceAll('-', '')}`, does, lots }]

function importing({ firm, random, stock, filed, imports: times }: Drawing, day: LocalDate): Act[] {
  const lots = withinPlan(drawn(random, bondedMaterials(firm), filed, { percent: 96n, times }), filed, stock.imported)
  enter(stock.imported, lots)
  return moved(day, 'import', 'I', lots)
}

function exporting({ firm, random, stock, planned, exports: times }: Drawing, day: LocalDate): Act[] {
  const wanted = withinPlan(drawn(random, firm.products, planned, { percent: 90n, times }), planned, stock.exported)
  const lots = stock.makeable(wanted, whole)
  enter(stock.exported, lots)
  return moved(day, 'export', 'E', lots)
}

/** Lots cut to what the book still allows (R5.9). */
const withinPlan = (
  lots: readonly Lot[],
  planned: ReadonlyMap<number, bigint>,
  so: ReadonlyMap<number, bigint>,
): Lot[] =>
  lots.flatMap(({ seq, quantity }) => {
    const room = (planned.get(seq) ?? 0n) - (so.get(seq) ?? 0n)
    const some = whole(quantity < room ? quantity : room)
    return some > 0n ? [{ seq, quantity: some }] : []
  })

/** A part in two hundred of what came in of one or two materials, where so much is left. */
function selling({ firm, random, stock }: Drawing, day: LocalDate): Act[] {
  const left = stock.left()
  const lots = random.some(bondedMaterials(firm), 1 + random.below(2)).flatMap(({ seq }) => {
    const quantity = whole((stock.imported.get(seq) ?? 0n) / 200n)
    return quantity > 0n && 2n * quantity <= (left.get(seq) ?? 0n) ? [{ seq, quantity }] : []
  })
  enter(stock.sold, lots)
  return moved(day, 'sale', 'S', lots).flatMap((sale): Act[] => [
    sale,
    { day: weekdaysAfter(day, 1), key: `${sale.key} paid`, does: 'pay', of: sale.key },
    { day: weekdaysAfter(day, 2), key: `${sale.key} deducted`, does: 'deducted', of: sale.key },
  ])
}

/** Everything that is left goes back abroad; the book is reported and closed (R4.14). */
function leaving(stock: Stock, day: LocalDate): Act[] {
  const lots = Array.from(stock.left()).flatMap(([seq, quantity]) => (quantity > 0n ? [{ seq, quantity }] : []))
  enter(stock.returned, lots)
  const reported = weekdaysAfter(day, 2)
  return [
    ...moved(day, 'reexport', 'R', lots),
    { day: reported, key: 'report', does: 'report' },
    // Customs takes three working days over a report.
    { day: weekdaysAfter(reported, 3), key: 'closed', does: 'closed' },
  ]
}
