import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useIsFirm } from '../api/mandates.ts'
import { useSearch } from '../api/search.ts'
import type { Session } from '../api/types.ts'
import '../theme/palette.css'
import { common } from '../words/common.ts'
import { filled } from '../words/desk.ts'
import { searchWords } from '../words/search.ts'
import { useSay, useWords } from '../words/words.ts'
import { foundOptions, type Option, placeOptions } from './options.ts'
import { placesOf } from './places.ts'

const shown = 12

/** 命令面板. The field of the bar; Ctrl K from anywhere opens it. */
export function Palette({ session }: { readonly session: Session }) {
  const words = useWords(searchWords)
  const dialog = useRef<HTMLDialogElement>(null)
  const [isOpen, setOpen] = useState(false)
  const hint = session.party === 'enterprise' ? words.hint : words.officeHint
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      setOpen(true)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
  useEffect(() => {
    if (isOpen) dialog.current?.showModal()
  }, [isOpen])
  return (
    <>
      <button type="button" className="search" aria-keyshortcuts="Control+K" onClick={() => setOpen(true)}>
        <span aria-hidden="true">⌕</span>
        <span className="hint">{hint}</span>
        <kbd>Ctrl K</kbd>
      </button>
      {isOpen ? (
        <dialog ref={dialog} className="palette" aria-label={words.search} onClose={() => setOpen(false)}>
          <Field session={session} hint={hint} onEnd={() => dialog.current?.close()} />
        </dialog>
      ) : null}
    </>
  )
}

interface Given {
  readonly session: Session
  readonly hint: string
  onEnd(): void
}

function Field({ session, hint, onEnd }: Given) {
  const words = useWords(searchWords)
  const go = useNavigate()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const options = useOptions(session, query)
  const chosen = Math.min(at, Math.max(options.length - 1, 0))
  const open = (option: Option | undefined) => {
    if (!option) return
    onEnd()
    void go(option.to)
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setAt(Math.max(0, Math.min(chosen + step, options.length - 1)))
    }
    if (event.key === 'Enter') open(options[chosen])
  }
  return (
    <>
      <input
        className="query"
        role="combobox"
        aria-expanded="true"
        aria-controls="options"
        aria-activedescendant={options.length > 0 ? `option-${chosen}` : undefined}
        aria-label={hint}
        placeholder={hint}
        value={query}
        maxLength={100}
        // biome-ignore lint/a11y/noAutofocus: the dialogue was opened to type into it
        autoFocus
        onChange={({ target }) => {
          setQuery(target.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      <Options options={options} chosen={chosen} onOpen={open} />
      {options.length === 0 ? <p className="empty">{filled(words.nothing, { q: query })}</p> : null}
      {query.trim() === '' ? <p className="foot">{words.begin}</p> : null}
    </>
  )
}

/** Pages and acts at once; what the server finds, when it has found it. */
function useOptions(session: Session, query: string): readonly Option[] {
  const words = useWords({ ...common, ...searchWords })
  const say = useSay()
  const isFirm = useIsFirm()
  const found = useSearch({ q: query, limit: shown }).data
  const places = [
    ...placesOf(session, isFirm, words),
    { to: '/search', text: words.search },
    { to: '/account', text: words.account },
    { to: '/settings', text: words.settings },
  ]

  const results = found && query.trim() !== '' ? foundOptions(found, words, say, isFirm) : []
  const all = { key: 'all', group: words.go, mark: '⌕', title: `${words.all}: ${query}`, note: '', to: '' }
  const more = results.length > 0 ? [{ ...all, to: `/search?q=${encodeURIComponent(query.trim())}` }] : []
  return [...placeOptions(query, places, words), ...results, ...more]
}

interface OptionsGiven {
  readonly options: readonly Option[]
  readonly chosen: number
  onOpen(option: Option): void
}

function Options({ options, chosen, onOpen }: OptionsGiven) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => list.current?.querySelector(`#option-${chosen}`)?.scrollIntoView({ block: 'nearest' }), [chosen])
  return (
    <div ref={list} id="options" role="listbox" aria-label="options" className="options" tabIndex={-1}>
      {options.map((option, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's, which keeps the focus
        <div
          key={option.key}
          id={`option-${at}`}
          role="option"
          aria-selected={at === chosen}
          tabIndex={-1}
          onClick={() => onOpen(option)}
        >
          <span className="kind">{option.mark}</span>
          <b>{option.title}</b>
          <span className="note">{option.note}</span>
        </div>
      ))}
    </div>
  )
}
