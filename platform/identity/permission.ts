import type { Subject } from './subject.ts'

/** What an act asks of who does it: a party, a role in it, or a role in any party. */
export type Permission =
  | { readonly party: string | readonly string[]; readonly role?: string }
  | { readonly party?: undefined; readonly role: string }

/** Why a subject may not do something, in one word; undefined where it may. Pure (S3.2). */
export function whyNot(subject: Subject, { party, role }: Permission): 'party' | 'role' | undefined {
  if (party !== undefined && ![party].flat().includes(subject.party)) return 'party'
  if (role !== undefined && !subject.roles.includes(role)) return 'role'
  return undefined
}
