/**
 * 权限矩阵, of endpoints: every route of the server, asked by every party in every role and by nobody, for what is theirs,
 * what is another's, and what is not there. What a permission does not let in is refused the same whatever the thing;
 * another's and absent look the same.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { exampleHandbook } from '@jiamao/modules/enterprise/handbook/example'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Description, permissionsFile, permissionsText } from '../../../scripts/make-permissions.ts'
import { slice } from '../../big-numbers.ts'
import { World } from '../world.ts'
import { behind, type Caller, callersOf, mayCall } from './callers.ts'
import { clientTokens } from './clients.ts'
import { addressOf, noBook, nothing, type Route, routesOf } from './routes.ts'

const canary = '不给别人看的草稿'
const world = new World()
let routes: Route[]
let callers: Caller[]
let firms: string[]
beforeAll(async () => {
  await world.start()
  const { status, err } = await world.command(['demo', '--json'])
  if (status !== 0) throw new Error(err)
  const accounts = world.accounts().filter(({ login }) => login === 'electronics' || login === 'toys')
  firms = accounts.map(({ organisation }) => organisation)
  for (const { token } of accounts) {
    const json = structuredClone(exampleHandbook) as { materials: { name: string }[] }
    json.materials[0].name = canary
    await world.ask('/api/v1/filings/enterprise.handbook.establish', { token, json })
  }
  routes = await routesOf(world)
  callers = await callersOf(world, routes, firms)
}, 180_000)
afterAll(() => world.end())

interface Said {
  readonly status: number
  readonly code: string
  readonly text: string
}

async function put(route: Route, id: string, token: string | undefined): Promise<Said> {
  for (;;) {
    const stop = new AbortController()
    const response = await fetch(`${world.address()}${addressOf(route, id)}`, {
      method: route.method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(route.type === undefined ? {} : { 'content-type': route.type }),
        'if-match': '"1"',
        'idempotency-key': randomUUID(),
      },
      ...(route.body === undefined ? {} : { body: route.body }),
      redirect: 'manual',
      signal: stop.signal,
    })
    // A stream of events has no end: that it began is the answer.
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
      stop.abort()
      return { status: response.status, code: '', text: '' }
    }
    const text = await response.text()
    const [, code = ''] = /"code":"([A-Z_]+)"/.exec(text) ?? []
    // The limit of requests a second is waited for; the brake of failed sign-ins is an answer.
    if (code !== 'HTTP_TOO_MANY') {
      return { status: response.status, code, text: text.replaceAll(id || '\0', '#') }
    }
    await pause(1_000)
  }
}

/** One question of the matrix. */
interface Probe {
  readonly route: Route
  readonly caller: Caller
  readonly kind: 'own' | 'foreign' | 'absent'
  readonly id: string
}

const takesIds = ({ params, query }: Route) => params.length + query.length > 0

function probesOf(): Probe[] {
  return callers.flatMap((caller) =>
    routes.flatMap((route): Probe[] => {
      if (!takesIds(route)) return [{ route, caller, kind: 'own', id: '' }]
      // Who is not let in at all is not let in for anything: one thing of each kind says so.
      const most = mayCall(caller, route.access) ? undefined : 1
      const of = (kind: Probe['kind'], ids: readonly string[]) =>
        ids.slice(0, most).map((id) => ({ route, caller, kind, id }))
      return [...of('own', caller.own), ...of('foreign', caller.foreign), ...of('absent', [nothing, noBook])]
    }),
  )
}

const anyId = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
/** What time it is, an answer may say. */
const anyMoment = /\d{4}-\d\d-\d\dT[\d:.]+\+08:00/g
const isBook = (id: string) => !id.includes('-')
const absentLike = (id: string) => (isBook(id) ? noBook : nothing)
/** An answer without ids: what was newly made has one of its own, what was asked for may be repeated cut short. */
const comparable = ({ status, text }: Said, asked: string) =>
  `${status} ${text.replaceAll(anyMoment, '@').replaceAll(anyId, '#').replaceAll(asked.slice(0, 8), '#')}`
const nameOf = ({ route, caller, kind }: Probe) =>
  `${caller.party} ${caller.role} ${route.method} ${route.path} ${kind}`

/** What is wrong with an answer; undefined where it is as the permission says. */
async function faultOf(probe: Probe, absent: (probe: Probe) => Promise<Said>): Promise<string | undefined> {
  const { route, caller, kind, id } = probe
  const said = await put(route, id, caller.token)
  if (said.status >= 500 && said.status !== 503) return `${nameOf(probe)}: ${said.status} ${said.text}`
  const isRefused = said.status === 403 && said.code === 'NOT_ALLOWED'
  if (!mayCall(caller, route.access)) return isRefused ? undefined : `${nameOf(probe)}: let in, ${said.status}`
  if (isRefused && route.access !== 'signedIn') return `${nameOf(probe)}: refused`
  if (!firms.includes(caller.organisation) && said.text.includes(canary)) return `${nameOf(probe)}: a draft leaks`
  if (kind === 'own') return undefined
  // A search is asked for words: an office finds of a firm what its views hold, of its own and of nobody's drafts.
  if (route.path === '/api/v1/search' && !firms.includes(caller.organisation)) return undefined
  // Who takes part is told to everybody who signed in: that there is such a firm is no secret.
  if (route.path === '/api/v1/conflicts/{firm}' && !isBook(id)) return undefined
  const other = await absent(probe)
  const [here, there] = [comparable(said, id), comparable(other, absentLike(id))]
  if (kind === 'foreign' && here !== there)
    return `${nameOf(probe)}: ${here.slice(0, 200)} but absent ${there.slice(0, 200)}`
  const leaked =
    caller.party === 'operator' ? undefined : caller.foreign.find((one) => one !== id && said.text.includes(one))
  return leaked && !isBook(leaked) && route.path !== '/api/v1/organisations'
    ? `${nameOf(probe)}: ${leaked} leaks`
    : undefined
}

test('nobody who did not sign in gets past a door that is not public', async () => {
  const wrong: string[] = []
  for (const route of routes) {
    for (const token of [undefined, 'jm_guessed', 'x']) {
      const { status } = await put(route, nothing, token)
      if ((status === 401) !== (route.access !== 'public') && !/session$/.test(route.path))
        wrong.push(`${route.method} ${route.path}: ${status}`)
    }
  }
  expect(wrong).toEqual([])
})

test('every caller gets what the permission says, and of another’s no more than of what is not there', async () => {
  const all = probesOf()
  const asked = slice(all, 25)
  const wrong: string[] = []
  const answers = new Map<string, Promise<Said>>()
  const absent = ({ route, caller, id }: Probe) => {
    const key = `${caller.token} ${route.method} ${route.path} ${isBook(id)}`
    const said = answers.get(key) ?? put(route, absentLike(id), caller.token)
    answers.set(key, said)
    return said
  }
  // Each organisation has its own limit of requests a second: they ask side by side.
  const byOrganisation = [...Map.groupBy(asked, ({ caller }) => caller.organisation).values()]
  await Promise.all(
    byOrganisation.map(async (probes) => {
      for (const probe of probes) {
        const fault = await faultOf(probe, absent)
        if (fault) wrong.push(fault)
      }
    }),
  )
  const roles = new Set(callers.map(({ role }) => role)).size
  process.stdout.write(
    `matrix of endpoints: ${asked.length} of ${all.length} probes, ${routes.length} routes, ${callers.length} callers in ${roles} roles\n`,
  )
  expect(all.length).toBeGreaterThan(20_000)
  expect(wrong.slice(0, 40)).toEqual([])
}, 900_000)

test('the questions are not empty: owners and officers reach what is theirs', async () => {
  const [{ id }] = await behind<{ id: string }>(
    world,
    `select f.id from platform.filing f join platform.sight s on s.filing_id = f.id join platform.organisation o on o.id = s.organisation_id
      where o.party = 'customs' and f.enterprise_id = any ($1) limit 1`,
    [firms],
  )
  const route = routes.find(({ method, path }) => method === 'GET' && path === '/api/v1/filings/{id}')
  const statuses = await Promise.all(
    callers
      .filter(({ party, role }) => ['enterprise', 'customs', 'inspection'].includes(party) && role === 'none')
      .map(async (caller) => [caller.party, (await put(route!, id, caller.token)).status] as const),
  )
  expect(statuses).toContainEqual(['customs', 200])
  expect(statuses).toContainEqual(['inspection', 404])
  expect(
    statuses
      .filter(([party]) => party === 'enterprise')
      .map(([, status]) => status)
      .sort(),
  ).toEqual([200, 404])
})

test('a client of one scope enters the doors of that scope and no other, whatever its roles', async () => {
  const [firm] = firms
  const draft = await behind<{ id: string; type: string }>(
    world,
    `select id, type from platform.filing where enterprise_id = $1 and type = 'enterprise.handbook.establish' and state = 'draft' limit 1`,
    [firm],
  )
  const [{ id, type }] = draft
  const tokens = await clientTokens(world, firm)
  const doors = routes.filter(({ access, path }) => access !== 'public' && path !== '/api/v1/filings/{id}/submit')
  const all = [...tokens].flatMap(([scope, token]) => doors.map((route) => ({ scope, token, route })))
  const asked = slice(all, 12)
  const wrong: string[] = []
  for (const { scope, token, route } of asked) {
    const { code, status } = await put(route, id, token)
    const isShut = status === 403 && (code.startsWith('SCOPE_') || code === 'NOT_ALLOWED')
    // A list of all types needs all their scopes.
    const needed =
      route.params.length === 0 && route.scope?.startsWith('{') ? 'all' : route.scope?.replace('{type}', type)
    const isOpen = needed === 'any' || needed === scope
    // What the role does not let in stays shut whatever the scope.
    const isLet = mayCall({ party: 'enterprise', role: 'customsClerk' }, route.access)
    if (isShut === (isOpen && isLet))
      wrong.push(`${scope || 'no scope'} ${route.method} ${route.path}: ${status} ${code}`)
  }
  process.stdout.write(`matrix of scopes: ${asked.length} of ${all.length} probes\n`)
  expect(tokens.size).toBeGreaterThan(60)
  expect(wrong.slice(0, 40)).toEqual([])
}, 900_000)

test('docs/permissions.md is what the definitions and the doors give', async () => {
  const { body } = await world.ask<Description>('/openapi.json')
  expect(permissionsText(body), 'run node scripts/make-permissions.ts beside npm start').toBe(
    readFileSync(permissionsFile, 'utf8'),
  )
})
