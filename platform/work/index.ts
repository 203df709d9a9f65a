/** Work that waits: tasks and notices of people (written by the filing engine), jobs of the machine, what a person keeps of a desk. */
export {
  type Call,
  callsOf,
  claimBatch,
  type DeliveryResult,
  forgetDeliveries,
  type HeldBatch,
  makeDigestsDue,
  type NewDelivery,
  type Outcome,
  putDeliveries,
  putTestCall,
  type SaidOutside,
  settleBatch,
} from './deliveries.ts'
export { type DeskState, noteVisit, putOff, readDeskState } from './desk-state.ts'
export { claimJob, endJob, type HeldJob, type Job, listJobs, queueAgain, queueJob, readJob, renewJob } from './jobs.ts'
export { markAllRead, markRead, type NoticeMarks, readNoticeMarks } from './notice-marks.ts'
export { noticeFor } from './tell.ts'

export const migrations = { of: 'platform/work', folder: new URL('./migrations/', import.meta.url) }
