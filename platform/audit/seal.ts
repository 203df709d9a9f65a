import { createHash } from 'node:crypto'
import type { Clock } from '@jiamao/kernel/clock'
import { type Moment, momentOf, msOf } from '@jiamao/kernel/time'
import { maybe, one, run, type Store, sql, type Tx } from '../store/index.ts'

/** 封存. A piece of the log, sealed: how many leaves, the hash over them, and the head of the chain so far. */
export interface Seal {
  readonly n: number
  readonly until: Moment
  readonly leaves: number
  readonly root: Buffer
  readonly head: Buffer
}

/**
 * An act is written within this time of the moment that it bears, a statement takes a minute at most: later ones were put
 * in afterwards. Each seal looks over this time again: ten minutes of 200,000 rows took 0.5 s every five seconds.
 */
export const latestMs = 3 * 60_000
/** What is younger may still be under way. */
const settleMs = 5_000
const mostLeaves = 20_000

/** The head of the chain at a seal: it stands for this seal and all before it. */
export const headOf = (before: Buffer, { n, until, leaves, root }: Omit<Seal, 'head'>): Buffer =>
  createHash('sha256').update(before).update(`${n} ${until} ${leaves} `).update(root).digest()

export const noHead = Buffer.alloc(32)

/**
 * Seals what was written since the last seal, at most 20,000 rows at a time. Two processes seal one after the other.
 *
 * @returns the new seal; undefined where nothing was written
 */
export const sealLog = (store: Store, clock: Clock): Promise<Seal | undefined> =>
  store.carry(async (tx) => {
    await run(tx, sql`select pg_advisory_xact_lock(hashtext('jiamao audit seal'))`)
    const last = await lastSeal(tx)
    const n = (last?.n ?? 0) + 1
    const at = clock.machine()
    const taken = await takeLeaves(tx, n, last?.until, at)
    if (taken.leaves === 0) return undefined
    const until = taken.leaves < mostLeaves ? momentOf(msOf(at) - settleMs) : taken.until
    const { root } = await one<{ root: Buffer }>(
      tx,
      sql`
      select sha256(string_agg(uuid_send(enterprise_id) || uuid_send(id) || hash, ''::bytea order by enterprise_id, id)) as root
        from audit_leaf where seal = ${n}`,
    )
    const seal = { n, until, leaves: taken.leaves, root }
    const head = headOf(last?.head ?? noHead, seal)
    await run(tx, sql`insert into audit_seal values (${n}, ${until}, ${taken.leaves}, ${root}, ${head}, ${at})`)
    return { ...seal, head }
  })

const lastSeal = async (tx: Tx): Promise<Seal | undefined> => {
  const row = await maybe<Omit<Seal, 'n'> & { n: bigint }>(
    tx,
    sql`select n, until, leaves, root, head from audit_seal order by n desc limit 1`,
  )
  return row && { ...row, n: Number(row.n) }
}

/**
 * Looks back over the longest time that an act may take to be written, so that one that was written late is sealed too.
 */
const takeLeaves = (tx: Tx, n: number, since: Moment | undefined, at: Moment) =>
  one<{ leaves: number; until: Moment }>(
    tx,
    sql`
    with unsealed as (
      select enterprise_id, id, hash, at from audit a
       where at >= ${since === undefined ? '-infinity' : momentOf(msOf(since) - latestMs)}::timestamptz
         and at < ${momentOf(msOf(at) - settleMs)}
         and not exists (select from audit_leaf l where l.enterprise_id = a.enterprise_id and l.id = a.id)
       order by at, enterprise_id, id limit ${mostLeaves}),
    sealed as (insert into audit_leaf select enterprise_id, id, ${n}, hash from unsealed)
    select count(*)::int as leaves, max(at) as until from unsealed`,
  )
