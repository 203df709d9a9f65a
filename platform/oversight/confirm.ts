/** 确认. What was proposed is carried out by the second person, if it still is what they see. */
import type { Uuid } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { admitByHash, applicationOf, approveSignUp, inviteByHash, type Subject, setRolesIn } from '../identity/index.ts'
import { maybe, one, sql, type Tx } from '../store/index.ts'
import { keptApart } from './administrators.ts'
import { ownProposal, proposalOver, proposalStale } from './proposal-problems.ts'
import { type Deps, type Difference, hashOfProposed, type Kept, noteProposal, proposalFor } from './proposals.ts'

/**
 * Confirms what a person saw, by its hash.
 *
 * @returns false where there is no such proposal for them
 * @throws PROPOSAL_OWN, PROPOSAL_OVER, PROPOSAL_STALE
 */
export async function confirmProposal(deps: Deps, second: Subject, id: Uuid, seen: string): Promise<boolean> {
  const { store, clock } = deps
  const found = await proposalFor(deps, second, id)
  if (!found) return false
  if (found.isOwn) throw ownProposal()
  if (!found.isOpen) throw proposalOver()
  if (found.hash !== seen) throw proposalStale()
  const enterprise = await enterpriseOf(deps, found)
  const hash = Buffer.from(found.hash, 'hex')
  await keptApart(() =>
    store.tx({ enterprise, organisation: second.organisation, stance: 'engine' }, async (tx) => {
      const { done } = await one<{ done: boolean }>(
        tx,
        sql`select confirm_proposal(${id}, ${second.person}, ${hash}, ${clock.machine()}) as done`,
      )
      if (!done) throw proposalOver()
      const now = await differenceNow(deps, tx, found)
      if (!now || !hashOfProposed({ ...found, difference: now }).equals(hash)) throw proposalStale()
      await carryOut(deps, tx, second, enterprise, found)
      await noteProposal(tx, clock, second, enterprise, 'fourEyes.confirm', { ...found, hash })
    }),
  )
  return true
}

/**
 * In whose log it stands. An enterprise that signs up is entered first: after a stop between the two it is known here, and
 * to be proposed anew as one that is.
 *
 * @throws PROPOSAL_STALE
 */
async function enterpriseOf(
  { store, directory, clock }: Deps,
  { kind, organisation, subject, difference }: Kept,
): Promise<Uuid> {
  if (kind !== 'signUp') return organisation!
  const application = await applicationOf(store, subject)
  if (!application) throw proposalStale()
  const { name, creditCode, customsCode } = application
  const known = directory.byCreditCode(creditCode)
  if (known?.name !== difference.facts.known) throw proposalStale()
  return (known ?? (await directory.add({ party: 'enterprise', name, creditCode, customsCode }, clock.machine()))).id
}

/** The difference as things are now, held until the transaction ends; undefined where what it is about has gone. */
async function differenceNow(
  { store }: Deps,
  tx: Tx,
  { kind, organisation, subject, difference }: Kept,
): Promise<Difference | undefined> {
  switch (kind) {
    case 'member':
      return difference
    case 'roles': {
      const member = await maybe<{ name: string; roles: string[] }>(
        tx,
        sql`select name, roles from hold_member(${organisation}, ${subject})`,
      )
      return member && { ...difference, name: member.name, before: member.roles }
    }
    case 'signUp': {
      const application = await applicationOf(store, subject)
      return application && differenceOfSignUp(application, difference)
    }
  }
}

/** What the second person sees of an application; who has its credit code here already was seen by both. */
export const differenceOfSignUp = (
  { name, creditCode, customsCode, contact, evidenceHash }: Application,
  { after, facts }: Pick<Difference, 'after'> & { readonly facts: { readonly known?: string } },
): Difference => ({
  name,
  before: [],
  after,
  facts: {
    creditCode,
    contact,
    evidence: evidenceHash,
    ...(customsCode ? { customsCode } : {}),
    ...(facts.known ? { known: facts.known } : {}),
  },
})
type Application = NonNullable<Awaited<ReturnType<typeof applicationOf>>>

async function carryOut(
  { clock }: Deps,
  tx: Tx,
  second: Subject,
  enterprise: Uuid,
  { id, kind, subject, difference: { name, after }, given, by, byOrganisation }: Kept,
): Promise<void> {
  const first = { organisation: byOrganisation, person: by.person }
  switch (kind) {
    case 'roles':
      if (!(await setRolesIn(tx, second, enterprise, subject, after, clock, { proposal: id }))) throw proposalStale()
      return
    case 'member': {
      const hash = Buffer.from(given.hash, 'hex')
      if (given.expiresAt === undefined)
        await inviteByHash(tx, first, enterprise, { kind: 'join', name, roles: after }, hash, clock)
      else
        await admitByHash(
          tx,
          { person: subject, name, organisation: enterprise, roles: after },
          hash,
          given.expiresAt as Moment,
          clock.machine(),
        )
      return
    }
    case 'signUp':
      return approveSignUp(tx, { ...second, ...first }, enterprise, { application: subject, roles: after }, clock)
  }
}
