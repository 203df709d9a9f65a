import type { Uuid } from '@jiamao/kernel/ids'

/** Who acts, for which organisation, with which roles. The only thing that engines know of identity. */
export interface Subject {
  readonly person: Uuid
  readonly name: string
  readonly organisation: Uuid
  readonly organisationName: string
  readonly party: string
  readonly roles: readonly string[]
}
