/** What a book line still lets through (R5.9), of postings that are about to be made. Pure. */
import type { Posting } from './define.ts'
import type { Remaining } from './facts.ts'
import { movementKinds } from './kinds.ts'

/**
 * Whether every line that the postings draw on has the room for them, by what was seen of it. A line that was not seen
 * does not fit: whoever asks must then look.
 *
 * @param seen what remained of the lines, of one side of one book
 */
export function fits(seen: Remaining, postings: readonly Posting[]): boolean {
  const left = new Map(seen.map((line) => [`${line.side}${line.seq}`, { ...line }]))
  return postings.every(({ side, seq, kind, quantity }) => {
    if (movementKinds[kind].ceilingSign !== 1) return true
    const line = left.get(`${side}${seq}`)
    if (!line) return false
    line.remaining = (line.remaining - quantity) as typeof line.remaining
    return line.limited === 'no' || line.remaining >= 0n
  })
}
