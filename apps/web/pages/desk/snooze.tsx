import { type FormEvent, useEffect, useRef, useState } from 'react'
import { type Matter, useSnooze } from '../../api/desk.ts'
import { Fault } from '../../parts/waiting.tsx'
import { deskWords, filled } from '../../words/desk.ts'
import { useWords } from '../../words/words.ts'

const shift = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
// What has no limit is put off a fortnight at most: the server says the same.
const longest = 13

interface Given {
  readonly matters: readonly Matter[]
  readonly today: string
  onEnd(): void
}

/** 暂缓. To a day before the first limit; what is put off already can be taken up again. */
export function Snooze({ matters, today, onEnd }: Given) {
  const words = useWords(deskWords)
  const snooze = useSnooze()
  const [due] = matters.flatMap((matter) => matter.due ?? []).sort()
  const [first, last] = [shift(today, 1), shift(due ?? shift(today, longest), -1)]
  const [until, setUntil] = useState(first)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  // The row may be gone by then, with what it would call back: a fault stays here, in its form.
  const put = (to: string | null) =>
    void snooze.mutateAsync({ keys: matters.map(({ key }) => key), until: to }).then(onEnd, () => {})
  const submit = (event: FormEvent) => {
    event.preventDefault()
    put(until)
  }
  const isPossible = last >= first
  return (
    <form className="snooze" onSubmit={submit} onKeyDown={({ key }) => key === 'Escape' && onEnd()}>
      <Fault error={snooze.error} />
      {isPossible ? (
        <label>
          {words.snoozeTo}{' '}
          <input
            ref={input}
            type="date"
            value={until}
            min={first}
            max={last}
            required
            onChange={({ target }) => setUntil(target.value)}
          />
        </label>
      ) : (
        <span>{matters.length > 1 ? words.noSnoozeOfAll : words.noSnooze}</span>
      )}
      {isPossible ? (
        <button type="submit" className="button primary small" disabled={snooze.isPending}>
          {matters.length > 1 ? filled(words.putOffAll, { n: matters.length }) : words.snooze}
        </button>
      ) : null}
      {matters.some(({ snoozedUntil }) => snoozedUntil) ? (
        <button type="button" className="button small" onClick={() => put(null)}>
          {words.takeUp}
        </button>
      ) : null}
      <button type="button" className="button small" onClick={onEnd}>
        {words.cancel}
      </button>
    </form>
  )
}
