import { useQuery } from '@tanstack/react-query'
import type { Both } from '../words/words.ts'
import { ask } from './client.ts'
import type { Page } from './types.ts'

export interface ClientSecret {
  readonly id: string
  readonly hint: string
  readonly at: string
  readonly usedAt: string | null
}
export interface Client {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly until: string
  readonly isOver: boolean
  readonly by: string
  readonly usedAt: string | null
  readonly secrets: readonly ClientSecret[]
}
export interface Scope {
  readonly scope: string
  readonly name: Both
}
/** A client with a secret that was just given. */
export interface GivenSecret {
  readonly id: string
  readonly secret: string
}

type Clients = Page<Client> & { readonly scopes: readonly Scope[]; readonly last: string }

export const useClients = () => useQuery({ queryKey: ['clients'], queryFn: () => ask<Clients>('/clients') })
