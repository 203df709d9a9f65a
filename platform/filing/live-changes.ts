import type { Uuid } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { one, rows, type Scope, sql, type Tx } from '../store/index.ts'
import type { Engine } from './engine.ts'

/** A filing that changed, as far as one who may see it is told here: which, and when. */
interface ChangedFiling {
  readonly id: Uuid
  readonly revision: number
  readonly at: Moment
}

/** What changed for an organisation since a moment. */
export interface Changes {
  readonly filings: readonly ChangedFiling[]
  /** When the last task or notice came, where one did. */
  readonly arrivedAt: Moment | null
}

// More at once is not told one by one: who reads so many asks anew.
const most = 500

/**
 * Reads what changed for an organisation, in its own scope: row security decides what it is told. An enterprise is told
 * from its filings at once; an office from the index of the search, which knows its viewers over all enterprises.
 *
 * Moments are of the machine that wrote: who asks again asks from a little before the last answer.
 */
export function readChanges(
  { store }: Engine,
  { organisation, party }: { readonly organisation: Uuid; readonly party: string },
  since: Moment,
): Promise<Changes> {
  const isFirm = party === 'enterprise'
  const scope: Scope = isFirm
    ? { enterprise: organisation, organisation, stance: 'owner' }
    : { organisation, stance: 'party' }
  return store.ask(scope, async (tx) => {
    const [filings, { arrivedAt }] = await Promise.all([
      isFirm ? ownFilings(tx, organisation, since) : seenFilings(tx, since),
      arrivals(tx, organisation, since),
    ])
    return { filings, arrivedAt }
  })
}

const ownFilings = (tx: Tx, enterprise: Uuid, since: Moment) =>
  rows<ChangedFiling>(
    tx,
    sql`
    select id, revision, updated_at as at from filing
     where enterprise_id = ${enterprise} and updated_at > ${since} order by updated_at desc, id desc limit ${most}`,
  )

const seenFilings = (tx: Tx, since: Moment) =>
  rows<ChangedFiling>(
    tx,
    sql`
    select key::uuid as id, revision::int as revision, at from search_document
     where kind = 'filing' and at > ${since} order by at desc limit ${most}`,
  )

const arrivals = (tx: Tx, organisation: Uuid, since: Moment) =>
  one<{ arrivedAt: Moment | null }>(
    tx,
    sql`
    select greatest((select max(at) from task where organisation_id = ${organisation} and at > ${since}),
                    (select max(at) from notice where organisation_id = ${organisation} and at > ${since})) as "arrivedAt"`,
  )
