import { Button } from 'antd'
import { type FormEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { DataGridHandle } from 'react-data-grid'
import type { Field } from '../pages/fields.ts'
import { filled } from '../words/desk.ts'
import { conditionWords, gridWords } from '../words/grid.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { choicesOf } from './cell-text.ts'
import { keyOf, labelOf } from './columns.tsx'
import { type Condition, conditions, type View } from './view.ts'

interface Given {
  readonly handle: RefObject<DataGridHandle | null>
  readonly field: Field
  /** The column's place in the grid. */
  readonly at: number
  readonly view: View
  onView(view: View): void
  onClose(): void
}

const width = 248
const gap = 4

/** 排序和筛选 of one column. It changes what is shown; the lines of the filing stay where they are. */
export function HeadMenu({ handle, field, at, view, onView, onClose }: Given) {
  const words = useWords(gridWords)
  const language = useLanguage()
  const menu = useRef<HTMLDivElement>(null)
  /** What had the focus before. */
  const before = useRef<HTMLElement>(null)
  const key = keyOf(field)
  const label = labelOf(field, language)
  const sort = view.sort?.key === key ? view.sort : undefined
  const close = () => menu.current?.hidePopover()
  const show = (next: View) => {
    close()
    onView(next)
  }
  const order = (isDescending: boolean) =>
    show({ ...view, sort: sort?.isDescending === isDescending ? undefined : { key, isDescending } })
  const filter = (condition: Condition | undefined) => {
    const { [key]: _, ...others } = view.filters
    show({ ...view, filters: condition ? { ...others, [key]: condition } : others })
  }
  useLayoutEffect(() => {
    const head = handle.current?.element?.querySelector(`[role=columnheader][aria-colindex="${at + 2}"]`)
    const box = head?.getBoundingClientRect()
    const element = menu.current
    if (!element) return
    before.current = document.activeElement as HTMLElement | null
    element.style.left = `${Math.max(gap, Math.min(box?.left ?? 0, innerWidth - width - gap))}px`
    element.style.top = `${box?.bottom ?? 0}px`
    element.showPopover()
    element.querySelector('button')?.focus()
    const { bottom } = element.getBoundingClientRect()
    if (bottom > innerHeight) element.style.top = `${Math.max(gap, innerHeight - element.offsetHeight - gap)}px`
  }, [handle, at])
  useEffect(() => {
    const element = menu.current
    // It closes by itself with Esc and with a click beside it; who clicked beside it is there already.
    const toggled = (event: Event) => {
      if ((event as ToggleEvent).newState !== 'closed') return
      if (element?.contains(document.activeElement)) before.current?.focus()
      onClose()
    }
    element?.addEventListener('beforetoggle', toggled)
    return () => element?.removeEventListener('beforetoggle', toggled)
  }, [onClose])
  return (
    <div
      ref={menu}
      className="grid-menu"
      popover="auto"
      role="dialog"
      aria-label={filled(words.menuOf, { column: label })}
      style={{ width }}
      // What is pressed here is not the grid's.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className="orders">
        <Button size="small" aria-pressed={sort?.isDescending === false} onClick={() => order(false)}>
          <span aria-hidden="true">↑</span> {words.ascending}
        </Button>
        <Button size="small" aria-pressed={sort?.isDescending === true} onClick={() => order(true)}>
          <span aria-hidden="true">↓</span> {words.descending}
        </Button>
      </div>
      <FilterForm key={key} field={field} condition={view.filters[key]} onFilter={filter} />
    </div>
  )
}

interface FormGiven {
  readonly field: Field
  readonly condition: Condition | undefined
  onFilter(condition: Condition | undefined): void
}

function FilterForm({ field, condition, onFilter }: FormGiven) {
  const words = useWords(gridWords)
  const says = useWords(conditionWords)
  const language = useLanguage()
  const choices = choicesOf(field.field)
  const [is, setIs] = useState(condition?.is ?? (choices ? 'equals' : 'contains'))
  const [text, setText] = useState(condition?.text ?? '')
  const wantsText = is === 'contains' || is === 'equals'
  const isReady = !wantsText || text.trim() !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) onFilter({ is, text: wantsText ? text : '' })
  }
  return (
    <form onSubmit={submit}>
      <select aria-label={words.condition} value={is} onChange={({ target }) => setIs(target.value as Condition['is'])}>
        {conditions.map((one) => (
          <option key={one} value={one}>
            {says[one]}
          </option>
        ))}
      </select>
      {is === 'equals' && choices ? (
        <select aria-label={words.wanted} value={text} onChange={({ target }) => setText(target.value)}>
          <option value="" />
          {Object.entries(choices).map(([code, name]) => (
            <option key={code} value={code}>
              {name[language]}
            </option>
          ))}
        </select>
      ) : wantsText ? (
        <input
          aria-label={words.wanted}
          value={text}
          maxLength={200}
          onChange={({ target }) => setText(target.value)}
        />
      ) : null}
      <div className="orders">
        <Button size="small" type="primary" htmlType="submit" disabled={!isReady}>
          {words.filter}
        </Button>
        <Button size="small" disabled={!condition} onClick={() => onFilter(undefined)}>
          {words.clearFilter}
        </Button>
      </div>
    </form>
  )
}
