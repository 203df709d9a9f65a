/** 核验. The whole log against its seals: a row that was changed, removed or put in is named. */
import { createHash } from 'node:crypto'
import type { Clock } from '@jiamao/kernel/clock'
import type { Uuid } from '@jiamao/kernel/ids'
import { momentOf, msOf } from '@jiamao/kernel/time'
import { maybe, rows, type Store, sql, type Tx } from '../store/index.ts'
import { type Act, hashOf, type Leaf } from './leaf.ts'
import { headOf, latestMs, noHead, type Seal } from './seal.ts'
import { type Auditor, auditing } from './search.ts'

/** What is wrong with the log, and where. */
export type Fault =
  | {
      readonly kind: 'changed' | 'missing' | 'inserted'
      readonly enterprise: Uuid
      readonly id: Uuid
      readonly seal: number | null
    }
  /** A seal that its own leaves, the seal before, or what was noted outside of the database do not bear out. */
  | { readonly kind: 'seal' | 'rewritten'; readonly seal: number }

/** A part of the log, verified. */
export interface Verified {
  readonly seals: number
  readonly rows: number
  readonly faults: readonly Fault[]
  /** Where to go on; null at the end. */
  readonly next: number | null
  readonly head: string | null
}

/** A head of the chain that was noted outside of the database. */
export interface Witness {
  readonly n: number
  readonly head: string
}

/** Rows that one answer verifies; a seal is verified whole. */
const mostRows = 40_000
const mostFaults = 1_000

/** Verifies the seals after one, some 40,000 rows at a time; at the end also what no seal holds, and what was noted outside. */
export const verifyLog = (
  store: Store,
  clock: Clock,
  auditor: Auditor,
  after: number,
  witness: Witness | undefined,
): Promise<Verified> =>
  auditing(store, clock, auditor, 'audit.verify', { after: String(after) }, async (tx) => {
    const seals = await sealsAfter(tx, after)
    const [before] = after === 0 ? [] : await sealsAfter(tx, after - 1, 1)
    const leaves = await leavesOf(tx, seals)
    const bySeal = Map.groupBy(leaves, ({ seal }) => Number(seal))
    const faults = [
      ...seals.flatMap((seal, i) =>
        faultsOfSeal(seal, (i === 0 ? before : seals[i - 1])?.head ?? noHead, bySeal.get(seal.n) ?? []),
      ),
      ...leaves.flatMap(faultOfLeaf),
    ]
    const last = seals.at(-1) ?? before
    const isEnd = (await sealsAfter(tx, last?.n ?? 0, 1)).length === 0
    if (isEnd) {
      faults.push(...(await putIn(tx, last)))
      if (witness && (await headAt(tx, witness.n)) !== witness.head) faults.push({ kind: 'rewritten', seal: witness.n })
    }
    return {
      seals: seals.length,
      rows: leaves.length,
      faults: faults.slice(0, mostFaults),
      next: isEnd ? null : (last?.n ?? null),
      head: last?.head.toString('hex') ?? null,
    }
  })

const sealsAfter = async (tx: Tx, after: number, most = mostRows): Promise<Seal[]> =>
  (
    await rows<Omit<Seal, 'n'> & { n: bigint }>(
      tx,
      sql`
      select n, until, leaves, root, head
        from (select *, sum(leaves) over (order by n) - leaves as before
                from (select * from audit_seal where n > ${after} order by n limit 1000) as following) as summed
       where before < ${most} order by n`,
    )
  ).map((seal) => ({ ...seal, n: Number(seal.n) }))

/** A sealed leaf with the row as it lies in the log now; all of the row null where it is gone. */
interface LeafRow extends Omit<Leaf, 'id'> {
  readonly id: Uuid
  readonly seal: bigint
  readonly sealed: Buffer
  readonly there: boolean
}

const leavesOf = (tx: Tx, seals: readonly Seal[]) =>
  rows<LeafRow>(
    tx,
    sql`
    select l.enterprise_id as enterprise, l.id, l.seal, l.hash as sealed, a.id is not null as there, a.organisation_id as organisation,
           a.actor_id as actor, a.act, a.subject, a.purpose, a.detail, a.salt, a.hash, a.business_at as "businessAt", a.at
      from audit_leaf l left join audit a on a.enterprise_id = l.enterprise_id and a.id = l.id
     where l.seal = any (${seals.map(({ n }) => n)}::bigint[]) order by l.seal, l.enterprise_id, l.id`,
  )

function faultOfLeaf(leaf: LeafRow): Fault[] {
  const { enterprise, id, seal } = leaf
  const fault = (kind: 'changed' | 'missing'): Fault[] => [{ kind, enterprise, id, seal: Number(seal) }]
  if (!leaf.there) return fault('missing')
  const { organisation, actor, act, subject, purpose, detail, businessAt, at } = leaf
  const said: Act = { enterprise, organisation, actor, act, subject, purpose, detail }
  const isAsSealed =
    leaf.hash.equals(leaf.sealed) && hashOf(leaf.salt, { ...said, id, businessAt, at }).equals(leaf.hash)
  return isAsSealed ? [] : fault('changed')
}

function faultsOfSeal(seal: Seal, before: Buffer, leaves: readonly LeafRow[]): Fault[] {
  const root = createHash('sha256')
  for (const { enterprise, id, sealed } of leaves) root.update(bytesOf(enterprise)).update(bytesOf(id)).update(sealed)
  const holds =
    leaves.length === seal.leaves && root.digest().equals(seal.root) && headOf(before, seal).equals(seal.head)
  return holds ? [] : [{ kind: 'seal', seal: seal.n }]
}

const bytesOf = (id: Uuid) => Buffer.from(id.replaceAll('-', ''), 'hex')

/** Rows that say they are older than the last seal and that none holds. */
async function putIn(tx: Tx, last: Seal | undefined): Promise<Fault[]> {
  if (!last) return []
  const found = await rows<{ enterprise: Uuid; id: Uuid }>(
    tx,
    sql`
    select enterprise_id as enterprise, id from audit a
     where at < ${momentOf(msOf(last.until) - latestMs)}
       and not exists (select from audit_leaf l where l.enterprise_id = a.enterprise_id and l.id = a.id)
     order by at, id limit ${mostFaults}`,
  )
  return found.map((row) => ({ kind: 'inserted', ...row, seal: null }))
}

async function headAt(tx: Tx, n: number): Promise<string | undefined> {
  const found = await maybe<{ head: Buffer }>(tx, sql`select head from audit_seal where n = ${n}`)
  return found?.head.toString('hex')
}
