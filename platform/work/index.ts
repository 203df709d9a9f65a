/** Work that waits: tasks and notices of people (written by the filing engine), jobs of the machine. */
export { claimJob, endJob, type HeldJob, type Job, listJobs, queueAgain, queueJob, readJob, renewJob } from './jobs.ts'

export const migrations = { of: 'platform/work', folder: new URL('./migrations/', import.meta.url) }
