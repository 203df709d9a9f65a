/**
 * 权限矩阵, of tables: every table with every command, asked by every party in every stance for its own, another's and no
 * enterprise's rows. What is asked is taken from the catalogue: a new table is in it without being named.
 */
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import type { LocalDate } from '@jiamao/kernel/time'
import { exampleRegistration } from '@jiamao/modules/enterprise/registry/example'
import { listTasks } from '@jiamao/platform/filing'
import { parties } from '@jiamao/platform/filing/define'
import { agree, propose } from '@jiamao/platform/identity'
import { referenceTables } from '@jiamao/server'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { slice } from './big-numbers.ts'
import { checklist, deskOf, setUp } from './books.ts'
import { ask, serverVersions } from './database.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

const stances = ['owner', 'engine', 'party', 'auditor'] as const
const commands = ['select', 'insert', 'update', 'delete'] as const

/** One question to the database, as the server asks it. */
interface Probe {
  readonly table: string
  readonly command: (typeof commands)[number]
  readonly party: string
  readonly organisation: Uuid
  readonly stance: (typeof stances)[number]
  readonly enterprise: Uuid | null
}

// What the engines allow themselves: a stance of its own only for its own rows, the auditor's for the operator alone.
// And who holds a mandate of it reads in the owner's stance: row security says how far.
const isAsked = ({ stance, organisation, enterprise, command }: Probe, holder: Uuid, firm: Uuid) =>
  (stance !== 'owner' && stance !== 'engine') ||
  organisation === enterprise ||
  (stance === 'owner' && organisation === holder && enterprise === firm && command !== 'insert')

describe.each(serverVersions())('tables on PostgreSQL %s', (version) => {
  let p: TestPlatform
  let serving: pg.Client
  let probes: Probe[] = []
  let columns: Map<string, string[]>
  const rowsOfFirm = new Map<string, object>()
  const auditors = new Set<string>()
  let holder: Uuid
  beforeAll(async () => {
    p = await makePlatform('2020-01-02', version)
    const clerk = await p.subject(p.firm, 'customsClerk')
    const desk = deskOf(p, clerk)
    await desk.file('enterprise.registration', exampleRegistration)
    await setUp(desk, 'HB-1', 'C520720A0001')
    await desk.file('enterprise.checklist.import', checklist('C520720A0001', 'I-1', 1, '100'))
    const given = { commerce: p.offices.commerce.id, customs: p.offices.customs.id, tax: p.offices.tax.id }
    const organisations = new Map<string, Uuid>(Object.entries(given))
    for (const party of parties) {
      if (organisations.has(party)) continue
      const made = { party, name: `${party}甲`, creditCode: null, customsCode: null }
      organisations.set(party, (await p.engine.directory.add(made, p.clock.machine())).id)
    }
    auditors.add(String(organisations.get('operator')))
    // A broker acts for the firm under a mandate of one book, of which there is nothing, and of one type.
    const broker = await p.subject({ id: organisations.get('broker')!, party: 'broker' } as never, 'customsClerk')
    const scope = { books: ['C520720A0999'], types: ['enterprise.checklist.export'] }
    const days = { from: '2020-01-01' as LocalDate, until: '2020-12-31' as LocalDate }
    const id = await propose(
      p.db.store,
      clerk,
      { holder: broker.organisation, acts: ['write'], ...scope, ...days },
      p.clock,
    )
    await agree(p.db.store, broker, p.firm.id, id, p.clock)
    holder = broker.organisation
    await listTasks(p.engine, await p.subject(p.offices.customs, 'officer'), { limit: 50 })

    const found = await ask<{ name: string; columns: string[] }>(
      p.db.owner,
      `select n.nspname || '.' || c.relname as name, array_agg(a.attname::text) as columns
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
         join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        where n.nspname in ('platform', 'register') and c.relkind in ('r', 'p') and not (c.relname = any ($1)) group by 1 order by 1`,
      [referenceTables],
    )
    columns = new Map(found.map((table) => [table.name, table.columns]))
    for (const { name } of found) {
      const [row] = await ask<{ row: object }>(
        p.db.owner,
        `select to_jsonb(t) as row from ${name} t where enterprise_id = '${p.firm.id}' limit 1`,
      )
      if (row) rowsOfFirm.set(name, row.row)
    }
    probes = found.flatMap(({ name: table }) =>
      [...organisations, ['the firm itself', p.firm.id] as const].flatMap(([party, organisation]) =>
        [organisation, p.firm.id, newUuid(), null].flatMap((enterprise) =>
          stances.flatMap((stance) =>
            commands.map((command): Probe => ({ table, command, party, organisation, stance, enterprise })),
          ),
        ),
      ),
    )
    // The firm may write its own rows.
    probes = probes.filter(
      (probe) => isAsked(probe, holder, p.firm.id) && !(probe.organisation === p.firm.id && probe.command === 'insert'),
    )
    serving = new pg.Client({ ...p.db.owner, user: `${p.db.owner.database}_serves` })
    await serving.connect()
  })
  afterAll(async () => {
    await serving.end()
    await p.drop()
  })

  /** Rows of a table that are not for this party: neither of its own organisation nor of a filing that it has a sight of. */
  function foreign({ table, organisation }: Probe): string {
    const has = (column: string) => columns.get(table)?.includes(column)
    const filing = table === 'platform.filing' ? 'id' : has('filing_id') ? 'filing_id' : undefined
    const sights = `select filing_id from platform.sight where organisation_id = '${organisation}'`
    return [
      `enterprise_id <> '${organisation}'`,
      ...(has('holder_id') ? [`holder_id is distinct from '${organisation}'`] : []),
      ...(has('organisation_id') ? [`organisation_id <> '${organisation}'`] : []),
      ...(filing ? [`(${filing} is null or ${filing} not in (${sights}))`] : []),
    ].join(' and ')
  }

  /** What the database does: the count of rows touched that are not the asker's, or the code of its refusal. */
  async function outcome(probe: Probe): Promise<string> {
    const { table, command, organisation, stance, enterprise } = probe
    const { firm } = p
    const column = columns.get(table)?.[0]
    // A row as it lies in the table, or of a table without one its enterprise alone: policies are asked before constraints.
    const row = JSON.stringify(rowsOfFirm.get(table) ?? { enterprise_id: firm.id }).replaceAll("'", "''")
    const names = columns
      .get(table)
      ?.map((name) => `"${name}"`)
      .join(', ')
    const texts: Record<Probe['command'], string> = {
      select: `select from ${table} where ${foreign(probe)}`,
      insert: `insert into ${table} (${names}) select ${names} from jsonb_populate_record(null::${table}, '${row}')`,
      update: `update ${table} set ${column} = ${column} where ${foreign(probe)}`,
      delete: `delete from ${table} where ${foreign(probe)}`,
    }
    const text = texts[command]
    const set = `set_config('app.organisation', '${organisation}', true), set_config('app.stance', '${stance}', true), set_config('app.enterprise', '${enterprise ?? ''}', true)`
    try {
      await serving.query(`begin; select ${set}`)
      return String((await serving.query(text)).rowCount)
    } catch (error) {
      return (error as { code: string }).code
    } finally {
      await serving.query('rollback')
    }
  }

  const notAllowed = '42501'
  const isRefused = ({ command }: Probe, said: string) => said === notAllowed || (command !== 'insert' && said === '0')

  test('give no row of another’s, whatever is asked', async () => {
    const asked = slice(probes, 10)
    const wrong: string[] = []
    for (const probe of asked) {
      const said = await outcome(probe)
      const { table, command, party, stance, enterprise } = probe
      const isAuditorsLog =
        stance === 'auditor' && auditors.has(probe.organisation) && /audit/.test(table) && command === 'select'
      if (!isRefused(probe, said) && !isAuditorsLog)
        wrong.push(
          `${party} ${stance} ${command} ${table} of ${enterprise === p.firm.id ? 'the firm' : enterprise}: ${said}`,
        )
    }
    process.stdout.write(`matrix of tables on PostgreSQL ${version}: ${asked.length} of ${probes.length} probes\n`)
    expect(wrong).toEqual([])
  })

  test('give the firm its own, so that the questions are not empty', async () => {
    const scope = { enterprise: p.firm.id, organisation: p.firm.id, stance: 'owner' as const }
    const own = [...columns.keys()].map((table) => ({ text: `select from ${table}`, values: [] }))
    const counts = await p.engine.store.tx(scope, (tx) => Promise.all(own.map((text) => tx.query(text))))
    expect(counts.filter(({ rowCount }) => rowCount > 0).length).toBeGreaterThan(15)
  })
})
