/** 三员. Three administrators of the operator: system, security, audit. None reads business data, none is two of them. */
import type { Clock } from '@jiamao/kernel/clock'
import type { Uuid } from '@jiamao/kernel/ids'
import { defineProblem } from '@jiamao/kernel/problem'
import { leafOf, record } from '../audit/index.ts'
import { powersGained, type Subject, setRolesIn } from '../identity/index.ts'
import { maybe, type Store, sql } from '../store/index.ts'

/** 系统管理员 sees that the platform runs, 安全管理员 says who takes part in which role, 审计管理员 reads the log. */
export const administrators = ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const

const apart = defineProblem({
  code: 'OVERSIGHT_APART',
  status: 409,
  zh: {
    title: '三员分立',
    detail: '系统、安全、审计管理员只设在运行单位；一人只能担任其中一员，且不兼任其他角色。',
    remedy: '由另一人担任；要换岗的，先免去现任角色。',
  },
  en: {
    title: 'Administrators are apart',
    detail:
      'Administrators of system, security and audit belong to the operator; one person is one of them, and nothing else.',
    remedy: 'Appoint another person; to change posts, take the present role away first.',
  },
})

/** Refuses what no administrator may be. @throws OVERSIGHT_APART */
export function requireApart(party: string, roles: readonly string[]): void {
  const isAdministrator = roles.some((role) => (administrators as readonly string[]).includes(role))
  if (isAdministrator && (party !== 'operator' || roles.length > 1)) throw apart()
}

/** What the database refuses for the same reason, as the same problem. @throws OVERSIGHT_APART */
export async function keptApart<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const { constraint } = error as { constraint?: string }
    if (constraint === 'administrator_alone' || constraint === 'membership_one_administrator') throw apart()
    throw error
  }
}

/** A person who works for an organisation. */
export interface Member {
  readonly person: Uuid
  readonly name: string
  readonly roles: readonly string[]
}

export const membersOf = (store: Store, organisation: Uuid): Promise<Member[]> =>
  store.call<Member>(sql`select * from members_of(${organisation})`)

/** A change of roles that gives power needs a second person: the member as they are. */
export interface Gains {
  readonly gains: { readonly name: string; readonly roles: readonly string[] }
}

/**
 * Changes a member's roles, from the next request on, unless that gives power.
 *
 * @throws OVERSIGHT_APART, IDENTITY_LAST_ADMINISTRATOR
 */
export const changeRoles = (
  store: Store,
  clock: Clock,
  by: Subject,
  { person, organisation, roles }: { readonly person: Uuid; readonly organisation: Uuid; readonly roles: string[] },
): Promise<'done' | 'absent' | Gains> =>
  keptApart(() =>
    store.tx({ enterprise: organisation, organisation: by.organisation, stance: 'engine' }, async (tx) => {
      const held = await maybe<Gains['gains']>(tx, sql`select name, roles from hold_member(${organisation}, ${person})`)
      if (!held) return 'absent'
      if (powersGained(held.roles, roles).length > 0) return { gains: held }
      const before = { before: held.roles.join(' ') }
      return (await setRolesIn(tx, by, organisation, person, roles, clock, before)) ? 'done' : 'absent'
    }),
  )

/** Writes what the administrator of security did into the log of the organisation that it was done to. */
export const noteAppointment = (
  store: Store,
  clock: Clock,
  by: Subject,
  organisation: Uuid,
  act: 'party.add' | 'role.give',
  detail: Parameters<typeof leafOf>[0]['detail'],
): Promise<void> =>
  store.tx({ enterprise: organisation, organisation: by.organisation, stance: 'engine' }, (tx) =>
    record(tx, leafFor(clock, by, organisation, act, detail)),
  )

const leafFor = (
  clock: Clock,
  { organisation, person: actor }: Subject,
  enterprise: Uuid,
  act: string,
  detail: Parameters<typeof leafOf>[0]['detail'],
) => leafOf({ enterprise, organisation, actor, act, subject: null, purpose: null, detail }, clock)

/** How many persons hold one of the three posts. */
export const administratorCount = async (store: Store, role: (typeof administrators)[number]): Promise<number> =>
  (await store.call<{ n: number }>(sql`select count_administrators(${role}) as n`))[0].n
