import { Button } from 'antd'
import { useEffect, useMemo, useRef } from 'react'
import { type Described, type FilingType, useSession, useType } from '../api/queries.ts'
import type { FilingDetail, Finding } from '../api/types.ts'
import type { BigGridHandle } from '../grid/big-grid.tsx'
import { Lines } from '../grid/lines.tsx'
import { editorWords } from '../words/editor.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { placeOf } from './changes.ts'
import { EditCell } from './edit-cell.tsx'
import { fieldsOf } from './fields.ts'
import { keysOf } from './meeting.ts'
import { MeetingCard } from './meeting-card.tsx'
import { useNextFinding } from './next-finding.ts'
import { isWriting, useDraft, type useKeptDraft } from './use-draft.ts'
import { type Path, pointerOf, valueAt, type Wire, withValue } from './wire.ts'

interface Editing {
  readonly wire: Wire
  readonly marks: ReadonlyMap<string, Finding>
  readonly type: string
  /** The page's grids, by part: F8 goes into them. */
  readonly grids: Map<string, BigGridHandle>
  set(path: Path, value: unknown): void
}

/** 申报表单, derived wholly from the definition: fields of groups, and lists as sheets that take a paste out of Excel. */
export function DraftEditor(props: DraftProps) {
  const type = useType(props.filing.type)
  return type ? <Editor {...props} type={type} /> : null
}

interface DraftProps {
  readonly filing: FilingDetail
  readonly findings: readonly Finding[]
  readonly kept: NonNullable<ReturnType<typeof useKeptDraft>>
}

function Editor({ filing, findings, kept, type }: DraftProps & { readonly type: FilingType }) {
  const words = useWords(editorWords)
  const { content } = type
  const marks = useMemo(() => new Map(findings.toReversed().map((finding) => [finding.pointer, finding])), [findings])
  const grids = useRef(new Map<string, BigGridHandle>()).current
  const goTo = (pointer: string) => {
    const grid = grids.get(pointer.split('/')[1] ?? '')
    if (grid) grid.goTo(pointer)
    else document.getElementById(pointer)?.focus()
  }
  const draft = useDraft(filing, kept, keysOf(content), (change) => goTo(placeOf(change)))
  useNextFinding({ content, wire: draft.wire, marks }, goTo)
  useUndoKeys(draft)
  const editing: Editing = {
    wire: draft.wire,
    marks,
    type: filing.type,
    grids,
    set: (path, value) => draft.change(withValue(draft.wire, path, value) as Wire),
  }
  return (
    <>
      <div className="editor-line">
        <p className="quiet" role="status" aria-live="polite">
          {words[draft.state]} · {words.nextFinding}
          {draft.wasRestored ? ` · ${words.restored}` : ''}
        </p>
        <Button size="small" title="Ctrl Z" disabled={!draft.undo} onClick={draft.undo}>
          {words.undo}
        </Button>
        <Button size="small" title="Ctrl Y" disabled={!draft.redo} onClick={draft.redo}>
          {words.redo}
        </Button>
      </div>
      {draft.meeting ? <MeetingCard content={content} meeting={draft.meeting} onChoose={draft.choose} /> : null}
      {Object.entries(content.members ?? {}).map(([name, part]) =>
        part.line ? (
          <Sheet key={name} name={name} described={part} editing={editing} />
        ) : (
          <Fields key={name} name={name} described={part} editing={editing} />
        ),
      )}
    </>
  )
}

/** Ctrl Z and Ctrl Y through what was done to the draft; while one writes in a field, they are the field's own. */
function useUndoKeys({
  undo,
  redo,
}: {
  readonly undo: (() => void) | undefined
  readonly redo: (() => void) | undefined
}) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, shiftKey, isComposing } = event
      if (isComposing || !(ctrlKey || metaKey)) return
      const act = key.toLowerCase() === 'y' || (key === 'Z' && shiftKey) ? redo : key === 'z' ? undo : undefined
      if (!act || isWriting(document.activeElement)) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [undo, redo])
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

function Sheet({ name, described, editing }: PartProps) {
  const language = useLanguage()
  const person = useSession().data?.person ?? ''
  return (
    <section className="card">
      <header>
        <h2>{described[language]}</h2>
      </header>
      <Lines
        ref={(handle) => {
          if (handle) editing.grids.set(name, handle)
          else editing.grids.delete(name)
        }}
        name={name}
        list={described}
        rows={(editing.wire[name] ?? noLines) as readonly Wire[]}
        marks={editing.marks}
        memory={`columns ${person} ${editing.type} ${name}`}
        onChange={(rows) => editing.set([name], rows)}
      />
    </section>
  )
}

const noLines: readonly Wire[] = []
