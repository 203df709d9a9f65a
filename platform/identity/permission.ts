import type { Subject } from './subject.ts'

/** What an act asks of who does it. */
export interface Permission {
  readonly party: string | readonly string[]
  readonly role?: string
}

/** Why a subject may not do something, in one word; undefined where it may. Pure (S3.2). */
export function whyNot(subject: Subject, permission: Permission): 'party' | 'role' | undefined {
  if (![permission.party].flat().includes(subject.party)) return 'party'
  if (permission.role !== undefined && !subject.roles.includes(permission.role)) return 'role'
  return undefined
}
