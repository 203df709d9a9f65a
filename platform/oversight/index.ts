/** 监管. Who administrates the platform, apart from each other, and whether it runs. */
export {
  administrators,
  hasAdministrator,
  keptApart,
  membersOf,
  noteAppointment,
  requireApart,
  setRoles,
} from './administrators.ts'
export { type DatabaseHealth, databaseHealth, type JobCount, jobCounts } from './health.ts'
export { countViolations, forgetViolations, readViolations, type Violation, type Violations } from './violations.ts'

export const migrations = { of: 'platform/oversight', folder: new URL('./migrations/', import.meta.url) }
