import type { BenchDatabase } from '../database.ts'

/** How many rows an act adds, by table: what both sides of a comparison must have equal. */
export async function rowsWritten(db: BenchDatabase, act: () => Promise<unknown>): Promise<string> {
  const before = await counted(db)
  await act()
  const after = await counted(db)
  return [...after]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([table, count]) => ({ table, added: count - (before.get(table) ?? 0) }))
    .filter(({ added }) => added !== 0)
    .map(({ table, added }) => `${table} ${added}`)
    .join(', ')
}

async function counted(db: BenchDatabase): Promise<Map<string, number>> {
  const tables = await db.ask<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'platform' order by tablename`,
  )
  const counts = tables.map(({ name }) => `select '${name}' as name, count(*)::int as rows from platform.${name}`)
  const found = await db.ask<{ name: string; rows: number }>(counts.join(' union all '))
  return new Map(found.map(({ name, rows }) => [name, rows]))
}
