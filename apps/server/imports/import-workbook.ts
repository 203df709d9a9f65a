import type { Uuid } from '@jiamao/kernel/ids'
import { Problem, type ProblemItem } from '@jiamao/kernel/problem'
import { importBook, type Progress, readInWorker } from '@jiamao/platform/files'
import { type Answer, check, type Engine, editDraft, openDraft, type Request, requestOf } from '@jiamao/platform/filing'
import type { Subject } from '@jiamao/platform/identity'
import type { HeldJob } from '@jiamao/platform/work'
import { codeNamesOf } from './code-names.ts'
import { findingsOf, type ImportFinding } from './findings.ts'
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
}

/** How far an import has come. */
export interface ImportProgress extends Partial<Progress> {
  readonly stage?: 'reading' | 'checking'
}

/** What came of it: the draft with its lines by part and what was found, or why there is none. */
export type ImportResult =
  | {
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
    const grid = await readInWorker(uploads.pathOf(enterprise, input.hash), (progress) =>
      tell({ stage: 'reading', ...progress }),
    )
    const names = codeNamesOf(engine.policies.inForce(engine.clock.today(), engine.clock.machine()))
    const imported = await importBook(definition.content, definition.sheets, grid, names).finally(() => grid.close())
    tell({ stage: 'checking' })
    const { wire } = imported
    const opened = await write(engine, input, wire, requestOf(`import ${id}`, input.hash))
    const filing = opened.body as { id: Uuid; revision: number }
    const { judgement } = await check(engine, input.subject, filing.id)
    const lines = Object.entries(wire).map(([part, body]) => [part, Array.isArray(body) ? body.length : 1])
    return {
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
