import type { Json } from '@jiamao/kernel/canonical'
import type { Uuid } from '@jiamao/kernel/ids'
import { rows, sql, type Tx } from '../store/index.ts'
import type { Place } from './decide.ts'
import type { Engine } from './engine.ts'

/** One thing that happened to a filing, with who did it: the office, and the person where it is a colleague of the asker. */
export interface Happened {
  readonly n: number
  readonly event: string
  readonly from: string | null
  readonly to: string
  readonly reason: string | null
  readonly values: Json
  readonly party: string | null
  readonly organisation: string | null
  readonly person: string | null
  /** That person works there no more. */
  readonly hasLeft: boolean
  readonly businessAt: string
  readonly at: string
}

interface Row extends Omit<Happened, 'party' | 'organisation'> {
  readonly organisation: Uuid
}

/** 经过. Everything that happened to a filing, in order; an officer’s name stays within the office. */
export async function readHistory(engine: Engine, tx: Tx, { enterprise, id }: Place): Promise<Happened[]> {
  const found = await rows<Row>(
    tx,
    sql`
    select e.n, e.event, e.from_state as "from", e.to_state as "to", e.reason, e.vals as values, e.organisation_id as organisation,
           c.name as person, coalesce(c.has_left, false) as "hasLeft", e.business_at as "businessAt", e.at
      from filing_event e
      left join who_acted(array(
             select distinct actor_id from filing_event where enterprise_id = ${enterprise} and filing_id = ${id})) c
        on c.id = e.actor_id and e.organisation_id = actor()
     where e.enterprise_id = ${enterprise} and e.filing_id = ${id} order by e.n limit 1000`,
  )
  return found.map((row) => {
    const by = engine.directory.organisation(row.organisation)
    return { ...row, party: by?.party ?? null, organisation: by?.name ?? null }
  })
}
