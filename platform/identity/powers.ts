import { administrator } from './people.ts'

/** 授权签字人. The role of who signs for an enterprise. */
export const signer = 'signer'

/**
 * 须双人确认的角色. Roles that let others in, sign, or decide: one person proposes to give them, another confirms (S5.1).
 * The one list; to take such a role away needs nobody else.
 */
const powers: readonly string[] = [
  administrator,
  signer,
  'officer',
  'manager',
  'operator',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
]

/** What power a change gives that was not there before. */
export const powersGained = (before: readonly string[], after: readonly string[]): string[] =>
  after.filter((role) => powers.includes(role) && !before.includes(role))
