import { defineProblem } from '@jiamao/kernel/problem'
import type { Engine } from '@jiamao/platform/filing'
import { administrator, signer } from '@jiamao/platform/identity'
import { administrators } from '@jiamao/platform/oversight'
import { text } from './sessions.ts'

const noRole = defineProblem({
  code: 'IDENTITY_ROLE',
  status: 422,
  zh: { title: '没有这个角色', detail: '“{role}”不是该单位可用的角色。', remedy: '从这些角色中选：{roles}。' },
  en: { title: 'No such role', detail: '"{role}" is no role of this organisation.', remedy: 'Choose among: {roles}.' },
})
/** Roles that people of a party can have: those of the filings, who signs for an enterprise, and who administers. Derived, not kept (S3.2). */
export function rolesOf({ catalogue }: Engine, party: string): string[] {
  const ofOffice = party === 'operator' ? 'operator' : 'officer'
  const filers = catalogue.filings.filter(({ filer }) => filer.party === party).map(({ filer }) => filer.role)
  return [
    ...new Set([
      ...(party === 'operator' ? administrators : []),
      ...(party === 'enterprise' || party === 'broker' ? filers : [ofOffice, ...filers]),
      ...(party === 'enterprise' ? [signer] : []),
      administrator,
    ]),
  ]
}

/** @throws IDENTITY_ROLE */
export function checkRoles(engine: Engine, party: string, roles: readonly string[]): void {
  const known = rolesOf(engine, party)
  const role = roles.find((one) => !known.includes(one))
  if (role !== undefined) throw noRole({ role, roles: known.join(', ') }, { pointer: '/roles' })
}

/** As many roles as a person can sensibly have. */
export const roleList = { type: 'array', items: text(32), minItems: 1, maxItems: 10, uniqueItems: true }
