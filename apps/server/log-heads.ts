import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Seal, Witness } from '@jiamao/platform/audit'

/** Heads of the log's seals, noted outside of the database: who rewrites the whole chain there does not reach these. */
export interface LogHeads {
  note(seal: Seal): void
  last(): Witness | undefined
}

/** A line a seal, `number head moment`; only ever appended. */
export function logHeadsIn(home: string): LogHeads {
  const file = join(home, 'log-heads')
  return {
    note: ({ n, head, until }) => appendFileSync(file, `${n} ${head.toString('hex')} ${until}\n`, { mode: 0o600 }),
    last: () => {
      const line = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) : undefined
      const [n, head] = line?.split(' ') ?? []
      return head === undefined ? undefined : { n: Number(n), head }
    },
  }
}
