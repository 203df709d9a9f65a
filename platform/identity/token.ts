import { createHash, randomBytes } from 'node:crypto'
import type { Uuid } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { type Store, sql } from '../store/index.ts'
import type { Subject } from './subject.ts'

// Recognisable, so that a leaked one is found by scanners (S2.8).
const prefix = 'jm_'
const hashOf = (token: string) => createHash('sha256').update(token).digest()

/** A new token, with what is kept of it: it is shown this once. */
export function newToken(): { readonly text: string; readonly hash: Buffer } {
  const text = prefix + randomBytes(32).toString('base64url')
  return { text, hash: hashOf(text) }
}

/** Whose token this is; undefined for an unknown, expired or revoked one. */
export async function authenticate(store: Store, token: string, at: Moment): Promise<Subject | undefined> {
  if (!token.startsWith(prefix) || token.length > 80) return undefined
  const [row] = await store.call<{
    person_id: Uuid
    person_name: string
    organisation_id: Uuid
    party: string
    organisation_name: string
    roles: string[]
    scopes: string[] | null
  }>(sql`select * from authenticate(${hashOf(token)}, ${at})`)
  return (
    row && {
      person: row.person_id,
      name: row.person_name,
      organisation: row.organisation_id,
      organisationName: row.organisation_name,
      party: row.party,
      roles: row.roles,
      ...(row.scopes ? { scopes: row.scopes } : {}),
    }
  )
}
