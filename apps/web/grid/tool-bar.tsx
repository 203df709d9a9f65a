import { Button, Checkbox, Popover } from 'antd'
import type { Field } from '../pages/fields.ts'
import { gridWords } from '../words/grid.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { keyOf, labelOf } from './columns.tsx'
import { mostHits } from './find.ts'
import type { KeyActs } from './use-keys.ts'

interface FindProps {
  readonly search: string | undefined
  readonly hits: number
  readonly hit: number
  readonly onSearch: (text: string) => void
  readonly findNext: (isBack: boolean) => void
  readonly closeFind: () => void
}
interface ColumnProps {
  readonly all: readonly Field[]
  readonly hidden: readonly string[]
  readonly hide: (keys: readonly string[]) => void
}
interface Props extends FindProps, ColumnProps {
  readonly isEditable: boolean
  readonly edits: KeyActs['edits']
}

/** What the keys do, for the mouse. */
export function ToolBar({ isEditable, edits, ...others }: Props) {
  const words = useWords(gridWords)
  return (
    <div className="grid-tools" role="toolbar" aria-label={words.tools}>
      {isEditable ? (
        <>
          <Button size="small" title={words.insertHint} disabled={!edits} onClick={edits?.insert}>
            {words.insert}
          </Button>
          <Button size="small" title={words.removeHint} disabled={!edits} onClick={edits?.remove}>
            {words.remove}
          </Button>
          <Button size="small" title={words.fillHint} disabled={!edits} onClick={edits?.fill}>
            {words.fill}
          </Button>
        </>
      ) : null}
      <ColumnChoice {...others} />
      <FindBar {...others} />
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

function FindBar({ search, hits, hit, onSearch, findNext, closeFind }: FindProps) {
  const words = useWords(gridWords)
  if (search === undefined)
    return (
      <Button size="small" title={words.findHint} onClick={() => onSearch('')}>
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
        onChange={({ target }) => onSearch(target.value)}
        onKeyDown={({ key, shiftKey, nativeEvent }) => {
          if (nativeEvent.isComposing) return
          if (key === 'Enter' || key === 'F3') findNext(shiftKey)
          if (key === 'Escape') closeFind()
        }}
      />
      <span role="status">{search === '' ? '' : hits === 0 ? words.noHit : `${hit + 1}/${count}`}</span>
      <Button size="small" disabled={hits === 0} onClick={() => findNext(true)}>
        {words.previous}
      </Button>
      <Button size="small" disabled={hits === 0} onClick={() => findNext(false)}>
        {words.next}
      </Button>
      <Button size="small" onClick={closeFind}>
        {words.close}
      </Button>
    </search>
  )
}
