import { Button, Input } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { type FilteredPage, type SavedFilter, useKeepFilters, useSavedFilters } from '../api/saved-filters.ts'
import '../theme/comforts.css'
import { filterWords } from '../words/saved-filters.ts'
import { useWords } from '../words/words.ts'
import { Confirm } from './confirm.tsx'
import { useKeySwitch, usePageKeys } from './keys.ts'
import { Fault } from './waiting.tsx'

/**
 * 保存的筛选, above a list whose filters lie in the address: one's own by name, the one that is in force pressed; F goes
 * there, the arrows go along. The page opens with the default, unless its address says something.
 */
export function SavedFilters({ page }: { readonly page: FilteredPage }) {
  const words = useWords(filterWords)
  const [search, setSearch] = useSearchParams()
  const saved = useSavedFilters(page).data
  const keep = useKeepFilters(page)
  const [form, setForm] = useState<'save' | 'manage'>()
  const bar = useRef<HTMLDivElement>(null)
  const [areKeysOn] = useKeySwitch()
  usePageKeys(areKeysOn ? { f: () => bar.current?.querySelector('button')?.focus() } : none)
  useDefault(saved, search.toString(), (query) => setSearch(query, { replace: true }))
  const now = sorted(search.toString())
  const items = saved ?? []
  const isKnown = now === '' || items.some(({ query }) => sorted(query) === now)
  if (items.length === 0 && isKnown) return null
  return (
    <div ref={bar} className="saved-filters" role="toolbar" aria-label={words.saved} title={words.key} onKeyDown={go}>
      {items.length > 0 ? (
        <Button size="small" type="text" aria-pressed={now === ''} onClick={() => setSearch('')}>
          {words.all}
        </Button>
      ) : null}
      {items.map(({ name, query, isDefault }) => (
        <Button
          key={name}
          size="small"
          type="text"
          aria-pressed={sorted(query) === now}
          onClick={() => setSearch(query)}
        >
          {name}
          {isDefault ? <span className="quiet"> · {words.isDefault}</span> : null}
        </Button>
      ))}
      {isKnown ? null : (
        <Button size="small" onClick={() => setForm('save')}>
          {words.save}
        </Button>
      )}
      {items.length > 0 ? (
        <Button size="small" type="text" onClick={() => setForm('manage')}>
          {words.manage}
        </Button>
      ) : null}
      {form === 'save' ? <Save query={now} keep={keep} onEnd={() => setForm(undefined)} /> : null}
      {form === 'manage' ? <Manage items={items} keep={keep} onEnd={() => setForm(undefined)} /> : null}
    </div>
  )
}

const none = {}

/** The same filters in another order are the same. */
function sorted(query: string): string {
  const params = new URLSearchParams(query)
  params.sort()
  return params.toString()
}

/** Once, when the page opens: who then asks for all gets all. */
function useDefault(saved: readonly SavedFilter[] | undefined, now: string, open: (query: string) => void) {
  const isOver = useRef(now !== '')
  useEffect(() => {
    if (isOver.current || !saved) return
    isOver.current = true
    const found = saved.find(({ isDefault }) => isDefault)
    if (found && now === '') open(found.query)
  }, [saved, now, open])
}

/** Left and right along the bar. */
function go(event: KeyboardEvent<HTMLDivElement>) {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
  if (by === undefined || (event.target as HTMLElement).closest('dialog')) return
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>(':scope > button')]
  buttons.at((buttons.indexOf(event.target as HTMLElement) + by) % buttons.length)?.focus()
  event.preventDefault()
}

interface Given {
  readonly keep: ReturnType<typeof useKeepFilters>
  onEnd(): void
}

function Save({ query, keep, onEnd }: Given & { readonly query: string }) {
  const words = useWords(filterWords)
  const [name, setName] = useState('')
  const called = name.trim()
  const withIt = (held: readonly SavedFilter[]) => [
    ...held.filter((one) => one.name !== called),
    { name: called, query, isDefault: held.some((one) => one.name === called && one.isDefault) },
  ]
  return (
    <Confirm
      title={words.saveTitle}
      act={words.keep}
      isBusy={keep.isPending}
      isReady={called !== ''}
      onAct={() => keep.mutate(withIt, { onSuccess: onEnd })}
      onClose={onEnd}
    >
      <Fault error={keep.error} />
      <p>{words.saveWhy}</p>
      <label htmlFor="filter-name">{words.name}</label>
      <Input id="filter-name" maxLength={60} value={name} onChange={({ target }) => setName(target.value)} />
    </Confirm>
  )
}

function Manage({ items, keep, onEnd }: Given & { readonly items: readonly SavedFilter[] }) {
  const words = useWords(filterWords)
  // A name that is being changed stands beside the filter whose it was.
  const [rows, setRows] = useState(items.map((item) => ({ ...item, was: item.name })))
  const change = (was: string, more: Partial<SavedFilter>) =>
    setRows(rows.map((row) => (row.was === was ? { ...row, ...more } : row)))
  const choose = (chosen: string | undefined) => setRows(rows.map((row) => ({ ...row, isDefault: row.was === chosen })))
  const isReady =
    rows.every(({ name }) => name.trim() !== '') && new Set(rows.map(({ name }) => name.trim())).size === rows.length
  const act = () =>
    keep.mutate(
      (held) => [
        ...rows.map(({ was: _, ...row }) => ({ ...row, name: row.name.trim() })),
        // What another tab saved meanwhile stays.
        ...held.filter(({ name }) => !items.some((item) => item.name === name)),
      ],
      { onSuccess: onEnd },
    )
  return (
    <Confirm
      title={words.manageTitle}
      act={words.keep}
      isBusy={keep.isPending}
      isReady={isReady}
      onAct={act}
      onClose={onEnd}
    >
      <Fault error={keep.error} />
      <fieldset className="managed">
        <legend>{words.opensWith}</legend>
        <label>
          <input
            type="radio"
            name="default-filter"
            checked={rows.every(({ isDefault }) => !isDefault)}
            onChange={() => choose(undefined)}
          />{' '}
          {words.none}
        </label>
        {rows.map(({ was, name, isDefault }) => (
          <div key={was} className="asked">
            <input
              type="radio"
              name="default-filter"
              aria-label={`${words.opensWith} ${was}`}
              checked={isDefault}
              onChange={() => choose(was)}
            />
            <Input
              aria-label={`${words.rename} ${was}`}
              maxLength={60}
              value={name}
              onChange={({ target }) => change(was, { name: target.value })}
            />
            <Button aria-label={`${words.drop} ${was}`} onClick={() => setRows(rows.filter((row) => row.was !== was))}>
              {words.drop}
            </Button>
          </div>
        ))}
      </fieldset>
    </Confirm>
  )
}
