import { type RefObject, useEffect, useRef, useState } from 'react'
import type { RenderEditCellProps } from 'react-data-grid'
import type { Field } from '../pages/fields.ts'
import { valueAt, type Wire } from '../pages/wire.ts'
import type { Language } from '../words/words.ts'
import { choicesOf, plainText } from './cell-text.ts'
import { withCell } from './edits.ts'
import { readCell } from './read-cell.ts'

/** How a cell was opened: what is typed into it replaces its value; F2 and a double click go on writing at its end. */
export type Opened = RefObject<'typed' | 'changed'>

interface Props {
  readonly editing: RenderEditCellProps<Wire>
  readonly field: Field
  readonly label: string
  readonly language: Language
  readonly opened: Opened
}

/** 单元格编辑. An input takes the composition of an input method from its first key on. */
export function CellEditor({ editing, field, label, language, opened }: Props) {
  const { row, onRowChange, onClose } = editing
  const value = valueAt(row, field.path)
  const put = (next: unknown) => onRowChange(withCell(row, field, next))
  const leave = () => onClose(true, false)
  const choices = choicesOf(field.field)
  return choices ? (
    <ListEditor
      label={label}
      value={value}
      choices={Object.entries(choices).map(([code, words]) => [code, words[language]])}
      put={(text) => put(readCell(field.field, text).value)}
      leave={leave}
    />
  ) : (
    <TextEditor
      label={label}
      text={plainText(field.field, value, language)}
      isReplaced={opened.current === 'typed'}
      put={(text) => put(readCell(field.field, text).value)}
      leave={leave}
    />
  )
}

function TextEditor({
  label,
  text,
  isReplaced,
  put,
  leave,
}: {
  readonly label: string
  readonly text: string
  readonly isReplaced: boolean
  readonly put: (text: string) => void
  readonly leave: () => void
}) {
  const input = useRef<HTMLInputElement>(null)
  // Uncontrolled: what stands in it is the user's; what is kept of it is a value.
  useEffect(() => {
    input.current?.focus()
    if (isReplaced) input.current?.select()
    else input.current?.setSelectionRange(text.length, text.length)
  }, [])
  return (
    <input
      ref={input}
      className="grid-editor"
      aria-label={label}
      defaultValue={text}
      onChange={({ target }) => put(target.value)}
      onBlur={leave}
    />
  )
}

function ListEditor({
  label,
  value,
  choices,
  put,
  leave,
}: {
  readonly label: string
  readonly value: unknown
  readonly choices: readonly (readonly [string, string])[]
  readonly put: (code: string) => void
  readonly leave: () => void
}) {
  const list = useRef<HTMLSelectElement>(null)
  const [chosen, choose] = useState(String(value ?? ''))
  useEffect(() => list.current?.focus(), [])
  return (
    <select
      ref={list}
      className="grid-editor"
      aria-label={label}
      value={chosen}
      onChange={({ target }) => {
        choose(target.value)
        put(target.value)
      }}
      onBlur={leave}
    >
      <option value="" />
      {choices.map(([code, words]) => (
        <option key={code} value={code}>
          {words}
        </option>
      ))}
    </select>
  )
}
