export { contentOf } from './advance.ts'
export { type Answer, type Request, requestOf } from './answers.ts'
export { type Catalogue, catalogueOf } from './catalogue.ts'
export { check } from './check.ts'
export { claimTask, giveBackTask, handOverTask } from './claim.ts'
export { declareConflict, endConflict, listConflicts } from './conflicts.ts'
export { type Decision, decide, enterStage, locate, type Place, withdraw } from './decide.ts'
export type { AnyFiling } from './define.ts'
export { editDraft, type Opening, openDraft } from './drafts.ts'
export { drawTasks, listDraws, repeatDraw } from './draw.ts'
export type { Encoder, Engine } from './engine.ts'
export { explain } from './explain.ts'
export { notAllowed, notFound, refusedByGate } from './problems.ts'
export {
  type FilingView,
  type Filter,
  listFilings,
  listNotices,
  look,
  readContent,
  readEffort,
  readHistory,
  readJudgement,
  readView,
} from './read.ts'
export { listRegister } from './read-register.ts'
export { receive } from './receive.ts'
export { columnsOf, registerColumns } from './registers.ts'
export { closeSilences } from './silence.ts'
export { file, submit } from './submit.ts'
export { countTasks, deskScope, listTasks, type TaskRange, taskRanges } from './tasks.ts'
export { colleaguesOf } from './workers.ts'

export const migrations = { of: 'platform/filing', folder: new URL('./migrations/', import.meta.url) }
