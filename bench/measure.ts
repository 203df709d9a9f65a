import { performance } from 'node:perf_hooks'

const at = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)]
export const median = (values: readonly number[]): number => at(values, 0.5)
/** What 99 of 100 are below. */
export const p99 = (values: readonly number[]): number => at(values, 0.99)

/** Least and most of the rounds' ratios, ours ÷ theirs: under 1.5 × apart they prove little on a small shared machine. */
export function spread(ours: readonly number[], theirs: readonly number[]): string {
  const ratios = ours.map((value, round) => value / theirs[round])
  return `${ratios.length} rounds, ratio ${short(Math.min(...ratios))} to ${short(Math.max(...ratios))}`
}

/** A figure in three digits or as many as its whole part has. */
export const short = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toString() : String(+value.toPrecision(3))

type Side = () => number | Promise<number>

interface Rounds {
  readonly ours: readonly number[]
  readonly theirs: readonly number[]
  /** Medians. */
  readonly value: number
  readonly referenceValue: number
}

/** Rounds in turn, so that both sides meet the same neighbours and the same state; the first of each warms up and is dropped. */
export async function inTurn(rounds: number, one: Side, other: Side): Promise<Rounds> {
  const found: [number, number][] = []
  for (let round = 0; round <= rounds; round++) found.push([await one(), await other()])
  const [ours, theirs] = [0, 1].map((side) => found.slice(1).map((round) => round[side]))
  return { ours, theirs, value: median(ours), referenceValue: median(theirs) }
}

/** Milliseconds that something takes. */
export async function timed(act: () => unknown): Promise<number> {
  const from = performance.now()
  await act()
  return performance.now() - from
}

/** What so many clients did in some seconds, each one act after the other. */
export async function atOnce(
  clients: number,
  seconds: number,
  act: (client: number) => Promise<unknown>,
): Promise<{ readonly perSecond: number; readonly waits: readonly number[] }> {
  const began = performance.now()
  const waits: number[] = []
  const run = async (client: number) => {
    while (performance.now() < began + seconds * 1e3) waits.push(await timed(() => act(client)))
  }
  await Promise.all(Array.from({ length: clients }, (_, client) => run(client)))
  return { perSecond: (waits.length * 1e3) / (performance.now() - began), waits }
}
