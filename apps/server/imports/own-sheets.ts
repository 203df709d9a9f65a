/** 自有表格. What is known of a firm's own workbook before it is read: its layout, what was said of it, what it means. */
import { defineProblem } from '@jiamao/kernel/problem'
import type { Moment } from '@jiamao/kernel/time'
import { leafOf, record } from '@jiamao/platform/audit'
import {
  type CodeNames,
  faultsOfMapping,
  fingerprintsOf,
  type Grid,
  guess,
  isForeign,
  keepMappings,
  keepWords,
  keptOf,
  type Mapping,
  type Outline,
  type OwnWord,
  outlineOf,
  readMappings,
  readWords,
  rememberedFor,
  type SheetGuess,
  tablesOf,
} from '@jiamao/platform/files'
import type { AnyFiling, Engine } from '@jiamao/platform/filing'
import { ownerOf, type Subject } from '@jiamao/platform/identity'
import type { Tx } from '@jiamao/platform/store'
import { codeNamesOf } from './code-names.ts'

/** A firm's own workbook: its first rows, what they seem to be, and how it is read. */
export interface OwnSheets {
  readonly outline: Outline
  readonly guessed: readonly SheetGuess[]
  /** As it was confirmed, now or before; absent where a person has still to say. */
  readonly mapping?: Mapping
  /** Since when it is remembered; absent where it was confirmed for this workbook. */
  readonly remembered?: Moment
}

const scopeOf = (subject: Subject) => ({
  enterprise: ownerOf(subject),
  organisation: subject.organisation,
  stance: 'owner' as const,
})

/** Codes by their names, on the day and by what the firm has explained. */
export async function namesFor(engine: Engine, subject: Subject): Promise<CodeNames> {
  const own = await engine.store.tx(scopeOf(subject), (tx) => readWords(tx, ownerOf(subject)))
  return codeNamesOf(engine.policies.inForce(engine.clock.today(), engine.clock.machine()), own)
}

/**
 * Looks at the first rows of a workbook. Undefined where it lies in our own layout.
 *
 * @param said a mapping that was confirmed for it; without it, what is remembered of such a layout is taken
 * @param again whether a person wants to say it anew
 */
export async function ownSheets(
  engine: Engine,
  subject: Subject,
  { id, content, sheets = [] }: AnyFiling,
  grid: Grid,
  names: CodeNames,
  { said, again }: { readonly said?: Mapping; readonly again?: boolean },
): Promise<OwnSheets | undefined> {
  const parts = tablesOf(content, sheets)
  const outline = await outlineOf(grid)
  const guessed = guess(outline, parts, names)
  if (said) return { outline, guessed, mapping: said }
  const prints = [...new Set(fingerprintsOf(outline, parts).values())]
  const kept = await engine.store.tx(scopeOf(subject), (tx) => readMappings(tx, ownerOf(subject), id, prints))
  const known = rememberedFor(outline, kept, parts)
  const remembered = kept
    .map(({ at }) => at)
    .sort()
    .at(-1)
  if (known && again) return { outline, guessed: asGuessed(known, guessed) }
  if (known && remembered) return { outline, guessed, mapping: known, remembered }
  return again || isForeign(outline, parts, guessed) ? { outline, guessed } : undefined
}

/** What is remembered, as the proposal that a person may change. */
const asGuessed = (mapping: Mapping, guessed: readonly SheetGuess[]): SheetGuess[] =>
  mapping.map((sheet) => ({
    ...(guessed.find((one) => one.sheet === sheet.sheet) ?? { confidence: 100 }),
    ...sheet,
    confidence: 100,
    columns: sheet.columns.map((column) => ({ ...column, confidence: 100 })),
  }))

const notMapped = defineProblem({
  code: 'MAPPING_FAULTS',
  status: 422,
  zh: { title: '列的对应有 {count} 处问题', detail: '改好后再确认。', remedy: '按列出的逐项修改。' },
  en: { title: 'The mapping has faults: {count}', detail: 'Mend them, then confirm again.', remedy: 'See the list.' },
})

/** Remembers a mapping that a person confirmed. @throws MAPPING_FAULTS with all that is wrong */
export async function confirmMapping(
  engine: Engine,
  tx: Tx,
  subject: Subject,
  { id, content, sheets = [] }: AnyFiling,
  outline: Outline,
  mapping: Mapping,
): Promise<void> {
  const parts = tablesOf(content, sheets)
  const errors = faultsOfMapping(mapping, outline, parts)
  if (errors.length > 0) throw notMapped({ count: errors.length }, { errors })
  const kept = keptOf(mapping, outline, parts)
  await keepMappings(tx, saidBy(engine, subject), id, kept)
  await note(engine, tx, subject, 'import.mapping', { type: id, sheets: kept.map(({ part }) => part ?? '') })
}

const notACode = defineProblem({
  code: 'WORD_CODE',
  status: 422,
  zh: { title: '代码不存在', detail: '“{word}”选的代码 {code} 不在代码表 {list} 中。', remedy: '从列表中选择。' },
  en: {
    title: 'No such code',
    detail: 'Code {code}, given for "{word}", is not in list {list}.',
    remedy: 'Choose one of the list.',
  },
})

/** Remembers what words mean. @throws WORD_CODE */
export async function explainWords(engine: Engine, tx: Tx, subject: Subject, words: readonly OwnWord[]): Promise<void> {
  const { lists } = engine.policies.inForce(engine.clock.today(), engine.clock.machine())
  const wrong = words.find(({ list, code }) => !lists.has(list, code))
  if (wrong) throw notACode({ ...wrong })
  await keepWords(tx, saidBy(engine, subject), words)
  await note(engine, tx, subject, 'import.words', {
    words: words.map(({ list, word, code }) => `${list} ${word} ${code}`),
  })
}

const saidBy = (engine: Engine, subject: Subject) => ({
  enterprise: ownerOf(subject),
  person: subject.person,
  at: engine.clock.machine(),
})

/** What was said of a firm's own sheets, in the log. */
export const note = (
  engine: Engine,
  tx: Tx,
  subject: Subject,
  act: string,
  detail: Record<string, string | string[]>,
) =>
  record(
    tx,
    leafOf(
      {
        enterprise: ownerOf(subject),
        organisation: subject.organisation,
        actor: subject.person,
        act,
        subject: null,
        purpose: null,
        detail,
      },
      engine.clock,
    ),
  )
