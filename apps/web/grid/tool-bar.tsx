import { Button, Checkbox, Popover } from 'antd'
import type { Field } from '../pages/fields.ts'
import { gridWords } from '../words/grid.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { keyOf, labelOf } from './columns.tsx'
import { mostHits } from './find.ts'
import type { useFind } from './use-find.ts'
import type { KeyActs } from './use-keys.ts'
import type { Viewing } from './use-view.ts'

type Find = ReturnType<typeof useFind>

interface ColumnProps {
  readonly all: readonly Field[]
  readonly hidden: readonly string[]
  readonly hide: (keys: readonly string[]) => void
}
interface Props extends ColumnProps {
  readonly find: Find
  readonly viewing: Viewing
  /** Whether anything is marked. */
  readonly hasProblems: boolean
  readonly isEditable: boolean
  readonly edits: KeyActs['edits']
}

/** What the keys do, for the mouse. */
export function ToolBar({ isEditable, edits, find, viewing, hasProblems, ...columns }: Props) {
  const words = useWords(gridWords)
  const { view } = viewing
  return (
    <div className="grid-tools" role="toolbar" aria-label={words.tools}>
      {isEditable ? (
        <>
          <Button
            size="small"
            title={viewing.isWhole ? words.insertHint : words.whileView}
            disabled={!edits?.insert}
            onClick={edits?.insert}
          >
            {words.insert}
          </Button>
          <Button size="small" title={words.removeHint} disabled={!edits} onClick={edits?.remove}>
            {words.remove}
          </Button>
          <Button size="small" title={words.fillHint} disabled={!edits} onClick={edits?.fill}>
            {words.fill}
          </Button>
          <Button size="small" title={words.fillRightHint} disabled={!edits} onClick={edits?.fillRight}>
            {words.fillRight}
          </Button>
        </>
      ) : null}
      <ColumnChoice {...columns} />
      {hasProblems || view.isProblemsOnly ? (
        <Button
          size="small"
          aria-pressed={view.isProblemsOnly}
          onClick={() => viewing.set({ ...view, isProblemsOnly: !view.isProblemsOnly })}
        >
          {words.onlyProblems}
        </Button>
      ) : null}
      <FindBar find={find} />
    </div>
  )
}

function ColumnChoice({ all, hidden, hide }: ColumnProps) {
  const words = useWords(gridWords)
  const language = useLanguage()
  const choosable = all.slice(1).map((field) => ({ value: keyOf(field), label: labelOf(field, language) }))
  const list = (
    <Checkbox.Group
      className="grid-columns"
      options={choosable}
      value={choosable.map(({ value }) => value).filter((key) => !hidden.includes(key))}
      onChange={(shown) => hide(choosable.map(({ value }) => value).filter((key) => !shown.includes(key)))}
    />
  )
  return (
    <Popover trigger="click" placement="bottomLeft" content={list}>
      <Button size="small">
        {words.chooseColumns} {all.length - hidden.length}/{all.length}
      </Button>
    </Popover>
  )
}

function FindBar({ find }: { readonly find: Find }) {
  const words = useWords(gridWords)
  const { words: search, hits, hit } = find
  if (search === undefined)
    return (
      <Button size="small" title={words.findHint} onClick={find.open}>
        {words.find}
      </Button>
    )
  const count = `${hits.toLocaleString('en-US')}${hits === mostHits ? '+' : ''}`
  return (
    <search className="grid-find">
      <input
        // biome-ignore lint/a11y/noAutofocus: whoever opens the field with Ctrl F writes into it
        autoFocus
        aria-label={words.find}
        placeholder={words.find}
        value={search}
        onChange={({ target }) => find.write(target.value)}
        onKeyDown={({ key, shiftKey, nativeEvent }) => {
          if (nativeEvent.isComposing) return
          if (key === 'Enter' || key === 'F3') find.next(shiftKey, true)
          if (key === 'Escape') find.close()
        }}
      />
      <span role="status">{search === '' ? '' : hits === 0 ? words.noHit : `${hit + 1}/${count}`}</span>
      <Button size="small" disabled={hits === 0} onClick={() => find.next(true, true)}>
        {words.previous}
      </Button>
      <Button size="small" disabled={hits === 0} onClick={() => find.next(false, true)}>
        {words.next}
      </Button>
      <Button size="small" onClick={find.close}>
        {words.close}
      </Button>
    </search>
  )
}
