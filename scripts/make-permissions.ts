/**
 * Writes docs/permissions.md: what each role may do, from the filing types, their views, the routes of the policy, and
 * what the running server declares of each of its doors. `node scripts/make-permissions.ts` beside `npm start`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { modules } from '@jiamao/modules'
import type { AnyFiling, View } from '@jiamao/platform/filing/define'
import { parties } from '../apps/web/words/common.ts'

export const permissionsFile = new URL('../docs/permissions.md', import.meta.url)
const routesFile = new URL('../data/policy/edition-1/routes.json', import.meta.url)

/** Who sees or decides a filing type, from when on. */
interface PolicyRoute {
  readonly type: string
  readonly party: string
  readonly view: string
  readonly does: string
  readonly ground: string
  readonly validFrom: string
  readonly validTo?: string
}
type Access = 'public' | 'signedIn' | { readonly party?: string | readonly string[]; readonly role?: string }
interface Door {
  readonly summary: string
  readonly 'x-access': Access
  readonly 'x-scope': string | null
}
/** What the server says of itself at /openapi.json. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Door>>>>
}

const does: Readonly<Record<string, string>> = {
  decide: '决定 decides',
  opine: '出具意见 gives an opinion',
  inform: '知会 is told',
}
const partyName = (party: string) => (parties[party] ? `${parties[party].zh} ${party}` : party)
const row = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(heads), row(heads.map(() => '--')), ...rows.map(row)].join('\n')

export function permissionsText({ paths }: Description): string {
  const filings = modules.flatMap((module) => module.filings as readonly AnyFiling[])
  const routes = JSON.parse(readFileSync(routesFile, 'utf8')) as readonly PolicyRoute[]
  return `# 权限表 · What each role may do

Made by \`scripts/make-permissions.ts\` from the filing types, their views, the routes of policy edition 1 and the doors of the
server; a test compares. Everything that does not stand here is refused. What a permission lets in sees its own things: of another's
it hears what it hears of what is not there (404).

## 申报 · Filings: who files, who sees and decides what

${table(
  ['申报 filing', '谁申报 filed by', '谁看 seen by', '视图 view', '办理 does', '依据 ground', '有效 in force'],
  filings.flatMap((filing) => filingRows(filing, routes)),
)}

## 环节 · Stages that a person enters

${table(
  ['申报 filing', '环节 stage', '谁登记 entered by'],
  filings.flatMap(({ name, entered = {}, stages = {} }) =>
    Object.entries(entered).map(([stage, { party, role }]) => [
      `${name.zh} ${name.en}`,
      `${stages[stage]?.zh ?? ''} ${stage}`,
      `${partyName(party)} · ${role}`,
    ]),
  ),
)}

## 入口 · Doors: who may call what

The token of an API client (接口客户端) needs the scope too: \`any\` none in particular, \`—\` shut to clients, \`type\` the type of the filing,
or all types where a list is asked for without one.

${[...doorsByAccess(paths)]
  .map(([who, doors]) => `### ${who}\n\n${table(['入口 door', '做什么 what for', '权限范围 scope'], doors)}`)
  .join('\n\n')}
`
}

function filingRows(filing: AnyFiling, routes: readonly PolicyRoute[]): string[][] {
  const views = filing.views as Readonly<Record<string, View<never>>>
  return routes
    .filter(({ type }) => type === filing.id)
    .map(({ party, view, does: act, ground, validFrom, validTo }) => [
      `${filing.name.zh} ${filing.name.en}`,
      `${partyName(filing.filer.party)} · ${filing.filer.role}`,
      partyName(party),
      `${views[view].name.zh}: ${views[view].parts.join(', ')}`,
      does[act] ?? act,
      ground,
      `${validFrom} – ${validTo ?? ''}`,
    ])
}

/** The doors by who may enter: the narrowest first. */
function doorsByAccess(paths: Description['paths']): Map<string, string[][]> {
  const doors = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary, 'x-access': access, 'x-scope': scope }]) => ({
      who: whoOf(access),
      cells: [`\`${method.toUpperCase()} ${path}\``, summary, access === 'public' ? '' : (scope ?? '—')],
    })),
  )
  doors.sort((a, b) => (`${a.who} ${a.cells[0]}` < `${b.who} ${b.cells[0]}` ? -1 : 1))
  return new Map([...Map.groupBy(doors, ({ who }) => who)].map(([who, of]) => [who, of.map(({ cells }) => cells)]))
}

function whoOf(access: Access): string {
  if (access === 'public') return '任何人 anybody'
  if (access === 'signedIn') return '已登录的 whoever signed in, for what is theirs'
  const who = access.party === undefined ? '任何单位 any organisation' : [access.party].flat().map(partyName).join('、')
  return access.role === undefined ? who : `${who} · ${access.role}`
}

if (import.meta.main) {
  const address = process.env.JIAMAO_PUBLIC_URL || `http://localhost:${process.env.PORT || '8080'}`
  const description = (await (await fetch(`${address}/openapi.json`)).json()) as Description
  writeFileSync(permissionsFile, permissionsText(description))
}
