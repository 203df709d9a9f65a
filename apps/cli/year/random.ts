/** Whole numbers from a seed: the same seed gives the same numbers on every machine. */
export interface Random {
  /** 0 ≤ n < `bound` ≤ 2²⁰ */
  below(bound: number): number
  /** So many of these, each once, in their order; all where there are not more. */
  some<T>(from: readonly T[], count: number): T[]
}

/** FNV-1a, 32 bits. */
const hashOf = (text: string): number =>
  Array.from(text).reduce(
    (hash, character) => Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193),
    0x811c9dc5,
  )

/** Mulberry32 (Tommy Ettinger, public domain), begun from a text: each subject draws numbers of its own. */
export function randomOf(seed: string): Random {
  let state = hashOf(seed)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }
  // A product of 32 and 20 bits is exact, and so is its quotient by a power of two.
  const below = (bound: number): number => Math.trunc((next() * bound) / 2 ** 32)
  const some = <T>(from: readonly T[], count: number): T[] => {
    const left = from.map((_, i) => i)
    const chosen = Array.from({ length: Math.min(count, from.length) }, () => left.splice(below(left.length), 1)[0])
    return chosen.sort((a, b) => a - b).map((i) => from[i])
  }
  return { below, some }
}
