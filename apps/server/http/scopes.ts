import type { Words } from '@jiamao/kernel/words'
import { type Engine, locate, typeOf } from '@jiamao/platform/filing'
import { isNarrowed, type MandateAct, mandateActs, requireScopes } from '@jiamao/platform/identity'
import type { FastifyRequest } from 'fastify'
import { idIn } from './requests.ts'

/** Scopes of what belongs to no type of filing. */
const rooms = {
  'books:read': { zh: '底账与核销平衡表 · 查看', en: 'Books and write-off · read' },
  'imports:read': { zh: '工作簿导入 · 查看', en: 'Imports of workbooks · read' },
  'notices:read': { zh: '通知 · 查看', en: 'Notices · read' },
  'tasks:read': { zh: '待办 · 查看', en: 'Tasks · read' },
} as const
const ofOwners: readonly string[] = ['books:read', 'imports:read']

/** What may be done with filings of a type by a program. Deciding is for persons: no scope gives it. */
type ScopedAct = 'read' | MandateAct
const acts: Readonly<Record<ScopedAct, Words>> = {
  read: { zh: '查看', en: 'read' },
  write: { zh: '填写', en: 'write' },
  submit: { zh: '提交', en: 'submit' },
  withdraw: { zh: '撤回', en: 'withdraw' },
  explain: { zh: '说明', en: 'explain' },
}

/**
 * 权限范围. What a door asks of the token of an API client: nothing, one scope, an act on the filing of its address or on the types
 * that a list is asked for, or what the request says. A door that says nothing is shut to clients (S3.1).
 */
export type ScopeNeeded =
  | 'any'
  | keyof typeof rooms
  | `register.${string}:read`
  | { readonly filing: ScopedAct }
  | { readonly listed: ScopedAct }
  | ((query: Readonly<Record<string, string>>) => readonly string[])

export const scopeOf = (type: string, act: ScopedAct) => `${type}:${act}`

/** One scope that an organisation may give to a client. */
interface Scope {
  readonly scope: string
  readonly name: Words
}

const isFirm = (party: string) => party === 'enterprise' || party === 'broker'

/** The scopes there are for a party: from the types that it files or sees by a view, their acts, and the registers. Derived (S3.2). */
export function scopesFor(engine: Engine, party: string): Scope[] {
  const { catalogue, policies, clock } = engine
  const policy = policies.inForce(clock.today(), clock.machine())
  // A broker has no filings of its own: under a mandate it acts for an enterprise, and both narrow.
  const filer = isFirm(party) ? 'enterprise' : party
  const ofFilings = catalogue.filings.flatMap(({ id, name, filer: by }) => {
    const given: readonly ScopedAct[] =
      isFirm(party) && by.party === filer
        ? ['read', ...mandateActs]
        : by.party === filer || policy.routes(id).some((route) => route.party === party)
          ? ['read']
          : []
    return given.map((act) => named(scopeOf(id, act), name, acts[act]))
  })
  if (ofFilings.length === 0) return []
  const ofRegisters = isFirm(party)
    ? catalogue.registers.map(({ id, name }) => named(`register.${id}:read`, name, acts.read))
    : []
  const ofRooms = Object.entries(rooms).filter(([scope]) => isFirm(party) || !ofOwners.includes(scope))
  return [...ofFilings, ...ofRegisters, ...ofRooms.map(([scope, name]) => ({ scope, name }))]
}

const named = (scope: string, { zh, en }: Words, act: Words): Scope => ({
  scope,
  name: { zh: `${zh} · ${act.zh}`, en: `${en} · ${act.en}` },
})

/** Roles without which the scopes of a client would open nothing. */
export const rolesForClient = ({ catalogue }: Engine, party: string): string[] =>
  isFirm(party)
    ? [...new Set(catalogue.filings.filter(({ filer }) => filer.party === 'enterprise').map(({ filer }) => filer.role))]
    : ['officer']

/** Holds a request against the scopes of its token. @throws SCOPE_MISSING, SCOPE_NONE, NOT_FOUND */
export async function requireScope(engine: Engine, request: FastifyRequest): Promise<void> {
  if (isNarrowed(request.subject)) requireScopes(request.subject, await neededBy(engine, request))
}

/** The scopes that a request needs; undefined where none gives it. */
async function neededBy(engine: Engine, request: FastifyRequest): Promise<readonly string[] | undefined> {
  const { scope } = request.routeOptions.config
  const query = request.query as Readonly<Record<string, string>>
  if (scope === undefined) return undefined
  if (scope === 'any') return []
  if (typeof scope === 'string') return [scope]
  if (typeof scope === 'function') return scope(query)
  if ('listed' in scope) {
    const types = query.type === undefined ? engine.catalogue.filings.map(({ id }) => id) : [String(query.type)]
    return types.map((type) => scopeOf(type, scope.listed))
  }
  const { id } = request.params as { readonly id: string }
  const place = await locate(engine, request.subject, idIn(id))
  const type = await typeOf(engine, request.subject, place)
  // What is not seen is not found by the door itself.
  return type === undefined ? [] : [scopeOf(type, scope.filing)]
}
