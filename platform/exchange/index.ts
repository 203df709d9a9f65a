export type { DeskRef } from './desk.ts'
export { type Exchange, openExchange } from './engine.ts'
export { customsFolders } from './folders/customs-folders.ts'
export { usualFolders } from './folders/settings.ts'
export { documentKey, messageId } from './ids.ts'
export { putOutbox } from './outbox.ts'
export { messagesOf, type SentMessage } from './read.ts'
export { recall, withdrawn } from './recall.ts'
export { usual } from './settings.ts'

export const migrations = { of: 'platform/exchange', folder: new URL('./migrations/', import.meta.url) }
