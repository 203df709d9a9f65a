import type { Json } from '@jiamao/kernel/canonical'
import type { Uuid } from '@jiamao/kernel/ids'
import { addDays, dateOf, type Moment, startOf } from '@jiamao/kernel/time'
import type { Subject } from '../identity/index.ts'
import { workingDaysUntil } from '../policy/index.ts'
import { join, one, rows, type Scope, type Sql, sql, type Tx } from '../store/index.ts'
import type { Engine } from './engine.ts'
import { lookAtList } from './looks.ts'
import { type Colleague, worksHere } from './workers.ts'

/** An open task of an organisation's desk, with what a list says of its filing. */
export interface TaskView {
  readonly id: Uuid
  readonly filing: Uuid
  readonly act: string
  readonly title: Json
  readonly dueAt: Moment
  /** Working days until its limit: 0 on the last day, negative after it. */
  readonly daysLeft: number
  readonly type: string | null
  readonly ownNumber: string | null
  readonly firm: string
  readonly firmId: Uuid
  readonly filedOn: string | null
  /** The strongest verdict of the gate, where it may be seen. */
  readonly strongest: string | null
  readonly holder: Colleague | null
  readonly isMine: boolean
}

/** 待办范围: all that is open, what I hold, what nobody holds, what is past its limit. */
export const taskRanges = ['open', 'mine', 'free', 'overdue'] as const
export type TaskRange = (typeof taskRanges)[number]

/** What a list of tasks is asked by. */
export interface TaskFilter {
  readonly range?: TaskRange
  readonly act?: string
  readonly type?: string
  readonly filing?: Uuid
  /** Part of an own number, a title or a firm's name. */
  readonly search?: string
  /** Place of the last row of the page before: its limit and id. */
  readonly after?: { readonly at: string; readonly id: Uuid }
  readonly limit: number
}

/** A firm reads its own tasks as their owner; a desk those that it was given, over all enterprises. */
export const deskScope = ({ party, organisation }: Subject): Scope =>
  party === 'enterprise'
    ? { enterprise: organisation, organisation, stance: 'owner' }
    : { organisation, stance: 'party' }

/** What waits on a desk, soonest due first: the only list that goes over enterprises. Whoever does no work has none. */
export async function listTasks(engine: Engine, subject: Subject, filter: TaskFilter): Promise<TaskView[]> {
  if (!worksHere(engine, subject)) return []
  const read = (tx: Tx) =>
    rows<
      Omit<TaskView, 'daysLeft' | 'firm' | 'holder' | 'isMine'> & {
        enterprise: Uuid
        holder: Uuid | null
        holderName: string | null
      }
    >(
      tx,
      sql`
      select enterprise_id as enterprise, id, filing_id as filing, act, title, due_at as "dueAt", title->>'type' as type,
             title->>'number' as "ownNumber", enterprise_id as "firmId", title->>'filedOn' as "filedOn", title->>'strongest' as strongest,
             holder_id as holder, holder_name as "holderName"
        from task
       where ${join(conditionsOf(engine, subject, filter), ' and ')}
       order by due_at, id limit ${filter.limit}`,
    )
  const found =
    subject.party === 'enterprise'
      ? (await engine.store.ask(deskScope(subject), read)).map(({ enterprise: _, ...task }) => task)
      : await lookAtList(engine, subject, 'tasks', read)
  const policy = engine.policies.inForce(engine.clock.today(), engine.clock.machine())
  // Many limits end on one day: each day is counted out once.
  const dueOn = new Set(found.map(({ dueAt }) => dateOf(dueAt)))
  const left = new Map([...dueOn].map((day) => [day, workingDaysUntil(policy, policy.on, day)]))
  return found.map(({ holder, holderName, ...task }) => ({
    ...task,
    firm: engine.directory.organisation(task.firmId)?.name ?? '',
    daysLeft: left.get(dateOf(task.dueAt)) ?? 0,
    holder: holder === null ? null : { id: holder, name: holderName ?? '' },
    isMine: holder === subject.person,
  }))
}

function conditionsOf(engine: Engine, subject: Subject, filter: TaskFilter): Sql[] {
  const { range = 'open', act, type, filing, search, after } = filter
  const ranges: Record<TaskRange, readonly Sql[]> = {
    open: [],
    mine: [sql`holder_id = ${subject.person}`],
    free: [sql`holder_id is null`],
    overdue: [sql`due_at < ${engine.clock.now()}`],
  }
  const like = search && patternOf(search)
  const firms = search ? engine.directory.all().flatMap(({ id, name }) => (name.includes(search) ? [id] : [])) : []
  return [
    sql`organisation_id = ${subject.organisation}`,
    sql`state = 'open'`,
    ...ranges[range],
    ...(act ? [sql`act = ${act}`] : []),
    ...(type ? [sql`title->>'type' = ${type}`] : []),
    ...(filing ? [sql`filing_id = ${filing}`] : []),
    ...(like ? [sql`(sought like ${like.toLowerCase()} or enterprise_id = any (${firms}::uuid[]))`] : []),
    ...(after ? [sql`(due_at, id) > (${after.at}, ${after.id})`] : []),
  ]
}

/** Text that is looked for, as a pattern of it anywhere: signs of patterns are letters like others. */
export const patternOf = (text: string): string => `%${text.slice(0, 100).replace(/[\\%_]/g, '\\$&')}%`

/** How much waits, by range. Counted to `most`: a desk with more has more than a number tells. */
export interface TaskCounts extends Readonly<Record<TaskRange, number>> {
  readonly isCutOff: boolean
}
const most = 10_000

export function countTasks(engine: Engine, subject: Subject): Promise<TaskCounts> {
  if (!worksHere(engine, subject)) return Promise.resolve({ open: 0, mine: 0, free: 0, overdue: 0, isCutOff: false })
  return engine.store.ask(deskScope(subject), async (tx) => {
    const { total, ...counts } = await one<Record<TaskRange | 'total', number>>(
      tx,
      sql`
      select count(*)::int as total, least(count(*), ${most})::int as open, count(*) filter (where holder_id = ${subject.person})::int as mine,
             count(*) filter (where holder_id is null)::int as free, count(*) filter (where due_at < ${engine.clock.now()})::int as overdue
        from (select holder_id, due_at from task
               where organisation_id = ${subject.organisation} and state = 'open' order by due_at limit ${most + 1}) as t`,
    )
    return { ...counts, isCutOff: total > most }
  })
}

/** Open tasks of an organisation's desk, of business time: those that end today, and those that are past their limit. */
export const countDesk = ({ store, clock }: Engine, organisation: Uuid) =>
  store.tx({ organisation, stance: 'party' }, (tx) =>
    one<{ readonly open: number; readonly today: number; readonly overdue: number }>(
      tx,
      sql`
      select count(*)::int as open, count(*) filter (where due_at < ${clock.now()})::int as overdue,
             count(*) filter (where due_at >= ${clock.now()} and due_at <= ${startOf(addDays(clock.today(), 1))})::int as today
        from (select due_at from task where organisation_id = ${organisation} and state = 'open' order by due_at limit ${most}) as t`,
    ),
  )
