/** What the demo moves: parts of the quantities that the workbook plans, in figures that a firm would ship. */
import { percents, type Quantity, quantities } from '@jiamao/kernel/numbers'

/** A line of the workbook, as far as the plan reads it. */
export interface PlanLine {
  readonly seq: number
  readonly quantity: string
  readonly price: string
  readonly declaredUnit: string
  readonly country?: string
  readonly secondLegalUnit?: string
  readonly secondFactor?: string
}

export interface PlanContent {
  readonly materials: readonly PlanLine[]
  readonly products: readonly PlanLine[]
  readonly consumption: readonly {
    readonly productSeq: number
    readonly materialSeq: number
    readonly bondedShare: string
  }[]
}

/** A line to be shipped: what only the firm knows of it. */
export interface Shipped {
  readonly seq: number
  readonly quantity: string
  readonly secondLegalQuantity?: string
  readonly price?: string
}

/** Materials that come in under bond: used by a product with a bonded share (R2.17: the others are bought at home). */
export function bondedMaterials({ materials, consumption }: PlanContent): readonly PlanLine[] {
  const bonded = new Set(
    consumption.flatMap(({ materialSeq, bondedShare }) => (percents.parse(bondedShare) > 0n ? [materialSeq] : [])),
  )
  return materials.filter(({ seq }) => bonded.has(seq))
}

/** Products that consume something. */
export function madeProducts({ products, consumption }: PlanContent): readonly PlanLine[] {
  const made = new Set(consumption.map(({ productSeq }) => productSeq))
  return products.filter(({ seq }) => made.has(seq))
}

const unit = quantities.one

/** A share of a planned quantity, whole units where there is at least one. */
function share(planned: string, percent: bigint): Quantity {
  const part = (quantities.parse(planned) * percent) / 100n
  return quantities.of(part >= unit ? part - (part % unit) : part)
}

/** Lines of a share of each planned quantity; what comes to nothing is left out. */
export const shipment = (lines: readonly PlanLine[], percent: bigint): Shipped[] =>
  lines.flatMap((line) => {
    const quantity = share(line.quantity, percent)
    return quantity > 0n ? [shipped(line, quantity)] : []
  })

export function shipped(line: PlanLine, quantity: Quantity): Shipped {
  const { seq, secondLegalUnit, secondFactor, price } = line
  const factor = quantities.parse(secondFactor ?? '1')
  return {
    seq,
    quantity: quantities.print(quantity),
    ...(secondLegalUnit ? { secondLegalQuantity: quantities.print(quantities.of((quantity * factor) / unit)) } : {}),
    // A list carries four decimals of a price; what the book has beyond is the invoice's to say.
    ...(/\.\d{4}\d*[1-9]/.test(price) ? { price: shortPrice(price) } : {}),
  }
}

const shortPrice = (price: string) => {
  const [whole, fraction = ''] = price.split('.')
  const short = `${whole}.${fraction.slice(0, 4)}`
  return /[1-9]/.test(short) ? short : '0.0001'
}

/** Cuts a list of lines into filings of at most fifty: what one declaration holds (R6.5). */
export function inFilings<T>(lines: readonly T[]): T[][] {
  const most = 50
  return Array.from({ length: Math.ceil(lines.length / most) }, (_, i) => lines.slice(i * most, (i + 1) * most))
}

const earliest = '2020-01-02'

/**
 * The business day on which the demo sets a handbook up: 2020-01-02, on which the tariff that the project carries is in
 * force, where the workbook's validity leaves a life of three months and at most a year; else 139 days before its end.
 */
export function firstDay(validTo: string): string {
  const days = (Date.parse(validTo) - Date.parse(earliest)) / 86_400_000
  if (days >= 90 && days <= 366) return earliest
  return new Date(Date.parse(validTo) - 139 * 86_400_000).toISOString().slice(0, 10)
}
