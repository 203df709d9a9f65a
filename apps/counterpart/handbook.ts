import { consumptions, HUNDRED, quantities } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import { type HandbookContent, type Line, lineKey } from './handbook-content.ts'
import type { Field } from './movements.ts'

/** One line of a checklist on this side's book. */
export interface Posting {
  readonly line: string
  readonly field: Field
  readonly draws: bigint
  readonly version: string
  /** 10⁻⁵ of the declared unit. */
  readonly quantity: bigint
}

/** A checklist that this book knows, by its number. */
interface Entry {
  readonly number: string
  readonly direction: string
  readonly postings: readonly Posting[]
  isFinal: boolean
}

/** Customs' own book of one handbook (手册底账): what was filed, drawn and deducted. It knows nothing of the platform's. */
export class Handbook {
  readonly number: string
  readonly company: string
  /** B supplied 来料, C feeding 进料. */
  readonly kind: string
  content: HandbookContent
  changes = 0
  isClosed = false
  readonly #entries = new Map<string, Entry>()
  readonly #drawn = new Map<string, bigint>()
  readonly #drawnFinally = new Map<string, bigint>()
  /** Deducted quantities by field, line and version. */
  readonly #sums = new Map<string, bigint>()

  constructor(number: string, company: string, kind: string, content: HandbookContent) {
    this.number = number
    this.company = company
    this.kind = kind
    this.content = content
  }

  change(content: HandbookContent): void {
    this.content = content
    this.changes++
  }

  /** 预核扣: quantities are taken, nothing is deducted yet. */
  reserve(number: string, direction: string, postings: readonly Posting[]): void {
    this.#entries.set(number, { number, direction, postings, isFinal: false })
    for (const { line, draws, quantity } of postings) add(this.#drawn, line, draws * quantity)
  }

  /** 核扣 */
  deduct(number: string): void {
    const entry = this.#entry(number)
    entry.isFinal = true
    for (const { line, field, draws, version, quantity } of entry.postings) {
      add(this.#drawnFinally, line, draws * quantity)
      add(this.#sums, `${field} ${line} ${version}`, quantity)
    }
  }

  /** 删单: what was reserved is free again. */
  release(number: string): void {
    for (const { line, draws, quantity } of this.#entry(number).postings) add(this.#drawn, line, -draws * quantity)
    this.#entries.delete(number)
  }

  postings = (number: string): readonly Posting[] => this.#entries.get(number)?.postings ?? []

  #entry(number: string): Entry {
    const entry = this.#entries.get(number)
    if (!entry || entry.isFinal) throw new Error(`checklist ${number} is not reserved on ${this.number}`)
    return entry
  }

  /** What was taken of a line's filed quantity, reserved included (R5.9). */
  drawn = (line: string): bigint => this.#drawn.get(line) ?? 0n

  /** What is left of a line's filed quantity when only deductions count. */
  left = ({ goods, seq, filed }: Line): bigint => filed - (this.#drawnFinally.get(lineKey(goods, seq)) ?? 0n)

  /** Whether anything ever moved on a line. */
  isUsed = (line: string): boolean =>
    this.drawn(line) !== 0n || [...this.#sums.keys()].some((key) => key.split(' ')[1] === line)

  /** Numbers of deducted checklists by direction, and of those that are not deducted yet. */
  checklists(): { I: string[]; E: string[]; open: string[] } {
    const entries = [...this.#entries.values()]
    const finalOf = (direction: string) =>
      entries.filter((one) => one.isFinal && one.direction === direction).map(({ number }) => number)
    const open = entries.filter(({ isFinal }) => !isFinal).map(({ number }) => number)
    return { I: finalOf('I'), E: finalOf('E'), open }
  }

  /** The deducted sum of one field of a line, all versions. */
  sum(field: Field, line: string): bigint {
    const prefix = `${field} ${line} `
    let total = 0n
    for (const [key, quantity] of this.#sums) if (key.startsWith(prefix)) total += quantity
    return total
  }

  #out(product: string, version: string): bigint {
    const of = (field: Field) => this.#sums.get(`${field} ${lineKey('E', product)} ${version}`) ?? 0n
    return of('expTotalQty') + of('dprcsCrdwExpQty') + of('endprdRetnExchExpQty') - of('endprdRetnExchImpQty')
  }

  /** 产品总耗用量 C(m), rounded once for the material, half away from zero (R4.5, R4.6). 10⁻⁵. */
  consumed(material: string): bigint {
    const byRemainder = new Map<bigint, bigint>()
    for (const use of this.content.uses.values()) {
      const remains = HUNDRED - use.tangible - use.intangible
      // Rows that lose everything are rejected; only one that was forced in by its own number comes here.
      if (use.material !== material || remains <= 0n) continue
      const taken = this.#out(use.product, use.version) * use.net * use.share
      byRemainder.set(remains, (byRemainder.get(remains) ?? 0n) + taken)
    }
    let n = 0n
    let d = 1n
    for (const [remains, taken] of byRemainder) {
      n = n * remains + taken * d
      d *= remains
    }
    return roundHalfAway(n, d * consumptions.one)
  }

  /** 料件剩余数量 T(m): what is in less what is out (R4.4). 10⁻⁵; below zero where more left than came. */
  remaining(material: string): bigint {
    const of = (field: Field) => this.sum(field, lineKey('I', material))
    const gone = of('sdinQty') + of('reexpQty') + of('mtpckDstryQty') + of('remainCrdwQty')
    return of('impTotalQty') + of('dprcsCrdwImpQty') - gone - this.consumed(material)
  }
}

const add = (sums: Map<string, bigint>, key: string, quantity: bigint) =>
  sums.set(key, (sums.get(key) ?? 0n) + quantity)

/** A quantity of 10⁻⁵ as messages write it: no zeros at the end. */
export const written = (quantity: bigint): string => quantities.print(quantity).replace(/\.?0+$/, '')
