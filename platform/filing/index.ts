export { contentOf } from './advance.ts'
export { type Answer, type Request, requestOf } from './answers.ts'
export { type AnyFiling, type Catalogue, catalogueOf } from './catalogue.ts'
export { type Decision, decide, enterStage, locate, type Place, withdraw } from './decide.ts'
export { editDraft, type Opening, openDraft } from './drafts.ts'
export type { Encoder, Engine } from './engine.ts'
export { file, submit } from './submit.ts'

export const migrations = { of: 'platform/filing', folder: new URL('./migrations/', import.meta.url) }
