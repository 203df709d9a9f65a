import type { LocalDate } from '@jiamao/kernel/time'
import type { Declaration } from './facts.ts'

/** Digits of the serial that a number ends in, by kind of number (messages §5). */
const digits = { document: 10, seqNo: 14, handbook: 4, checklist: 9, preentry: 13, entry: 9 }
type Kind = keyof typeof digits

/**
 * Numbers that customs gives: a prefix and a serial. Which was given last is read from the numbers themselves, so
 * replaying them is enough.
 */
export class Serials {
  readonly #last = new Map<string, bigint>()

  /** Marks a number as given. */
  given(kind: Kind, number: string): void {
    const prefix = number.slice(0, -digits[kind])
    const serial = BigInt(number.slice(-digits[kind]))
    if (serial > this.#lastOf(prefix)) this.#last.set(prefix, serial)
  }

  #lastOf = (prefix: string): bigint => this.#last.get(prefix) ?? 0n

  /** The number after the last one with this prefix. */
  #next(kind: Kind, prefix: string): string {
    const serial = (this.#lastOf(prefix) + 1n).toString().padStart(digits[kind], '0')
    if (serial.length > digits[kind]) throw new Error(`no more numbers ${prefix}…`)
    return prefix + serial
  }

  /** Ours alone: names a document in the journal. */
  document = (): string => this.#next('document', 'd')
  /** 预录入统一编号: year and 14 digits. */
  seqNo = (today: LocalDate): string => this.#next('seqNo', yearOf(today))
  /** 手册编号: kind, district, year of 2, `A`, serial of 4; where a year has more, the letter goes on. */
  handbook(kind: string, district: string, today: LocalDate): string {
    const front = kind + district + yearOf(today).slice(2)
    const letter = [...'ABCDEFGHJKLMNPQRSTUVWXY'].find((one) => this.#lastOf(front + one) < 9999n) ?? 'Z'
    return this.#next('handbook', front + letter)
  }
  /** 核注清单编号: QD, district, year of 2, I or E, serial of 9. */
  checklist = (district: string, direction: string, today: LocalDate): string =>
    this.#next('checklist', `QD${district}${yearOf(today).slice(2)}${direction}`)
  /** 报关单: 统一编号 with I or E, year and 13 digits; number with district, year, 0 or 1 and 9 digits. */
  declaration = (district: string, direction: string, today: LocalDate): Declaration => ({
    preentryNumber: this.#next('preentry', direction + yearOf(today)),
    entryNumber: this.#next('entry', `${district}${yearOf(today)}${direction === 'I' ? 1 : 0}`),
  })
}

const yearOf = (today: LocalDate) => today.slice(0, 4)
