import type { Uuid } from '@jiamao/kernel/ids'
import { Problem, type ProblemItem } from '@jiamao/kernel/problem'
import { importBook, type Mapping, type Progress, readInWorker, type UnknownWord } from '@jiamao/platform/files'
import { type Answer, check, type Engine, editDraft, openDraft, type Request, requestOf } from '@jiamao/platform/filing'
import type { Subject } from '@jiamao/platform/identity'
import type { HeldJob } from '@jiamao/platform/work'
import { findingsOf, type ImportFinding } from './findings.ts'
import { namesFor, type OwnSheets, ownSheets } from './own-sheets.ts'
import type { Uploads } from './uploads.ts'

/** The kind of job that makes a draft of a workbook. */
export const importKind = 'import'

/** What an import was asked: a workbook that is kept, and by whom; roles as they were when it was asked. */
export interface ImportInput {
  readonly type: string
  readonly hash: string
  readonly name: string
  readonly subject: Subject
  /** The draft that the workbook is dropped on, as it was seen: its parts are replaced by those of the workbook. */
  readonly into?: { readonly filing: Uuid; readonly revision: number }
  /** How the firm's own sheets are read, as a person just confirmed it. */
  readonly mapping?: Mapping
  /** A person wants to say anew which column is what. */
  readonly again?: boolean
  /** What the unknown words mean was asked already: those without an answer become findings. */
  readonly wordsAsked?: boolean
}

/** How far an import has come. */
export interface ImportProgress extends Partial<Progress> {
  readonly stage?: 'reading' | 'checking'
}

/** What came of it: the draft with its lines by part and what was found, a question to the person, or why there is none. */
export type ImportResult =
  | { readonly asks: 'columns'; readonly own: OwnSheets }
  | { readonly asks: 'words'; readonly own: OwnSheets; readonly words: readonly UnknownWord[] }
  | {
      readonly own?: OwnSheets
      readonly filing: Uuid
      readonly revision: number
      readonly lines: Readonly<Record<string, number>>
      readonly findings: readonly ImportFinding[]
    }
  | { readonly refused: readonly ProblemItem[] }

/**
 * Reads a kept workbook into a draft with all its lines and judges it: a new one, or the one that it was dropped on. It is
 * written under the job's id: however often the job is taken up again, it is written once.
 *
 * @param tell called with progress; false once another process holds the job
 */
export async function importWorkbook(
  engine: Engine,
  uploads: Uploads,
  { id, enterprise, input }: HeldJob<ImportInput>,
  tell: (progress: ImportProgress) => void,
): Promise<ImportResult> {
  const definition = engine.catalogue.filing(input.type)
  if (!definition?.sheets) throw new Error(`${input.type} has no workbook layout`)
  try {
    const path = uploads.pathOf(enterprise, input.hash)
    const names = await namesFor(engine, input.subject)
    // A sheet is read once from its top: a first opening looks at the first rows, the second reads all.
    const head = await readInWorker(path)
    const asked = { ...(input.mapping ? { said: input.mapping } : {}), ...(input.again ? { again: true } : {}) }
    const own = await ownSheets(engine, input.subject, definition, head, names, asked).finally(() => head.close())
    if (own && !own.mapping) return { asks: 'columns', own }
    const grid = await readInWorker(path, (progress) => tell({ stage: 'reading', ...progress }))
    const imported = await importBook(definition.content, definition.sheets, grid, names, own?.mapping).finally(() =>
      grid.close(),
    )
    if (own && imported.words.length > 0 && !input.wordsAsked) return { asks: 'words', own, words: imported.words }
    tell({ stage: 'checking' })
    const { wire } = imported
    const opened = await write(engine, input, wire, requestOf(`import ${id}`, input.hash))
    const filing = opened.body as { id: Uuid; revision: number }
    const { judgement } = await check(engine, input.subject, filing.id)
    const lines = Object.entries(wire).map(([part, body]) => [part, Array.isArray(body) ? body.length : 1])
    return {
      ...(own ? { own } : {}),
      filing: filing.id,
      revision: filing.revision,
      lines: Object.fromEntries(lines),
      findings: findingsOf(imported, judgement.findings),
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { refused: error.place.errors ?? [error.item()] }
  }
}

/** Opens a draft with a content, or puts it into the one that is there. @throws FILING_CHANGED where that one moved meanwhile */
function write(
  engine: Engine,
  { type, subject, into }: ImportInput,
  wire: Record<string, unknown>,
  request: Request,
): Promise<Answer> {
  return into
    ? editDraft(engine, subject, into.filing, into.revision, (before) => ({ ...before, ...wire }), request)
    : openDraft(engine, subject, { type, wire, origin: 'imported' }, request)
}
