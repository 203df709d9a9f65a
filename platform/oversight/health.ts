/** 运行状况. What the administrator of the system sees of the database: its kind, size, migrations, jobs, the log's seals. */
import type { Moment } from '@jiamao/kernel/time'
import { rows, type Store, sql } from '../store/index.ts'

export interface DatabaseHealth {
  readonly version: string
  readonly bytes: string
  readonly connections: number
  readonly migrations: { readonly count: number; readonly last: string; readonly at: Moment }
  readonly sealed: { readonly n: string; readonly at: Moment } | null
}

/** Work of the machine, by kind and state; never what it is about. */
export interface JobCount {
  readonly kind: string
  readonly state: string
  readonly count: number
  readonly oldestAt: Moment
}

export async function databaseHealth(store: Store): Promise<DatabaseHealth> {
  const [{ version, bytes, connections, migrations, last, at, n, sealed }] = await store.call<{
    version: string
    bytes: string
    connections: number
    migrations: number
    last: string
    at: Moment
    n: bigint | null
    sealed: Moment | null
  }>(sql`
    select current_setting('server_version') as version, pg_database_size(current_database())::text as bytes,
           (select count(*)::int from pg_stat_activity where datname = current_database()) as connections,
           (select count(*)::int from migration) as migrations, m.of || '/' || m.file as last, m.at, s.n, s.at as sealed
      from (select of, file, at from migration order by at desc, of, number desc limit 1) as m
      left join lateral (select n, at from audit_seal order by n desc limit 1) as s on true`)
  return {
    version,
    bytes,
    connections,
    migrations: { count: migrations, last, at },
    sealed: n === null || sealed === null ? null : { n: String(n), at: sealed },
  }
}

/** Jobs that wait or run, and those of the last day that ended. */
export const jobCounts = (store: Store, since: Moment): Promise<JobCount[]> =>
  store.carry((tx) =>
    rows<JobCount>(
      tx,
      sql`
      select kind, state, count(*)::int as count, min(at) as "oldestAt" from job
       where state in ('queued', 'running') or at >= ${since}
       group by kind, state order by kind, state`,
    ),
  )
