import type { Uuid } from '@jiamao/kernel/ids'
import type { MandateInForce } from './mandate.ts'

/** Who acts, for which organisation, with which roles. The only thing that engines know of identity. */
export interface Subject {
  readonly person: Uuid
  readonly name: string
  /** The organisation that acts: under a mandate the holder, not the enterprise. */
  readonly organisation: Uuid
  readonly organisationName: string
  readonly party: string
  readonly roles: readonly string[]
  /** 权限范围. What a token of an API client is for; undefined: whatever the roles let do. */
  readonly scopes?: readonly string[]
  /** Under which mandate it acts for an enterprise: party and roles are then the enterprise's. */
  readonly mandate?: MandateInForce
}

/** Whose rows a subject works on: its own, or those of the enterprise that it acts for. */
export const ownerOf = ({ organisation, mandate }: Subject): Uuid => mandate?.enterprise ?? organisation
