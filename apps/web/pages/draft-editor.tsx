import { Alert, Button } from 'antd'
import { type ClipboardEvent, useEffect, useState } from 'react'
import { type Described, useType } from '../api/queries.ts'
import type { FilingDetail, Finding } from '../api/types.ts'
import { editorWords } from '../words/editor.ts'
import { pageWords } from '../words/pages.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { EditCell } from './edit-cell.tsx'
import { type Field, fieldsOf, isFigure } from './fields.ts'
import { readPaste } from './paste.ts'
import { useDraft } from './use-draft.ts'
import { type Path, pointerOf, valueAt, type Wire, withValue } from './wire.ts'

interface Editing {
  readonly wire: Wire
  readonly marks: ReadonlyMap<string, Finding>
  set(path: Path, value: unknown): void
}

/** 申报表单, derived wholly from the definition: fields of groups, and lists as sheets that take a paste out of Excel. */
export function DraftEditor({
  filing,
  findings,
}: {
  readonly filing: FilingDetail
  readonly findings: readonly Finding[]
}) {
  const words = useWords(editorWords)
  const type = useType(filing.type)
  const draft = useDraft(filing)
  const marks = new Map(findings.toReversed().map((finding) => [finding.pointer, finding]))
  useNextFinding()
  useLeaving()
  if (!type) return null
  const editing: Editing = {
    wire: draft.wire,
    marks,
    set: (path, value) => draft.change(withValue(draft.wire, path, value) as Wire),
  }
  return (
    <>
      <p className="quiet" role="status" aria-live="polite" style={{ margin: 0 }}>
        {draft.state === 'conflict' ? '' : words[draft.state]} · {words.nextFinding}
        {draft.wasRestored ? ` · ${words.restored}` : ''}
      </p>
      {draft.state === 'conflict' ? (
        <Alert
          type="warning"
          title={words.conflict}
          action={
            <>
              <Button onClick={draft.keepMine}>{words.useMine}</Button>{' '}
              <Button onClick={draft.takeTheirs}>{words.useTheirs}</Button>
            </>
          }
        />
      ) : null}
      {Object.entries(type.content.members ?? {}).map(([name, part]) =>
        part.line ? (
          <Sheet key={name} name={name} described={part} line={part.line} editing={editing} />
        ) : (
          <Fields key={name} name={name} described={part} editing={editing} />
        ),
      )}
    </>
  )
}

/** A page that goes away leaves its cell first: what was typed in it is kept. */
function useLeaving() {
  useEffect(() => {
    const leave = () => (document.activeElement as HTMLElement | null)?.blur()
    addEventListener('pagehide', leave)
    return () => removeEventListener('pagehide', leave)
  }, [])
}

/** F8 goes to the next marked cell of the page. */
function useNextFinding() {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'F8') return
      event.preventDefault()
      const marked = [...document.querySelectorAll<HTMLElement>('[aria-invalid=true]')]
      const now = marked.indexOf(document.activeElement as HTMLElement)
      marked[(now + 1) % marked.length]?.focus()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

function Fields({ name, described, editing }: PartProps) {
  const language = useLanguage()
  return (
    <section className="card">
      <header>
        <h2>{described[language]}</h2>
      </header>
      <div className="pairs">
        {fieldsOf(described).map(({ path, field, of }) => {
          const place = [name, ...path]
          const id = pointerOf(place)
          return (
            <div key={id}>
              <label htmlFor={id}>
                {of ? `${of[language]} · ` : ''}
                {field[language]}
              </label>
              <EditCell id={id} field={field} {...cellOf(editing, place)} />
            </div>
          )
        })}
      </div>
    </section>
  )
}

interface PartProps {
  readonly name: string
  readonly described: Described
  readonly editing: Editing
}

const cellOf = ({ wire, marks, set }: Editing, path: Path) => ({
  value: valueAt(wire, path),
  finding: marks.get(pointerOf(path)),
  onChange: (value: unknown) => set(path, value),
})

const step = 50

function Sheet({ name, described, line, editing }: PartProps & { readonly line: Described }) {
  const words = useWords({ ...editorWords, ...pageWords })
  const language = useLanguage()
  const [shown, setShown] = useState(step)
  const [said, setSaid] = useState('')
  const rows = (editing.wire[name] ?? []) as readonly Wire[]
  const fields = fieldsOf(line)
  const paste = (event: ClipboardEvent, row: number, column: number) => {
    const text = event.clipboardData.getData('text/plain')
    if (!/[\t\n]/.test(text.trimEnd())) return
    event.preventDefault()
    const { rows: block, cleaned } = readPaste(text, (at) => isFigure(fields[column + at]?.field))
    editing.set([name], pastedInto(rows, fields, block, row, column))
    setSaid(`${words.pasted} ${block.length} ${words.rows}，${words.cleaned} ${cleaned} ${words.cells}`)
  }
  return (
    <section className="card">
      <header>
        <h2>{described[language]}</h2>
        <span className="note">
          {rows.length} {said ? `· ${said}` : ''}
        </span>
      </header>
      <div className="scroll" style={{ maxHeight: 460 }}>
        <table className="table sheet">
          <thead>
            <tr>
              {fields.map(({ path, field }) => (
                <th key={path.join('.')} scope="col">
                  {field[language]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((_, row) => (
              <tr key={`${name} ${row.toString()}`}>
                {fields.map(({ path, field }, column) => {
                  const place = [name, row, ...path]
                  return (
                    <td key={path.join('.')} onPaste={(event) => paste(event, row, column)}>
                      <EditCell
                        id={pointerOf(place)}
                        label={`${field[language]} ${row + 1}`}
                        field={field}
                        {...cellOf(editing, place)}
                      />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown ? (
        <p className="empty">
          <Button onClick={() => setShown(shown + 10 * step)}>
            {words.show} {Math.min(rows.length - shown, 10 * step)} / {rows.length}
          </Button>
        </p>
      ) : null}
    </section>
  )
}

/** Rows with a block set in from a row and a column on; new rows come where there are too few. */
function pastedInto(
  rows: readonly Wire[],
  fields: readonly Field[],
  block: readonly (readonly string[])[],
  row: number,
  column: number,
): Wire[] {
  const next: Wire[] = [...rows]
  for (const [down, cells] of block.entries()) {
    const into = next[row + down] ?? {}
    next[row + down] = cells.reduce<Wire>((line, cell, right) => {
      const field = fields[column + right]
      return field ? (withValue(line, field.path, readCell(field.field, cell)) as Wire) : line
    }, into)
  }
  return next
}

/** A pasted text as the field's own kind of value; what it cannot be stays text, and the check says so. */
function readCell({ kind, choices = {} }: Described, text: string): unknown {
  if (kind === 'whole' && /^\d{1,9}$/.test(text)) return Number(text)
  const named = Object.entries(choices).find(([, words]) => words.zh === text || words.en === text)
  return named ? named[0] : text
}
