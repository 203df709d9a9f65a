export { contentOf } from './advance.ts'
export { type Answer, type Request, requestOf } from './answers.ts'
export { type Catalogue, catalogueOf } from './catalogue.ts'
export { type Change, withChanges } from './changes.ts'
export { check } from './check.ts'
export { claimTask, giveBackTask, handOverTask } from './claim.ts'
export { declareConflict, endConflict, listConflicts } from './conflicts.ts'
export { copyFiling, dropTemplate, keepTemplate, listTemplates, openTemplate } from './copies.ts'
export { type Decision, decide, enterStage, locate, type Place, withdraw } from './decide.ts'
export type { AnyFiling, RiskyAct } from './define.ts'
export type { Due } from './desk/due.ts'
export { type Shown, shows } from './desk/matters.ts'
export { readDesk } from './desk/read-desk.ts'
export { snooze, visit, wake } from './desk/snooze.ts'
export { forgetEdits } from './draft-edits.ts'
export { editDraft, type Opening, openDraft, readDraftThen } from './drafts.ts'
export { drawTasks, listDraws, repeatDraw } from './draw.ts'
export type { Encoder, Engine } from './engine.ts'
export { explain } from './explain.ts'
export { endHalfReceived } from './half-received.ts'
export { type Changes, readChanges } from './live-changes.ts'
export { noteShown } from './looks.ts'
export { listNotices, readAllNotices, readNotice } from './notice-list.ts'
export { openFiling } from './open-filing.ts'
export { announcePaper, type Paper, paperArrived, readPaper, readPapers, removePaper } from './papers.ts'
export { notAllowed, notFound, refusedByGate } from './problems.ts'
export {
  type FilingView,
  type Filter,
  listFilings,
  look,
  readContent,
  readEffort,
  readJudgement,
  readView,
} from './read.ts'
export { readHistory } from './read-history.ts'
export { listRegister } from './read-register.ts'
export { receive } from './receive.ts'
export { columnsOf, registerColumns } from './registers.ts'
export { type PaperAsked, papersAsked } from './required-papers.ts'
export { isRisky } from './risky.ts'
export { type Found, find, findOf } from './search/find.ts'
export { enterprisesToIndex, indexChanges } from './search/index-changes.ts'
export type { Searchable } from './search/searchable.ts'
export { comparable } from './search/terms.ts'
export { listSeen, type Seen } from './seen.ts'
export { closeSilences } from './silence.ts'
export { readStanding, type Standing } from './standing.ts'
export { file, submit } from './submit.ts'
export { readTalk, type Said, say } from './talk.ts'
export { countDesk, countTasks, deskScope, listTasks, type TaskRange, taskRanges } from './tasks.ts'
export { typeOf } from './type-of.ts'
export { readDifferences, readVersions, type VersionFiled } from './versions.ts'
export { colleaguesOf } from './workers.ts'

export const migrations = { of: 'platform/filing', folder: new URL('./migrations/', import.meta.url) }
