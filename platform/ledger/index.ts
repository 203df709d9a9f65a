export { amendBook } from './amend-book.ts'
export { closeBook, openBook } from './book.ts'
export { type Positions, positions, type RecipeRows, type Remaining, recipes, remaining } from './facts.ts'
export { ledgerProviders } from './providers.ts'
export { type BookWriteOff, movedOf, readWriteOff, termOf } from './read-write-off.ts'
export { fits } from './room.ts'
export { type LowLine, rateDays, readRunningLow } from './running-low.ts'
export { type Verified, verify } from './verify.ts'

export const migrations = { of: 'platform/ledger', folder: new URL('./migrations/', import.meta.url) }
