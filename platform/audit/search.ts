import type { Clock } from '@jiamao/kernel/clock'
import type { Uuid } from '@jiamao/kernel/ids'
import { addDays, type LocalDate, type Moment, startOf } from '@jiamao/kernel/time'
import { rows, type Store, sql, type Tx } from '../store/index.ts'
import { leafOf, record } from './leaf.ts'

/** A line of the log as the auditor sees it: who did what to whom, when. Never what is in it (values, reasons). */
export interface LogLine {
  readonly id: Uuid
  readonly at: Moment
  readonly businessAt: Moment
  readonly act: string
  readonly organisation: Uuid
  readonly organisationName: string | null
  readonly person: Uuid | null
  readonly personName: string | null
  readonly enterprise: Uuid
  readonly enterpriseName: string | null
  readonly subject: Uuid | null
  readonly purpose: string | null
  readonly what: string | null
  readonly sealed: boolean
}

/** Which lines: of these days, by this organisation or person, in whose log, of which act, about what. */
export interface LogFilter {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly organisation?: Uuid
  readonly enterprise?: Uuid
  /** A name, whole. */
  readonly person?: string
  /** How the act begins: `look`, `filing.`, `identity.signIn`. */
  readonly act?: string
  readonly subject?: Uuid
  readonly after?: { readonly at: string; readonly id: Uuid }
  readonly limit: number
}

/** Who audits: a person of the operator. */
export interface Auditor {
  readonly organisation: Uuid
  readonly person: Uuid
}

/** The auditor's search, latest first. That it was asked, and what for, is itself a line of the log. */
export const searchLog = (
  store: Store,
  clock: Clock,
  auditor: Auditor,
  filter: LogFilter,
  as: 'audit.search' | 'audit.export',
): Promise<LogLine[]> =>
  auditing(store, clock, auditor, as, asked(filter), (tx) => {
    const { from, to, organisation = null, enterprise = null, person = null, act = null, subject = null } = filter
    const { after, limit } = filter
    return rows<LogLine>(
      tx,
      sql`
      with found as (
        select * from audit
         where at >= ${startOf(from)} and at < ${startOf(addDays(to, 1))}
           and (${organisation}::uuid is null or organisation_id = ${organisation})
           and (${enterprise}::uuid is null or enterprise_id = ${enterprise})
           and (${person}::text is null or actor_id = any (array(select id from people_named(${person}))))
           and (${act}::text is null or starts_with(act, ${act}))
           and (${subject}::uuid is null or subject = ${subject} or detail->'shown' ? ${subject})
           and (${after?.at ?? null}::timestamptz is null or (at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
         order by at desc, id desc limit ${limit})
      select f.id, f.at, f.business_at as "businessAt", f.act, f.organisation_id as organisation, o.name as "organisationName",
             f.actor_id as person, p.name as "personName", f.enterprise_id as enterprise, e.name as "enterpriseName", f.subject, f.purpose,
             coalesce(f.detail->>'what', f.detail->>'event', f.detail->>'type') as what, l.id is not null as sealed
        from found f
        left join organisation o on o.id = f.organisation_id
        left join organisation e on e.id = f.enterprise_id
        left join names_of_people(array(select distinct actor_id from found)) p on p.id = f.actor_id
        left join audit_leaf l on l.enterprise_id = f.enterprise_id and l.id = f.id
       order by f.at desc, f.id desc`,
    )
  })

const asked = ({ after: _, limit: __, ...filter }: LogFilter): Record<string, string> =>
  Object.fromEntries(Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined))

/** Reads the log as its auditor, and writes that it was read. */
export const auditing = <T>(
  store: Store,
  clock: Clock,
  { organisation, person: actor }: Auditor,
  act: `audit.${string}`,
  detail: Record<string, string>,
  read: (tx: Tx) => Promise<T>,
): Promise<T> =>
  store.tx({ enterprise: organisation, organisation, stance: 'auditor' }, async (tx) => {
    const result = await read(tx)
    const said = { enterprise: organisation, organisation, actor, act, subject: null, purpose: null, detail }
    await record(tx, leafOf(said, clock))
    return result
  })
