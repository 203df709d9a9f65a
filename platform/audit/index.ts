/** 审计. What was done and what was looked at: written once, sealed, verified, searched (S9). */
export { type Act, type Leaf, leafOf, record, recordAll } from './leaf.ts'
export { type Seal, sealLog } from './seal.ts'
export { type LogLine, searchLog } from './search.ts'
export { type Fault, type Verified, verifyLog, type Witness } from './verify.ts'

export const migrations = { of: 'platform/audit', folder: new URL('./migrations/', import.meta.url) }
