import type { Clock } from '@jiamao/kernel/clock'
import type { Uuid } from '@jiamao/kernel/ids'
import { defineProblem } from '@jiamao/kernel/problem'
import type { Moment } from '@jiamao/kernel/time'
import { one, type Store, sql, type Tx } from '../store/index.ts'
import { inScope, note } from './sign-in.ts'
import type { Subject } from './subject.ts'

/** 管理员. Who invites people into an organisation, gives them roles and takes them away. */
export const administrator = 'administrator'

/** 成员. A person of an organisation, as its administrator sees them. */
export interface Member {
  readonly id: Uuid
  readonly name: string
  /** Absent where only a program acts under the name. */
  readonly login: string | null
  readonly roles: readonly string[]
  readonly secondFactor: boolean
  /** Belongs to another organisation too: their password is not this one's to set. */
  readonly elsewhere: boolean
  readonly seenAt: Moment | null
}

const lastAdministrator = defineProblem({
  code: 'IDENTITY_LAST_ADMINISTRATOR',
  status: 409,
  zh: {
    title: '最后一名管理员',
    detail: '这是本单位最后一名管理员。',
    remedy: '先给另一位成员管理员角色，再改这一位。',
  },
  en: {
    title: 'The last administrator',
    detail: 'This is the last administrator of the organisation.',
    remedy: 'Make another member an administrator first.',
  },
})

const columns = sql`person_id as id, name, login, roles, second_factor as "secondFactor", elsewhere, seen_at as "seenAt"`

/** A page of an organisation's members, by entry; `next` is where the following page begins. */
export async function peopleOf(
  store: Store,
  organisation: Uuid,
  { limit, from }: { readonly limit: number; readonly from: Uuid | null },
): Promise<{ items: Member[]; next: Uuid | null }> {
  const found = await store.call<Member>(
    sql`select ${columns} from people_of(${organisation}, null, ${from}::uuid, ${limit + 1})`,
  )
  const items = found.slice(0, limit)
  return { items, next: found.length > limit ? items[limit - 1].id : null }
}

/** A member of an organisation; undefined for anybody else. */
export const memberOf = async (store: Store, organisation: Uuid, person: Uuid): Promise<Member | undefined> =>
  (await store.call<Member>(sql`select ${columns} from people_of(${organisation}, ${person}, null, 1)`))[0]

/** Who signs in by a login, and the first of their organisations. */
export const personOfLogin = async (store: Store, login: string) =>
  (
    await store.call<{ readonly person: Uuid; readonly name: string; readonly organisation: Uuid }>(
      sql`select person_id as person, name, organisation_id as organisation from person_of_login(${login})`,
    )
  )[0]

/**
 * Gives a member of the own organisation other roles, or takes the membership away (null): their sessions here end at once.
 *
 * @returns whether there is such a member
 * @throws IDENTITY_LAST_ADMINISTRATOR
 */
export const setRoles = (
  store: Store,
  { organisation, person }: Subject,
  member: Uuid,
  roles: readonly string[] | null,
  clock: Clock,
): Promise<boolean> =>
  inScope(store, organisation, (tx) => setRolesIn(tx, { organisation, person }, organisation, member, roles, clock))

/** The same in a transaction of that organisation's log; `more` is said there beside it. @throws IDENTITY_LAST_ADMINISTRATOR */
export async function setRolesIn(
  tx: Tx,
  by: Pick<Subject, 'organisation' | 'person'>,
  enterprise: Uuid,
  member: Uuid,
  roles: readonly string[] | null,
  clock: Clock,
  more: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const { outcome } = await one<{ outcome: 'done' | 'absent' | 'last' }>(
    tx,
    sql`select set_roles(${member}, ${enterprise}, ${roles}::text[], ${clock.machine()}) as outcome`,
  )
  if (outcome === 'last') throw lastAdministrator()
  if (outcome === 'absent') return false
  const act = roles ? 'identity.roles' : 'identity.memberRemoved'
  const detail = { ...(roles ? { roles: roles.join(' ') } : {}), ...more }
  await note(tx, clock, by.organisation, by.person, act, detail, { enterprise, subject: member })
  return true
}
