/** R4.4 to R4.8 once more, as plainly as big integers allow and with nothing shared: what tests hold the kernel against. */
import { type KindId, movementKinds } from '../kinds.ts'
import type { SampleBook } from './sample-books.ts'

const HUNDRED = 100_000_000_000n

export interface PlainFigures {
  readonly consumption: bigint
  readonly tangible: bigint
  readonly intangible: bigint
  readonly net: bigint
  readonly theoretical: bigint
  readonly scrap: bigint
}

/** All figures of one material. */
export function plainWriteOff({ rows, lines }: SampleBook, material: number): PlainFigures {
  const sum = (kind: KindId, item: number) =>
    lines.filter((line) => line.kind === kind && line.item === item).reduce((total, line) => total + line.quantity, 0n)
  const outflow = (pair: number) =>
    sum('PRODUCT_EXPORT', pair) +
    sum('TRANSFER_OUT', pair) +
    sum('PRODUCT_REEXPORT', pair) +
    sum('PRODUCT_RELIEF', pair) -
    sum('PRODUCT_RETURN', pair)

  let [c, t, i, d] = [0n, 0n, 0n, 1n]
  for (const row of rows.filter((row) => row.material === material)) {
    const left = HUNDRED - row.tangible - row.intangible
    const n = outflow(row.pair) * row.net * row.share * d
    c = c * left + n
    t = t * left + n * row.tangible
    i = i * left + n * row.intangible
    d *= left
  }
  const consumption = rounded(c, d * 10n ** 9n)
  const tangible = rounded(t, d * 10n ** 20n)
  const intangible = rounded(i, d * 10n ** 20n)

  const direct = (Object.keys(movementKinds) as KindId[]).reduce((total, kind) => {
    const { effect } = movementKinds[kind]
    return effect === '+' ? total + sum(kind, material) : effect === '-' ? total - sum(kind, material) : total
  }, 0n)
  const disposed = sum('SCRAP_SALE', material) + sum('SCRAP_REEXPORT', material) + sum('SCRAP_DESTRUCTION', material)
  return {
    consumption,
    tangible,
    intangible,
    net: consumption - tangible - intangible,
    theoretical: direct - consumption,
    scrap: tangible - disposed,
  }
}

/** Half away from zero, by comparing twice the rest with the divisor. */
function rounded(n: bigint, d: bigint): bigint {
  const size = n < 0n ? -n : n
  const whole = size / d
  const away = 2n * (size % d) >= d ? whole + 1n : whole
  return n < 0n ? -away : away
}
