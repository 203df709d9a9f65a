import type { ProblemMaker } from '@jiamao/kernel/problem'
import { quoted, type Values } from '@jiamao/kernel/words'
import { type Cell, columnName } from '../grid/cell.ts'
import type { Findings, Weight } from './findings.ts'
import type { CodeNames, SheetField, SheetPart } from './layout.ts'
import * as remarks from './remarks.ts'
import type { UnknownWords } from './unknown-words.ts'
import { trimmed, type ValueReader, valueReader, type Wanted } from './values.ts'

/** What every sheet of one import is read with. */
export interface Reading {
  readonly findings: Findings
  readonly names: CodeNames
  /** Words that no code list knows. */
  readonly words: UnknownWords
}

/** Reads the cells of one field, and remembers what it made of them. */
export interface FieldReader {
  readonly field: SheetField
  /** Column, or column of the value beside a label, from 0. */
  readonly column: number
  /** Puts the cell's value into a head, or into the line of that index. */
  take(cell: Cell, body: Record<string, unknown>, line?: number): void
  /** Says what was written alike. */
  finish(): void
}

// Excel keeps 15 digits of a number.
const tooManyDigits = /^-?\d{16}/

/** @param sheet name of the sheet, for findings */
export function fieldReader(
  field: SheetField,
  column: number,
  part: SheetPart,
  sheet: string,
  { findings, names, words }: Reading,
): FieldReader {
  const read: ValueReader = valueReader(field, names)
  const changed = { count: 0, cell: '', from: '', to: '' }

  function take(cell: Cell, body: Record<string, unknown>, line?: number): void {
    const { text, kind } = cell
    if (kind === 'error' || trimmed(text) === '') {
      tell('fault', kind === 'error' ? remarks.cellError : remarks.cellUncomputed, cell, line)
      return
    }
    if (cell.formula) tell('confirm', remarks.cellFormula, cell, line)
    if (kind === 'number' && tooManyDigits.test(text)) tell('fault', remarks.cellDigitsLost, cell, line)
    const { value, not } = read(text)
    put(body, field.path, value)
    if (not && field.meta.list) words.add(field.meta.list, String(value), { sheet, cell: cell.address })
    if (not) tell('fault', remarks.cellNotUnderstood, cell, line, valuesOf(not))
    else if (String(value) !== text && isAlike(field)) note(cell, String(value))
  }

  function tell(weight: Weight, remark: ProblemMaker, cell: Cell, line?: number, more: Values = {}) {
    const pointer = `/${part.part}${line === undefined ? '' : `/${line}`}${field.pointer}`
    const values = { cell: cell.address, text: quoted(cell.text), ...more }
    findings.add(weight, remark, { pointer, sheet, cell: cell.address }, values)
  }

  function note(cell: Cell, to: string) {
    if (changed.count === 0) {
      Object.assign(changed, { cell: cell.address, from: quoted(cell.text), to: quoted(to) })
    }
    changed.count += 1
  }

  function finish() {
    if (changed.count === 0) return
    const values = { ...changed, column: columnName(column), title: part.titleOf(field) }
    findings.add('notice', remarks.cellsNormalised, { sheet, cell: changed.cell }, values)
  }
  return { field, column, take, finish }
}

const valuesOf = ({ wanted, example }: Wanted) => ({
  wanted: wanted.zh,
  wantedEn: wanted.en,
  example: example.zh,
  exampleEn: example.en,
})

/** Names that become codes are no change of writing: that is how sheets show them. */
const isAlike = ({ meta }: SheetField) => !['code', 'choice', 'flag'].includes(meta.kind)

/** Sets a value deep in a body; groups on the way are made. */
function put(body: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let group = body
  for (let i = 0; i < path.length - 1; i++) {
    group[path[i]] ??= {}
    group = group[path[i]] as Record<string, unknown>
  }
  group[path[path.length - 1]] = value
}

/** An empty line or head, with the groups that must be there. */
export function emptyBody(groups: readonly (readonly string[])[]): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const path of groups) put(body, path, {})
  return body
}

/** Whether a cell holds something to be read: blanks are nothing, a formula is something even without a result. */
export const holds = (cell: Cell): boolean => cell.formula || trimmed(cell.text) !== ''
