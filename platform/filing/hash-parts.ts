import { createHash } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { canonical, type Json } from '@jiamao/kernel/canonical'

/** A part of a content as it lies in the database; a list in chunks, in their order. */
export interface PartRow {
  readonly part: string
  readonly body: unknown
}

/**
 * SHA-256 of a content, chunk by chunk: the same as of its canonical JSON whole. Others get their turn between two chunks:
 * of 100,000 lines at once the process would stand still for a second.
 */
export async function hashOfParts(found: readonly PartRow[]): Promise<string> {
  const hash = createHash('sha256').update('{')
  const byPart = Map.groupBy(found, ({ part }) => part)
  for (const [at, part] of [...byPart.keys()].sort().entries()) {
    hash.update(`${at > 0 ? ',' : ''}${canonical(part)}:`)
    const pieces = byPart.get(part) ?? []
    if (!Array.isArray(pieces[0]?.body)) {
      hash.update(canonical(pieces[0]?.body as Json))
      continue
    }
    hash.update('[')
    let isFirst = true
    for (const { body } of pieces) {
      const lines = canonical(body as Json).slice(1, -1)
      if (lines !== '') hash.update(`${isFirst ? '' : ','}${lines}`)
      isFirst &&= lines === ''
      await turn()
    }
    hash.update(']')
  }
  return hash.update('}').digest('hex')
}
