import type { Moment } from '@jiamao/kernel/time'
import { rows, sql } from '../store/index.ts'
import type { BreakerState } from './breaker.ts'
import { carrierOf, type Engine } from './given.ts'

/** How one link stands. */
export interface LinkStatus {
  readonly link: string
  readonly direction: 'out' | 'in'
  /** Out: waiting to be sent. In: waiting to be applied. */
  readonly queued: number
  /** Since when the oldest of these waits. */
  readonly oldestAt: Moment | null
  /** Out: handed over, without a technical receipt. In: read, and of no message that is known. */
  readonly unanswered: number
  /** With the agency, undecided. */
  readonly undecided: number
  /** On somebody's desk. */
  readonly parked: number
  readonly breaker: BreakerState
}

type Counted = Omit<LinkStatus, 'direction' | 'breaker'>

/** How every link stands, from the rows themselves. */
export async function statusOf(engine: Engine): Promise<LinkStatus[]> {
  const at = engine.clock.machine()
  const counted = await engine.store.carry((tx) =>
    rows<Counted>(
      tx,
      sql`
      select link, (count(*) filter (where state in ('queued', 'leased', 'stored', 'raw')))::int as queued,
             min(at) filter (where state in ('queued', 'leased', 'stored', 'raw')) as "oldestAt",
             (count(*) filter (where state in ('sent', 'unmatched')))::int as unanswered,
             (count(*) filter (where state in ('delivered', 'inReview')))::int as undecided,
             (count(*) filter (where state = 'parked'))::int as parked
        from (
          select link, state, at from message where state not in ('accepted', 'rejected', 'cancelled', 'superseded')
          union all
          select link, state, at from inbox where state in ('stored', 'parked')
          union all
          select link, case state when 'stored' then 'unmatched' else state end, at from raw
           where state in ('raw', 'stored', 'parked') and inbox_id is null) as open
       group by link`,
    ),
  )
  return engine.links.map((link) => ({
    ...(counted.find((row) => row.link === link.id) ?? { ...nothing, link: link.id }),
    direction: link.direction,
    breaker: carrierOf(engine, link).breaker.state(at),
  }))
}

const nothing = { queued: 0, oldestAt: null, unanswered: 0, undecided: 0, parked: 0 }
