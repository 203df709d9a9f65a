/** Where a filing stands with each party (办理进度): who holds it, since when, until when; what each office does, and whether it has. */
import type { Uuid } from '@jiamao/kernel/ids'
import { dateOf, type LocalDate, type Moment } from '@jiamao/kernel/time'
import { afterWorkingDays, type PolicyInForce, type Route, workingDaysUntil } from '../policy/index.ts'
import { rows, sql, type Tx } from '../store/index.ts'
import type { Place } from './decide.ts'
import type { Engine } from './engine.ts'
import type { FilingState } from './life-cycle.ts'
import { endOf } from './routing.ts'

/** 持有单位. The one party whose turn it is. */
interface Holder {
  readonly organisation: Uuid
  readonly party: string
  readonly name: string
  readonly since: Moment
  /** Undefined where nobody promised a time: what lies with its filer. */
  readonly dueAt?: Moment
  /** Working days gone, and promised. */
  readonly days?: { readonly used: number; readonly promised: number }
}

/** One party's part in a filing. `waiting`: its turn has not come; `open`: it has; `told`: nothing is asked of it. */
interface OfficePart {
  readonly party: string
  readonly name: string | null
  readonly view: string
  readonly does: Route['does']
  readonly by: Route['by']
  readonly ground: string
  readonly state: 'waiting' | 'open' | 'done' | 'dropped' | 'told'
  readonly dueAt?: Moment
}

export interface Standing {
  readonly holder: Holder | null
  readonly offices: readonly OfficePart[]
}

/** What of a filing says where it stands. */
export interface Standable {
  readonly state: string
  readonly organisation: Uuid
  readonly route: unknown
}

interface TaskOfFiling {
  readonly organisation: Uuid
  readonly act: string
  readonly state: 'open' | 'done' | 'dropped'
  readonly dueAt: Moment
}

/** What the standing is told from, in the asker's scope: another office's tasks are not seen, its part is told from the state. */
export async function readCourse(tx: Tx, { enterprise, id }: Place): Promise<Course> {
  const [tasks, [last]] = await Promise.all([
    rows<TaskOfFiling>(
      tx,
      sql`
      select organisation_id as organisation, act, state, due_at as "dueAt" from task
       where enterprise_id = ${enterprise} and filing_id = ${id} order by at, id limit 100`,
    ),
    rows<{ since: Moment | null; sent: Moment | null }>(
      tx,
      sql`
      select max(business_at) filter (where from_state is distinct from to_state) as since,
             max(business_at) filter (where event in ('submit', 'release')) as sent
        from filing_event where enterprise_id = ${enterprise} and filing_id = ${id}`,
    ),
  ])
  return { ...last, tasks }
}

/** Where a filing stands, by its course. */
export function standing({ policies, clock, directory }: Engine, filing: Standable, course: Course): Standing {
  const policy = policies.inForce(clock.today(), clock.machine())
  return standingOf(directory, policy, { ...filing, ...course })
}

/** Reads the standing. */
export const readStanding = async (engine: Engine, tx: Tx, place: Place, filing: Standable): Promise<Standing> =>
  standing(engine, filing, await readCourse(tx, place))

/** What happened to a filing, as far as its standing is told from it. */
interface Course {
  readonly since: Moment | null
  /** When it last went out to its deciders. */
  readonly sent: Moment | null
  readonly tasks: readonly TaskOfFiling[]
}
type Told = Standable & Course

/** Pure: tasks, events and route in, holder and parts out. */
function standingOf(
  directory: Pick<Engine['directory'], 'office' | 'organisation'>,
  policy: Pick<PolicyInForce, 'isWorkingDay' | 'on'>,
  told: Told,
): Standing {
  const routes = (told.route ?? []) as readonly Route[]
  const offices = routes.map((route): OfficePart => {
    const { party, view, does, by, ground } = route
    const organisation = party === 'enterprise' ? told.organisation : directory.office(party)
    const name = organisation ? (directory.organisation(organisation)?.name ?? null) : null
    const task = told.tasks.find((one) => one.organisation === organisation && actsOf[does].includes(one.act))
    const dueAt = does === 'inform' ? undefined : (task?.dueAt ?? promised(route, policy, told.sent))
    return { party, name, view, does, by, ground, state: partOf(does, told, task), ...(dueAt ? { dueAt } : {}) }
  })
  return { holder: holderOf(directory, policy, told, routes), offices }
}

const actsOf: Readonly<Record<Route['does'], readonly string[]>> = { decide: ['decide'], opine: ['opine'], inform: [] }

const underWay: readonly FilingState[] = ['submitted', 'inReview']

function partOf(does: Route['does'], { state }: Told, task: TaskOfFiling | undefined): OfficePart['state'] {
  if (does === 'inform') return state === 'accepted' ? 'told' : 'waiting'
  if (task) return task.state
  if (state === 'accepted' || state === 'rejected') return 'done'
  return (underWay as readonly string[]).includes(state) ? 'open' : 'waiting'
}

/** The limit of a party that decides by its own system: it has no task here, its promise counts from the day it was sent. */
const promised = ({ workingDays }: Route, policy: Pick<PolicyInForce, 'isWorkingDay'>, sent: Moment | null) =>
  sent && workingDays > 0 ? endOf(afterWorkingDays(policy, dateOf(sent), workingDays)) : undefined

function holderOf(
  directory: Pick<Engine['directory'], 'office' | 'organisation'>,
  policy: Pick<PolicyInForce, 'isWorkingDay' | 'on'>,
  told: Told,
  routes: readonly Route[],
): Holder | null {
  const { state, since, sent, tasks, organisation } = told
  if (!since) return null
  const named = (id: Uuid | undefined) => {
    const found = id && directory.organisation(id)
    return found ? { organisation: found.id, party: found.party, name: found.name, since } : null
  }
  if (state === 'draft' || state === 'returned') return named(organisation)
  const decider = routes.find(({ does, by }) => does === 'decide' && by !== 'rule')
  const act = state === 'held' ? 'release' : 'decide'
  if (state !== 'held' && !(underWay as readonly string[]).includes(state)) return null
  const task = tasks.find((one) => one.act === act && one.state === 'open')
  const holder = named(task?.organisation ?? (decider && directory.office(decider.party)))
  if (!holder) return null
  const dueAt = task?.dueAt ?? (state !== 'held' && decider ? promised(decider, policy, sent) : undefined)
  return dueAt ? { ...holder, dueAt, days: daysOf(policy, dateOf(since), policy.on, dateOf(dueAt)) } : holder
}

const daysOf = (policy: Pick<PolicyInForce, 'isWorkingDay'>, since: LocalDate, today: LocalDate, due: LocalDate) => ({
  used: Math.max(0, workingDaysUntil(policy, since, today)),
  promised: Math.max(0, workingDaysUntil(policy, since, due)),
})
