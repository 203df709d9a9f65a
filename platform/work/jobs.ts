import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { type Moment, momentOf, msOf } from '@jiamao/kernel/time'
import { maybe, rows, run, sql, type Tx } from '../store/index.ts'

/** Work that takes longer than a request (后台任务), of one enterprise. */
export interface Job<Input = unknown, Progress = unknown, Result = unknown> {
  readonly enterprise: Uuid
  readonly id: Uuid
  readonly kind: string
  readonly input: Input
  readonly state: 'queued' | 'running' | 'done' | 'failed'
  readonly progress: Progress
  readonly result: Result | null
  readonly at: Moment
}

/** A job that this process holds until its lease ends; a later holder has a higher fence. */
export interface HeldJob<Input = unknown> extends Job<Input> {
  readonly fence: number
}

const columns = sql`enterprise_id as enterprise, id, kind, input, state, progress, result, at`
const leaseMs = 20_000
const leaseEnd = (at: Moment) => momentOf(msOf(at) + leaseMs)

/** Puts a job in the queue, in a transaction of the enterprise. */
export async function queueJob(
  tx: Tx,
  job: { enterprise: Uuid; kind: string; input: object; organisation: Uuid; person: Uuid },
  at: Moment,
): Promise<Uuid> {
  const id = newUuid()
  await run(
    tx,
    sql`
    insert into job (enterprise_id, id, kind, input, state, progress, by_organisation, by_person, at)
    values (${job.enterprise}, ${id}, ${job.kind}, ${JSON.stringify(job.input)}, 'queued', '{}', ${job.organisation}, ${job.person}, ${at})`,
  )
  return id
}

/**
 * Puts work that comes up again and again in the queue, unless it is there or its time has not come: one row however many
 * processes think of it at once.
 */
export const queueAgain = (tx: Tx, job: { enterprise: Uuid; id: Uuid; kind: string }, everyMs: number, at: Moment) =>
  run(
    tx,
    sql`
    insert into job (enterprise_id, id, kind, input, state, progress, by_organisation, at)
    values (${job.enterprise}, ${job.id}, ${job.kind}, '{}', 'queued', '{}', ${job.enterprise}, ${at})
    on conflict (enterprise_id, id) do update set state = 'queued', at = excluded.at
     where job.state in ('done', 'failed') and job.at <= ${momentOf(msOf(at) - everyMs)}`,
  )

/** The oldest job of a kind that nobody holds. Runs as the carrier, over all enterprises. */
export const claimJob = <Input>(tx: Tx, kind: string, at: Moment): Promise<HeldJob<Input> | undefined> =>
  maybe<HeldJob<Input>>(
    tx,
    sql`
    update job set state = 'running', fence = fence + 1, lease_until = ${leaseEnd(at)}
     where (enterprise_id, id) in (
       select enterprise_id, id from job
        where kind = ${kind} and (state = 'queued' or (state = 'running' and lease_until < ${at}))
        order by at limit 1 for update skip locked)
    returning ${columns}, fence`,
  )

/** Tells how far a job has come and holds it on. @returns whether it is still this process's */
export const renewJob = async (tx: Tx, { enterprise, id, fence }: HeldJob, progress: object, at: Moment) =>
  (await run(
    tx,
    sql`
    update job set progress = ${JSON.stringify(progress)}, lease_until = ${leaseEnd(at)}
     where enterprise_id = ${enterprise} and id = ${id} and fence = ${fence} and state = 'running'`,
  )) === 1

/** Ends a job. One that was lost to another holder stays that holder's. */
export const endJob = async (tx: Tx, { enterprise, id, fence }: HeldJob, state: 'done' | 'failed', result: object) =>
  void (await run(
    tx,
    sql`
    update job set state = ${state}, result = ${JSON.stringify(result)}, lease_until = null
     where enterprise_id = ${enterprise} and id = ${id} and fence = ${fence} and state = 'running'`,
  ))

/** A job of an enterprise; undefined where there is none of this kind. */
export const readJob = <Input, Progress, Result>(tx: Tx, enterprise: Uuid, kind: string, id: Uuid) =>
  maybe<Job<Input, Progress, Result>>(
    tx,
    sql`select ${columns} from job where enterprise_id = ${enterprise} and id = ${id} and kind = ${kind}`,
  )

/** The latest jobs of a kind. */
export const listJobs = <Input, Progress, Result>(tx: Tx, enterprise: Uuid, kind: string, limit: number) =>
  rows<Job<Input, Progress, Result>>(
    tx,
    sql`select ${columns} from job where enterprise_id = ${enterprise} and kind = ${kind} order by at desc, id desc limit ${limit}`,
  )
