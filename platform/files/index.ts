/** Files that enterprises send and take: workbooks are received, read, imported, written and marked. */
export type { Finding, SheetPlace, Weight } from './book/findings.ts'
export { type Imported, importBook } from './book/import-book.ts'
export type { CodeNames, Layout, PartLayout } from './book/layout.ts'
export type { UnknownWord } from './book/unknown-words.ts'
export type { Cell, CellKind, Row } from './grid/cell.ts'
export { type Grid, type Progress, readGrid, type Sheet } from './grid/grid.ts'
export { readInWorker } from './grid/read-in-worker.ts'
export { limits } from './limits.ts'
export { isForeign } from './own/foreign.ts'
export { guess, type SheetGuess } from './own/guess.ts'
export {
  faultsOfMapping,
  fingerprintsOf,
  keptOf,
  type Mapping,
  mappable,
  neededOf,
  rememberedFor,
  tablesOf,
} from './own/mapping.ts'
export { gridOf, type Outline, outlineOf } from './own/outline.ts'
export { keepMappings, keepWords, type OwnWord, readMappings, readWords, type SaidBy } from './own/remember.ts'
export { type Incoming, type Kept, keepPapers, type PaperStore } from './papers/keep-papers.ts'
export { mediaOf, type PaperType } from './papers/paper-type.ts'
export { paperTooLarge, storeFull } from './papers/refusals.ts'
export { receive, type Upload } from './receive/receive.ts'
export { csv } from './write/csv.ts'
export { markedBook } from './write/marked-book.ts'
export { template } from './write/template.ts'
export { writeBook } from './write/write-book.ts'

export const migrations = { of: 'platform/files', folder: new URL('./migrations/', import.meta.url) }
