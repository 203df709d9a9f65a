import { createHash } from 'node:crypto'
import type { Uuid } from '@jiamao/kernel/ids'

/** A case that is drawn, and among whom: those without a conflict of interest with its firm. */
export interface Case {
  readonly task: Uuid
  readonly among: readonly Uuid[]
}

/**
 * Who gets a case (抽签): of those it is drawn among, the one whose lot is least. A lot is SHA-256 over the seed, the task and
 * the officer, each as its bytes or its text: with the published seed everybody can repeat it, with any program.
 *
 * @returns undefined where nobody is left
 */
export function drawnOf(seed: Buffer, { task, among }: Case): Uuid | undefined {
  const lots = among.map((officer) => ({
    officer,
    lot: createHash('sha256').update(seed).update(task).update(officer).digest(),
  }))
  return lots.toSorted((a, b) => Buffer.compare(a.lot, b.lot)).at(0)?.officer
}

/** The hash by which a seed is published before it is used. */
export const promiseOf = (seed: Buffer): Buffer => createHash('sha256').update(seed).digest()
