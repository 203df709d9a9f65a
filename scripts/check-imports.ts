/** Imports run one way (CONTRIBUTING, *Where things go*). Fails on a forbidden import, a cycle, or a file it did not see. */
import { execFileSync } from 'node:child_process'
import { cruise, type IFlattenedRuleSet } from 'dependency-cruiser'

const folders = ['kernel', 'data', 'platform', 'modules', 'apps', 'bench', 'scripts', 'tests']
const engines = '^platform/'
const impure = '\\.test\\.ts$|/(questions|module|index|testing)\\.ts$'

/** Engines by what they may stand on: those to the left of them, and nothing else. */
const order = [
  ['store'],
  ['audit', 'work', 'files', 'policy'],
  ['identity'],
  ['oversight'],
  ['ledger'],
  ['exchange'],
  ['filing'],
] as const

const engineRules = order.flatMap((engine, i) =>
  engine.map((name) => ({
    name: `engine-${name}`,
    comment: 'store ← audit, work, files, policy ← identity ← oversight, ledger ← exchange ← filing',
    severity: 'error' as const,
    from: { path: `${engines}${name}/`, pathNot: '\\.test\\.ts$|/testing\\.ts$' },
    to: {
      path: engines,
      pathNot: `${engines}(${[name, ...order.slice(0, i).flat()].join('|')})/`,
    },
  })),
)

const rules: IFlattenedRuleSet = {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'not-resolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    layer('kernel', ['kernel']),
    layer('data', ['data', 'kernel']),
    layer('platform', ['platform', 'data', 'kernel']),
    layer('modules', ['modules', 'platform', 'data', 'kernel']),
    ...engineRules,
    {
      name: 'module-face',
      comment: 'a module reaches another through its index.ts; questions.ts is for the server and example.ts for tests',
      severity: 'error',
      from: { path: '^modules/([^/]+)/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^modules/[^/]+/[^/]+/', pathNot: '^modules/$1/$2/|^modules/[^/]+/[^/]+/index\\.ts$' },
    },
    {
      name: 'definitions-are-pure',
      comment: 'content, facts, checks, filings do no I/O: the same code runs in rehearsal and in the browser',
      severity: 'error',
      from: { path: '^modules/', pathNot: impure },
      to: {
        path: '^(node:|pg$)|^platform/store/|^platform/[^/]+/index\\.ts$|/questions\\.ts$',
        pathNot: '^platform/exchange/codec/',
      },
    },
    {
      name: 'counterpart-shares-codecs-only',
      comment: 'the stand-in of customs shares messages with the platform, and no state',
      severity: 'error',
      from: { path: '^apps/counterpart/', pathNot: '\\.test\\.ts$|/testing\\.ts$|sample-messages\\.ts$' },
      to: { path: '^(platform|modules|apps)/', pathNot: '^apps/counterpart/|^platform/exchange/codec/' },
    },
    {
      name: 'cli-speaks-http',
      comment: 'the commands call the public API, never the database or the server',
      severity: 'error',
      from: { path: '^apps/cli/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(platform/(store|ledger|filing|exchange|identity|policy)/|apps/server/)' },
    },
  ],
}

/** Nobody imports upwards. */
function layer(name: string, below: readonly string[]) {
  return {
    name: `layer-${name}`,
    severity: 'error' as const,
    from: { path: `^${name}/`, pathNot: '\\.test\\.ts$|/testing\\.ts$' },
    to: { path: `^(${folders.filter((folder) => !below.includes(folder)).join('|')})/` },
  }
}

const { output } = await cruise(
  folders,
  { ruleSet: rules, validate: true, doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true },
  { conditionNames: ['import', 'node', 'default'], exportsFields: ['exports'], extensions: ['.ts', '.js', '.json'] },
)
if (typeof output === 'string') throw new Error('dependency-cruiser gave text')

const seen = new Set(output.modules.map(({ source }) => source))
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', '*.ts'], { encoding: 'utf8' })
const missed = files
  .split('\n')
  .filter((file) => folders.some((folder) => file.startsWith(`${folder}/`)) && !seen.has(file))
for (const file of missed) process.stdout.write(`not seen: ${file}\n`)
for (const { rule, from, to, cycle } of output.summary.violations) {
  const path = cycle ? cycle.map(({ name }) => name).join(' → ') : to
  process.stdout.write(`${rule.name}: ${from} → ${path}\n`)
}
process.stdout.write(
  `imports: ${seen.size} files, ${output.summary.violations.length} forbidden, ${missed.length} not seen\n`,
)
process.exitCode = missed.length + output.summary.violations.length > 0 ? 1 : 0
