import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import type { LocalDate, Moment } from '@jiamao/kernel/time'
import type { Words } from '@jiamao/kernel/words'
import type { Finding } from '../policy/define.ts'
import { afterWorkingDays, type PolicyInForce, type Route } from '../policy/index.ts'
import type { AnyFiling } from './define.ts'
import type { Engine } from './engine.ts'
import { noPolicy } from './problems.ts'

/** A party's sight of a filing, as it will be written. */
export interface SightRow {
  readonly organisation: Uuid
  readonly view: string
  readonly parts: readonly string[]
  readonly does: Route['does']
  readonly ground: string
}
/** Something that somebody must do by a time. */
export interface TaskRow {
  readonly id: Uuid
  readonly organisation: Uuid
  readonly act: 'release' | 'decide' | 'opine' | 'explain'
  readonly title: TaskTitle
  readonly dueAt: Moment
}
/** What a desk's list says of a filing, and is searched and narrowed by: kept with the task, so that no judgement is read. */
interface TaskTitle extends Words {
  readonly number: string
  readonly type: string
  readonly filedOn: LocalDate
  /** Only for who decides, lets go, or filed it. */
  readonly strongest: string | null
}

/** Who sees and decides a filing, chosen on its filing date and kept: open cases finish on it (R8.2). */
export interface Routing {
  readonly routes: readonly Route[]
  readonly decidedByRule: boolean
  readonly sights: readonly SightRow[]
  readonly tasks: readonly TaskRow[]
}

// An explanation is due in 5 working days (R8.21); a held filing has one day on the owner's desk (I6.2).
const explanationDays = 5
const releaseDays = 1

/** @throws FILING_NO_POLICY where no row in force says who decides */
export function routingOf(
  engine: Engine,
  definition: AnyFiling,
  policy: PolicyInForce,
  given: {
    readonly title: Words
    readonly number: string
    readonly strongest: string | null
    readonly findings: readonly Finding[]
    readonly held: boolean
    readonly organisation: Uuid
  },
): Routing {
  const routes = policy.routes(definition.id)
  const deciders = routes.filter(({ does }) => does === 'decide')
  if (deciders.length === 0) throw noPolicy({ on: policy.on, type: definition.id })
  const sights = routes.flatMap((route): SightRow[] => {
    // An enterprise sees its own filings as their owner.
    const organisation = route.party === 'enterprise' ? undefined : engine.directory.office(route.party)
    const view = definition.views[route.view]
    if (!view) throw new Error(`the route of ${definition.id} names the view ${route.view}, which there is not`)
    return organisation
      ? [{ organisation, view: route.view, parts: view.parts, does: route.does, ground: route.ground }]
      : []
  })
  return {
    routes,
    decidedByRule: deciders.every(({ by }) => by === 'rule'),
    sights,
    tasks: tasksOf(engine, definition, routes, policy, given),
  }
}

function tasksOf(
  engine: Engine,
  { id: type }: AnyFiling,
  routes: readonly Route[],
  policy: PolicyInForce,
  { title, number, strongest, findings, held, organisation }: Parameters<typeof routingOf>[3],
): TaskRow[] {
  const task = (act: TaskRow['act'], who: Uuid, days: number): TaskRow => ({
    id: newUuid(),
    organisation: who,
    act,
    title: { ...title, number, type, filedOn: policy.on, strongest: act === 'opine' ? null : strongest },
    dueAt: endOf(afterWorkingDays(policy, policy.on, days)),
  })
  if (held) {
    const owners = new Set(findings.filter(({ effect }) => effect === 'hold').map(({ owner }) => owner))
    return [...owners].map((owner) => task('release', officeOf(engine, owner), releaseDays))
  }
  const desks = routes.filter(({ by, does }) => by === 'desk' && does !== 'inform')
  return [
    ...desks.map(({ party, does, workingDays }) =>
      task(does === 'decide' ? 'decide' : 'opine', officeOf(engine, party), workingDays),
    ),
    ...(findings.some(({ effect }) => effect === 'explain') ? [task('explain', organisation, explanationDays)] : []),
  ]
}

function officeOf(engine: Engine, party: string): Uuid {
  const office = engine.directory.office(party)
  if (!office) throw new Error(`no office of ${party} is registered on this platform`)
  return office
}

/** 24:00 of a day. */
export const endOf = (date: LocalDate): Moment => `${date}T23:59:59.999+08:00` as Moment
