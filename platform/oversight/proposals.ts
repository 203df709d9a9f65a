/** 双人确认 (S5). One person proposes, another of the right role confirms the difference that they see; nothing takes effect before. */
import { createHash } from 'node:crypto'
import { canonical, type Json } from '@jiamao/kernel/canonical'
import type { Clock } from '@jiamao/kernel/clock'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { type Moment, momentOf, msOf } from '@jiamao/kernel/time'
import { leafOf, record } from '../audit/index.ts'
import { administrator, type Directory, type Subject } from '../identity/index.ts'
import type { Policies } from '../policy/index.ts'
import { one, type Store, sql, type Tx } from '../store/index.ts'
import { proposalOver, proposedAlready } from './proposal-problems.ts'

/** What is proposed: other roles of a member, somebody new in roles with power, the entry of an enterprise. */
type Kind = 'roles' | 'member' | 'signUp'

/** 差异. What the second person sees: what is before and what will be. */
export interface Difference {
  readonly name: string
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** What else tells whom it is about: numbers of an enterprise, how somebody new comes in. */
  readonly facts: Readonly<Record<string, string>>
}

/** A proposal that is open. */
export interface Proposal {
  readonly id: Uuid
  readonly kind: Kind
  readonly organisation: Uuid | null
  readonly organisationName: string | null
  readonly subject: Uuid
  readonly difference: Difference
  /** SHA-256 of what is seen: what the second person confirms. */
  readonly hash: string
  readonly by: { readonly person: Uuid; readonly name: string; readonly organisation: string }
  /** In which role of which organisation somebody confirms it. */
  readonly second: { readonly role: string; readonly organisation: string }
  readonly isOwn: boolean
  readonly expiresAt: Moment
  readonly at: Moment
}

/** What is worked with here: all engines have it. */
export interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly directory: Directory
  readonly policies: Policies
}

/** What is to happen, before anybody has confirmed it. */
export interface Proposed {
  readonly kind: Kind
  readonly organisation: Uuid | null
  readonly subject: Uuid
  readonly difference: Difference
  readonly given?: Readonly<Record<string, string>>
}

/** The hash of what the second person sees. */
export const hashOfProposed = ({ kind, organisation, subject, difference }: Proposed): Buffer =>
  createHash('sha256')
    .update(canonical({ kind, organisation, subject, difference } as unknown as Json))
    .digest()

/** The one role by which somebody may propose or confirm: of the platform's security, or of their own organisation's people. */
const roleOf = ({ party, roles }: Subject) =>
  party === 'operator' && roles.includes('securityAdmin') ? 'securityAdmin' : administrator

/**
 * Proposes. In an organisation whose people have another administrator that one confirms; where there is none, and of what
 * the platform's administrator of security proposes, an administrator of security: nobody is locked up alone.
 *
 * @throws PROPOSAL_KNOWN
 */
export async function proposeChange(deps: Deps, by: Subject, proposed: Proposed): Promise<Proposal> {
  const { store, clock, directory, policies } = deps
  const [id, at, hash] = [newUuid(), clock.machine(), hashOfProposed(proposed)]
  const role = roleOf(by)
  const second = await secondOf(deps, by, role)
  // A proposal without a term would wait for ever: the policy names one, or the start of this very day is it.
  const days = Number(policies.inForce(clock.today(), at).setting('fourEyes.days')?.value ?? '0')
  const expiresAt = momentOf(msOf(at) + days * 86_400_000)
  const { kind, organisation, subject, difference, given = {} } = proposed
  await store.tx({ enterprise: by.organisation, organisation: by.organisation, stance: 'owner' }, async (tx) => {
    const { done } = await one<{ done: boolean }>(
      tx,
      sql`
      select propose(${id}, ${kind}, ${organisation}::uuid, ${subject}, ${JSON.stringify(difference)}::jsonb, ${hash}, ${JSON.stringify(given)}::jsonb,
        ${by.person}, ${by.organisation}, ${role}, ${second.organisation}, ${second.role}, ${expiresAt}, ${at}) as done`,
    )
    if (!done) throw proposedAlready()
    await noteProposal(tx, clock, by, by.organisation, 'fourEyes.propose', { id, kind, subject, hash })
  })
  return {
    ...{
      id,
      kind,
      organisation,
      organisationName: organisation && (directory.organisation(organisation)?.name ?? null),
    },
    ...{ subject, difference, hash: hash.toString('hex'), isOwn: true, expiresAt, at },
    by: { person: by.person, name: by.name, organisation: by.organisationName },
    second: { role: second.role, organisation: directory.organisation(second.organisation)?.name ?? '' },
  }
}

async function secondOf(
  { store, directory }: Deps,
  by: Subject,
  role: string,
): Promise<{ organisation: Uuid; role: string }> {
  const operator = directory.office('operator')
  if (role === administrator) {
    const [{ has }] = await store.call<{ has: boolean }>(
      sql`select has_another(${by.organisation}, ${administrator}, ${by.person}) as has`,
    )
    if (has || !operator) return { organisation: by.organisation, role: administrator }
  }
  return { organisation: operator ?? by.organisation, role: 'securityAdmin' }
}

/** A proposal as it lies there, with what it takes to carry it out. */
export interface Kept extends Proposal {
  readonly given: Readonly<Record<string, string>>
  readonly byOrganisation: Uuid
  readonly isOpen: boolean
}

/** What waits for a person to confirm it, and what they proposed and is still open. */
export const listProposals = async (deps: Pick<Deps, 'store' | 'clock'>, subject: Subject): Promise<Proposal[]> =>
  (await keptFor(deps, subject, null)).map(({ given: _, byOrganisation: __, isOpen: ___, ...shown }) => shown)

/** One proposal that a person proposed or may confirm; undefined for any other. */
export const proposalFor = async (
  deps: Pick<Deps, 'store' | 'clock'>,
  subject: Subject,
  id: Uuid,
): Promise<Kept | undefined> => (await keptFor(deps, subject, id))[0]

async function keptFor({ store, clock }: Pick<Deps, 'store' | 'clock'>, subject: Subject, only: Uuid | null) {
  // Under a mandate nobody has a role of the enterprise's people.
  if (subject.mandate) return []
  const { organisation, roles, person } = subject
  const found = await store.call<Row>(
    sql`select * from proposals_of(${organisation}, ${roles}::text[], ${person}, ${only}::uuid, ${clock.machine()})`,
  )
  return found.map(
    (row): Kept => ({
      ...{ id: row.id, kind: row.kind, organisation: row.organisation_id, organisationName: row.organisation_name },
      ...{ subject: row.subject_id, difference: row.difference, hash: row.hash.toString('hex'), given: row.given },
      by: { person: row.by_person, name: row.by_name, organisation: row.by_organisation_name },
      second: { role: row.second_role, organisation: row.second_name },
      ...{ byOrganisation: row.by_organisation, isOwn: row.by_person === person, isOpen: row.is_open },
      ...{ expiresAt: row.expires_at, at: row.at },
    }),
  )
}

interface Row {
  readonly id: Uuid
  readonly kind: Kind
  readonly organisation_id: Uuid | null
  readonly organisation_name: string | null
  readonly subject_id: Uuid
  readonly difference: Difference
  readonly hash: Buffer
  readonly given: Readonly<Record<string, string>>
  readonly by_person: Uuid
  readonly by_name: string
  readonly by_organisation: Uuid
  readonly by_organisation_name: string
  readonly second_role: string
  readonly second_name: string
  readonly is_open: boolean
  readonly expires_at: Moment
  readonly at: Moment
}

/** Takes an own proposal back. @returns whether the person proposed such a one @throws PROPOSAL_OVER */
export async function withdrawProposal(deps: Pick<Deps, 'store' | 'clock'>, by: Subject, id: Uuid): Promise<boolean> {
  const { store, clock } = deps
  const found = await proposalFor(deps, by, id)
  if (!found?.isOwn) return false
  await store.tx({ enterprise: by.organisation, organisation: by.organisation, stance: 'owner' }, async (tx) => {
    const { done } = await one<{ done: boolean }>(
      tx,
      sql`select withdraw_proposal(${id}, ${by.person}, ${clock.machine()}) as done`,
    )
    if (!done) throw proposalOver()
    await noteProposal(tx, clock, by, by.organisation, 'fourEyes.withdraw', {
      ...found,
      hash: Buffer.from(found.hash, 'hex'),
    })
  })
  return true
}

/** Writes what happened to a proposal into the log of whom it is about. */
export const noteProposal = (
  tx: Tx,
  clock: Clock,
  { organisation, person: actor }: Subject,
  enterprise: Uuid,
  act: 'fourEyes.propose' | 'fourEyes.confirm' | 'fourEyes.withdraw',
  { id: proposal, kind, subject, hash }: Pick<Proposal, 'id' | 'kind' | 'subject'> & { readonly hash: Buffer },
): Promise<void> => {
  const detail = { proposal, kind, hash: hash.toString('hex') }
  return record(tx, leafOf({ enterprise, organisation, actor, act, subject, purpose: null, detail }, clock))
}
