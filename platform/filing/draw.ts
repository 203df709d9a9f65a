import { randomBytes } from 'node:crypto'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { leafOf, record, recordAll } from '../audit/index.ts'
import type { Subject } from '../identity/index.ts'
import { maybe, rows, run, sql, type Tx } from '../store/index.ts'
import { type Answer, once, type Request } from './answers.ts'
import { lastingConflicts, officeScope } from './conflicts.ts'
import type { Engine } from './engine.ts'
import { type Case, drawnOf, promiseOf } from './lot.ts'
import { notAllowed, notFound } from './problems.ts'
import { nothingToDraw } from './task-problems.ts'
import { listTasks } from './tasks.ts'
import { type Colleague, colleaguesOf } from './workers.ts'

/** A case of a draw with what came out. */
interface DrawnCase extends Case {
  readonly filing: Uuid
  readonly firm: string
  readonly firmId: Uuid
  readonly number: string | null
  readonly to: Uuid | null
}

/** A draw as it is published in its office: who repeats it needs nothing else. */
export interface Draw {
  readonly id: Uuid
  readonly n: number
  readonly seed: string
  /** The seed's hash as it was published with the draw before; null for the first. */
  readonly promised: string | null
  /** The hash of the seed of the next draw. */
  readonly nextHash: string
  readonly officers: readonly Colleague[]
  readonly cases: readonly DrawnCase[]
  readonly by: string
  readonly businessAt: string
}

const most = 500

/**
 * Draws for all that nobody has taken on, the soonest due first (抽签派件): a manager's act. It cannot be aimed: the seed was
 * promised with the draw before, all that is unclaimed takes part, and so does everybody who is not named as absent.
 *
 * @throws DRAW_NOTHING, NOT_ALLOWED
 */
export async function drawTasks(
  engine: Engine,
  subject: Subject,
  absent: readonly Uuid[],
  request: Request,
): Promise<Answer> {
  if (subject.party === 'enterprise' || !subject.roles.includes('manager'))
    throw notAllowed({ act: '抽签派件', who: '科室负责人', whoEn: 'a manager of the office' })
  const free = await listTasks(engine, subject, { range: 'free', limit: most })
  let made: Pick<Draw, 'officers' | 'cases'> = { officers: [], cases: [] }
  const answer = await once(engine, officeScope(subject), request, async (tx) => {
    const all = await colleaguesOf(engine, tx, subject, '')
    const officers = all.filter(({ id }) => !absent.includes(id))
    const conflicts = new Set(
      (await lastingConflicts(tx, subject.organisation)).map(({ person, firm }) => `${person} ${firm}`),
    )
    const seeds = await seedsOf(tx, subject.organisation)
    const cases = free.map(({ id: task, filing, firm, firmId, ownNumber: number }): DrawnCase => {
      const among = officers.flatMap(({ id }) => (conflicts.has(`${id} ${firmId}`) ? [] : [id])).toSorted()
      return { task, filing, firm, firmId, number, among, to: drawnOf(seeds.seed, { task, among }) ?? null }
    })
    if (cases.every(({ to }) => to === null)) throw nothingToDraw()
    const id = await keepDraw(engine, tx, subject, { ...seeds, officers, cases })
    made = { officers, cases }
    return { status: 201, body: { id, cases: cases.length } }
  })
  const { id } = answer.body as { id: Uuid }
  const people = new Map(made.officers.map((officer) => [officer.id, officer.name]))
  const byFirm = Map.groupBy(made.cases, ({ firmId }) => firmId)
  for (const [firm, cases] of byFirm) await give(engine, subject, id, firm, cases, people)
  return answer
}

interface Seeds {
  readonly n: number
  readonly seed: Buffer
  readonly promised: Buffer | null
  readonly next: Buffer
}

/** The seed that the draw before promised, or a first one. Draws of an office come one after another. */
async function seedsOf(tx: Tx, office: Uuid): Promise<Seeds> {
  await run(tx, sql`select from tenant_home where enterprise_id = ${office} for update`)
  const before = await maybe<{ n: number; seed: Buffer; promised: Buffer }>(
    tx,
    sql`select n, next_seed as seed, next_hash as promised from draw where enterprise_id = ${office} order by n desc limit 1`,
  )
  const next = randomBytes(32)
  return before ? { ...before, n: before.n + 1, next } : { n: 1, seed: randomBytes(32), promised: null, next }
}

async function keepDraw(
  engine: Engine,
  tx: Tx,
  { organisation, person, name }: Subject,
  {
    n,
    seed,
    promised,
    next,
    officers,
    cases,
  }: Seeds & { readonly officers: readonly Colleague[]; readonly cases: readonly DrawnCase[] },
): Promise<Uuid> {
  const id = newUuid()
  await run(
    tx,
    sql`
    insert into draw values (${organisation}, ${id}, ${n}, ${seed}, ${promised}, ${next}, ${promiseOf(next)}, ${JSON.stringify(officers)},
      ${JSON.stringify(cases)}, ${person}, ${name}, ${engine.clock.now()}, ${engine.clock.machine()})`,
  )
  const detail = { n, seed: seed.toString('hex'), nextHash: promiseOf(next).toString('hex'), cases: cases.length }
  const leaf = { enterprise: organisation, organisation, actor: person, act: 'task.drawn', subject: id, purpose: null }
  await record(tx, leafOf({ ...leaf, detail }, engine.clock))
  return id
}

/** Gives a firm's cases to whom they were drawn, each with its leaf; what somebody took on meanwhile stays theirs. */
const give = (
  engine: Engine,
  { organisation, person }: Subject,
  draw: Uuid,
  enterprise: Uuid,
  cases: readonly DrawnCase[],
  people: ReadonlyMap<Uuid, string>,
) =>
  engine.store.tx({ enterprise, organisation, stance: 'engine' }, async (tx) => {
    const given = cases.flatMap(({ task, to }) => (to === null ? [] : [{ task, to, name: people.get(to) ?? '' }]))
    const held = await rows<{ id: Uuid; filing: Uuid; holder: Uuid }>(
      tx,
      sql`
      update task t set holder_id = g."to", holder_name = g."name", fence = fence + 1, claimed_at = ${engine.clock.machine()}
        from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g("task" uuid, "to" uuid, "name" text)
       where t.enterprise_id = ${enterprise} and t.id = g."task" and t.organisation_id = ${organisation}
         and t.state = 'open' and t.holder_id is null
      returning t.id, t.filing_id as filing, t.holder_id as holder`,
    )
    const leaves = held.map(({ id, filing, holder }) => {
      const detail = { task: id, draw, holder: { id: holder, name: people.get(holder) ?? '' } }
      const act = { enterprise, organisation, actor: person, act: 'task.draw', subject: filing, purpose: null, detail }
      return leafOf(act, engine.clock)
    })
    await recordAll(tx, leaves)
  })

const view = sql`id, n, encode(seed, 'hex') as seed, encode(promised, 'hex') as promised, encode(next_hash, 'hex') as "nextHash", officers, cases,
  by_name as by, business_at as "businessAt"`

/** An office's draws, newest first. */
export const listDraws = (engine: Engine, subject: Subject, limit: number): Promise<Draw[]> =>
  engine.store.tx(officeScope(subject), (tx) =>
    rows<Draw>(
      tx,
      sql`select ${view} from draw where enterprise_id = ${subject.organisation} order by n desc limit ${limit}`,
    ),
  )

/** A draw with the answer whether it comes out the same when it is repeated now from its seed. @throws NOT_FOUND */
export async function repeatDraw(
  engine: Engine,
  subject: Subject,
  id: Uuid,
): Promise<Draw & { readonly isSame: boolean }> {
  const found = await engine.store.tx(officeScope(subject), (tx) =>
    maybe<Draw>(tx, sql`select ${view} from draw where enterprise_id = ${subject.organisation} and id = ${id}`),
  )
  if (!found) throw notFound()
  const seed = Buffer.from(found.seed, 'hex')
  const isPromised = found.promised === null || promiseOf(seed).toString('hex') === found.promised
  return { ...found, isSame: isPromised && found.cases.every((one) => (drawnOf(seed, one) ?? null) === one.to) }
}
