/** Every route of the running server, as its own description tells it: a new route is in the matrix without being named. */
import { randomUUID } from 'node:crypto'
import type { World } from '../world.ts'

/** Who may call a route, as the server declares it. */
export type Access = 'public' | 'signedIn' | { readonly party?: string | readonly string[]; readonly role?: string }

export interface Route {
  readonly method: string
  readonly path: string
  readonly access: Access
  /** What the token of an API client needs: a scope, an act on a type, `any`; null: no scope opens it. */
  readonly scope: string | null
  /** Names of path parameters, and of query parameters that are free text. */
  readonly params: readonly string[]
  readonly query: readonly string[]
  /** A body that its schema takes; undefined where it takes none. */
  readonly body: string | undefined
  readonly type: string | undefined
}

interface Operation {
  readonly 'x-access'?: Access
  readonly 'x-scope'?: string | null
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> }
}
interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly minLength?: number
  readonly minimum?: number
  readonly pattern?: string
}

export async function routesOf(world: World): Promise<Route[]> {
  const { body } = await world.ask<{ paths: Record<string, Record<string, Operation>> }>('/openapi.json')
  return Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => routeOf(path, method.toUpperCase(), operation)),
  )
}

function routeOf(path: string, method: string, { parameters = [], requestBody, ...rest }: Operation): Route {
  const access = rest['x-access']
  if (access === undefined) throw new Error(`${method} ${path} does not say who may call it`)
  const [[type, { schema }] = [undefined, { schema: undefined }]] = Object.entries(requestBody?.content ?? {})
  return {
    method,
    path,
    access,
    scope: rest['x-scope'] ?? null,
    params: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
    query: parameters.filter((p) => p.in === 'query' && !p.schema?.enum).map(({ name }) => name),
    body: type === undefined ? undefined : /json/.test(type) ? JSON.stringify(sampleOf(schema ?? {})) : 'x',
    type,
  }
}

/** The least value that a schema takes. */
function sampleOf({
  type,
  enum: of,
  properties = {},
  required = [],
  minLength = 1,
  minimum = 0,
  pattern,
}: Schema): unknown {
  if (of) return of[0]
  if (type === 'object') return Object.fromEntries(required.map((name) => [name, sampleOf(properties[name] ?? {})]))
  if (type === 'array') return []
  if (type === 'number' || type === 'integer') return minimum
  if (type === 'boolean') return false
  if (pattern?.includes('[0-9a-f]')) return randomUUID()
  return 'x'.repeat(Math.max(minLength, 10))
}

/** The address of a route with an id in the place of its first parameter, and of no thing in the others. */
export function addressOf({ path, params, query }: Route, id: string): string {
  const [first, ...others] = params
  if (first === undefined) {
    const asked = query.map((name) => `${name}=${encodeURIComponent(id)}`).join('&')
    return asked && id ? `${path}?${asked}` : path
  }
  return others.reduce(
    (address, name) => address.replace(`{${name}}`, nothing),
    path.replace(`{${first}}`, encodeURIComponent(id)),
  )
}

/** Ids of nothing. */
export const nothing = '01900000-0000-7000-8000-000000000000'
export const noBook = 'C999999A9999'
