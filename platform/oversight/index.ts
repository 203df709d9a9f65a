/** 监管. Who administrates the platform, apart from each other, and whether it runs. */
export {
  administratorCount,
  administrators,
  changeRoles,
  keptApart,
  membersOf,
  noteAppointment,
  requireApart,
} from './administrators.ts'
export { confirmProposal, differenceOfSignUp } from './confirm.ts'
export { type DatabaseHealth, databaseHealth, type JobCount, jobCounts } from './health.ts'
export { listProposals, type Proposal, type Proposed, proposeChange, withdrawProposal } from './proposals.ts'
export { countViolations, forgetViolations, readViolations, type Violation, type Violations } from './violations.ts'

export const migrations = { of: 'platform/oversight', folder: new URL('./migrations/', import.meta.url) }
