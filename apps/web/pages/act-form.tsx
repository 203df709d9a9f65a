import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useSession } from '../api/queries.ts'
import { useColleagues } from '../api/tasks.ts'
import type { Task } from '../api/types.ts'
import { Fault } from '../parts/waiting.tsx'
import { actWords, queueWords } from '../words/queue.ts'
import { useSay, useWords } from '../words/words.ts'
import { handOverTask, type TaskAct } from './task-acts.ts'

interface Done {
  /** It is done; the text says what. */
  onDone(said: string): void
  onCancel(): void
}

/** An act before it is done: what comes of it, its reason where one is due, one confirmation. Ctrl+Enter confirms, Esc leaves. */
export function ActForm({ act, task, onDone, onCancel }: Done & { readonly act: TaskAct; readonly task: Task }) {
  const words = useWords(queueWords)
  const say = useSay()
  const [text, setText] = useState('')
  const doing = useDoing(
    () => act.run(task, text.trim(), crypto.randomUUID()),
    () => onDone(`${say(act.name)} · ${say(task.title)}`),
  )
  const first = useFocus()
  return (
    <Form name={say(act.name)} effect={say(act.effect)} onSend={() => doing.mutate()} onCancel={onCancel}>
      <label htmlFor="act-reason">{act.isReasonDue ? words.reason : words.reasonMay}</label>
      <Input.TextArea
        id="act-reason"
        rows={3}
        maxLength={4000}
        value={text}
        ref={act.isReasonDue ? first : undefined}
        onChange={({ target }) => setText(target.value)}
      />
      <Fault error={doing.error} />
      <Confirm
        name={say(act.name)}
        isReady={!act.isReasonDue || text.trim() !== ''}
        isBusy={doing.isPending}
        focus={act.isReasonDue ? undefined : first}
        onCancel={onCancel}
      />
    </Form>
  )
}

/** 转交. To whom: the colleagues who do this work. */
export function HandOverForm({ task, onDone, onCancel }: Done & { readonly task: Task }) {
  const words = useWords(queueWords)
  const say = useSay()
  const me = useSession().data?.person
  const [person, setPerson] = useState('')
  const doing = useDoing(
    () => handOverTask(task, person),
    () => onDone(`${words.handOver} · ${say(task.title)}`),
  )
  return (
    <Form name={words.handOver} effect={say(actWords.handOverEffect)} onSend={() => doing.mutate()} onCancel={onCancel}>
      <Colleagues type={task.type ?? ''} but={[me, task.holder?.id]} takesFocus person={person} onChange={setPerson} />
      <Fault error={doing.error} />
      <Confirm name={words.handOver} isReady={person !== ''} isBusy={doing.isPending} onCancel={onCancel} />
    </Form>
  )
}

/** The colleagues as one choice: arrows go through it. */
export function Colleagues({
  type,
  but,
  takesFocus = false,
  person,
  onChange,
}: {
  readonly type: string
  readonly but: readonly (string | undefined)[]
  readonly takesFocus?: boolean
  readonly person: string
  onChange(person: string): void
}) {
  const words = useWords(queueWords)
  const people = (useColleagues(type).data?.items ?? []).filter(({ id }) => !but.includes(id))
  const box = useRef<HTMLFieldSetElement>(null)
  const isReady = takesFocus && people.length > 0
  useEffect(() => {
    if (isReady) box.current?.querySelector('input')?.focus()
  }, [isReady])
  return (
    <fieldset className="people" ref={box}>
      <legend>{words.handOverTo}</legend>
      {people.length === 0 ? <p className="quiet">{words.noColleague}</p> : null}
      {people.map(({ id, name }) => (
        <label key={id}>
          <input type="radio" name="colleague" value={id} checked={person === id} onChange={() => onChange(id)} />{' '}
          {name}
        </label>
      ))}
    </fieldset>
  )
}

export function Form({
  name,
  effect,
  onSend,
  onCancel,
  children,
}: {
  readonly name: string
  readonly effect: string
  readonly children: ReactNode
  onSend(): void
  onCancel(): void
}) {
  const words = useWords(queueWords)
  return (
    <form
      className="act-form"
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') onCancel()
        if (event.key === 'Enter' && event.ctrlKey) event.currentTarget.requestSubmit()
      }}
    >
      <p>
        <span className="quiet">{words.effect}</span> {effect}
      </p>
      {children}
    </form>
  )
}

export function Confirm({
  name,
  isReady,
  isBusy,
  focus,
  onCancel,
}: {
  readonly name: string
  readonly isReady: boolean
  readonly isBusy: boolean
  readonly focus?: React.RefObject<null> | undefined
  onCancel(): void
}) {
  const words = useWords(queueWords)
  return (
    <div className="line">
      <Button type="primary" htmlType="submit" disabled={!isReady} loading={isBusy} ref={focus}>
        {words.confirm} {name}
      </Button>
      <Button onClick={onCancel}>{words.cancel}</Button>
    </div>
  )
}

/** An act of the server, after which everything that is shown may be different. */
function useDoing(act: () => Promise<unknown>, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    // The form goes first: the list moves on, and it must not stand open for the next one.
    onSuccess: () => {
      onDone()
      return queries.invalidateQueries()
    },
    // What was refused is usually no longer as it was shown.
    onError: () => queries.invalidateQueries({ queryKey: ['tasks'] }),
  })
}

/** Gives the focus to what a form begins with. */
function useFocus() {
  const element = useRef(null)
  useEffect(() => {
    ;(element.current as HTMLElement | null)?.focus()
  }, [])
  return element
}
