/** Everybody who may ask: every party in every role, with what is theirs and what is not, as the tables have it. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { parties } from '@jiamao/platform/filing/define'
import { ask } from '../../database.ts'
import type { World } from '../world.ts'
import type { Access, Route } from './routes.ts'

/** One person in one role of one organisation. */
export interface Caller {
  readonly party: string
  readonly organisation: string
  readonly role: string
  readonly token: string
  readonly own: readonly string[]
  readonly foreign: readonly string[]
}

/** Asks the embedded database as its owner: the truth, behind the walls. */
export const behind = <R extends object>(world: World, text: string, values: unknown[] = []) =>
  ask<R>({ host: join(world.home, 'postgres', 'socket'), port: 5432, user: 'jiamao', database: 'jiamao' }, text, values)

/** Roles that any route asks for, and none. */
export const rolesOf = (routes: readonly Route[]): string[] => [
  ...new Set(routes.flatMap(({ access }) => (typeof access === 'object' && access.role ? [access.role] : []))),
  'none',
]

export async function callersOf(world: World, routes: readonly Route[], firms: readonly string[]): Promise<Caller[]> {
  const broker = { party: 'broker', name: '东莞样例报关行' }
  await world.ask('/api/v1/organisations', { token: world.token('operator', 'securityAdmin'), json: broker })
  const organisations = await behind<{ id: string; party: string }>(
    world,
    `select distinct on (case when party = 'enterprise' then id::text else party end) id, party from platform.organisation
      where party <> 'enterprise' or id = any ($1) order by case when party = 'enterprise' then id::text else party end, at`,
    [firms],
  )
  const missing = parties.filter((party) => !organisations.some((one) => one.party === party))
  if (missing.length > 0) throw new Error(`nobody of ${missing.join(', ')} can ask`)
  const callers: Caller[] = []
  for (const { id: organisation, party } of organisations) {
    const { own, foreign } = await thingsOf(world, organisation)
    for (const role of rolesOf(routes)) {
      const token = `jm_${randomBytes(32).toString('base64url')}`
      await behind(world, `select platform.admit($1, $2, $3, $4, $5, now() + interval '1 day', now())`, [
        randomUUID(),
        `${party} ${role}`,
        organisation,
        role === 'none' ? [] : [role],
        createHash('sha256').update(token).digest(),
      ])
      // Who says who takes part sees every organisation: none is foreign.
      const seesParties = party === 'operator' && role === 'securityAdmin'
      const places = organisations.map(({ id }) => id).filter((id) => id !== organisation)
      callers.push({
        party,
        organisation,
        role,
        token,
        own: [...own, organisation, ...(seesParties ? places : [])],
        foreign: [...foreign, ...(seesParties ? [] : places.slice(0, 2))],
      })
    }
  }
  return callers
}

/** Two things of each kind that are an organisation's own or in its sight, and two that are not. */
async function thingsOf(world: World, organisation: string): Promise<Pick<Caller, 'own' | 'foreign'>> {
  const found = await behind<{ id: string; mine: boolean }>(
    world,
    `with thing as (
       select 'filing' as kind, f.id::text, f.enterprise_id, f.updated_at as at,
              f.enterprise_id = $1 or exists (select from platform.sight s where s.filing_id = f.id and s.organisation_id = $1) as mine
         from platform.filing f
       union all select 'job', id::text, enterprise_id, at, enterprise_id = $1 from platform.job
       union all select 'book', book, enterprise_id, now(), enterprise_id = $1 from platform.book
       union all select 'task', id::text, enterprise_id, at, organisation_id = $1 from platform.task
       union all select 'notice', id::text, enterprise_id, at, organisation_id = $1 from platform.notice
       union all select 'message', id::text, enterprise_id, at, enterprise_id = $1 from platform.message)
     select id, mine from (select *, row_number() over (partition by kind, mine order by at desc, id) as n from thing) as numbered
      where n <= 2`,
    [organisation],
  )
  const ids = (mine: boolean) => found.filter((thing) => thing.mine === mine).map(({ id }) => id)
  return { own: ids(true), foreign: ids(false) }
}

/** Whether the permission lets a caller in, whatever the thing. */
export function mayCall({ party, role }: Pick<Caller, 'party' | 'role'>, access: Access): boolean {
  if (typeof access === 'string') return true
  const isParty = access.party === undefined || [access.party].flat().includes(party)
  return isParty && (access.role === undefined || access.role === role)
}
