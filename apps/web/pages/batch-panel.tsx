import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { type FilingType, useTypes } from '../api/queries.ts'
import type { Task } from '../api/types.ts'
import { actWords, queueWords } from '../words/queue.ts'
import { type Both, useSay, useWords } from '../words/words.ts'
import { Colleagues, Confirm, Form } from './act-form.tsx'
import { runBatch } from './batch.ts'
import { actsOf, claimTask, giveBackTask, handOverTask, isOthers, type TaskAct } from './task-acts.ts'

/** An act with many tasks: which are left out, and why. */
interface BatchAct extends Omit<TaskAct, 'run'> {
  readonly needs: 'reason' | 'person' | 'nothing'
  /** Why a task is left out; undefined where it is not. */
  whyNot(task: Task): Both | undefined
  /** @param given the reason, or the person */
  run(task: Task, given: string, key: string): Promise<unknown>
}

/** 批量办理. What is done with all that are chosen: first how many, which not and why, and what comes of it. */
export function BatchPanel({
  tasks,
  onSelect,
  onDone,
}: {
  readonly tasks: readonly Task[]
  onDone(said: string): void
  onSelect(ids: ReadonlySet<string>): void
}) {
  const words = useWords(queueWords)
  const say = useSay()
  const queries = useQueryClient()
  const acts = batchActs(tasks, useTypes().data?.items ?? []).filter(({ whyNot }) => !tasks.every(whyNot))
  const [name, setName] = useState('')
  const [given, setGiven] = useState('')
  const [running, setRunning] = useState<{ readonly tried: number; readonly of: number }>()
  const [failed, setFailed] = useState<ReadonlyMap<string, string>>(new Map())
  const act = acts.find(({ id }) => id === name)
  const pick = (id: string) => {
    setName(id)
    setGiven('')
    setFailed(new Map())
  }
  const send = async (chosen: BatchAct, fit: readonly Task[]) => {
    setRunning({ tried: 0, of: fit.length })
    const errors = await runBatch(
      fit,
      (task, key) => chosen.run(task, given.trim(), key),
      (tried) => setRunning({ tried, of: fit.length }),
    )
    const reasons = new Map(
      [...errors].map(([{ id }, error]) => [id, error instanceof Error ? error.message : String(error)]),
    )
    await queries.invalidateQueries()
    setRunning(undefined)
    setFailed(reasons)
    setName('')
    const wrong = reasons.size > 0 ? ` · ${reasons.size} ${words.failed}` : ''
    onDone(`${say(chosen.name)} ${fit.length - reasons.size}${wrong}`)
    const done = new Set(fit.flatMap(({ id }) => (reasons.has(id) ? [] : [id])))
    onSelect(new Set(tasks.flatMap(({ id }) => (done.has(id) ? [] : [id]))))
  }
  return (
    <section className="card preview batch" aria-label={words.batch}>
      <header>
        <h2>
          {words.batch} · {tasks.length} {words.chosen}
        </h2>
        <Button size="small" onClick={() => onSelect(new Set())}>
          {words.deselect} <kbd>Esc</kbd>
        </Button>
      </header>
      <div className="stack">
        {failed.size > 0 ? <Failures tasks={tasks} failed={failed} /> : null}
        <fieldset className="people" disabled={running !== undefined}>
          <legend>{words.pickAct}</legend>
          {acts.map((one) => (
            <label key={one.id}>
              <input type="radio" name="batch-act" checked={one.id === name} onChange={() => pick(one.id)} />{' '}
              {say(one.name)} <span className="quiet">{tasks.filter((task) => !one.whyNot(task)).length}</span>
            </label>
          ))}
        </fieldset>
        {running ? (
          <p role="status">
            <progress max={running.of} value={running.tried} aria-label={words.progress} /> {running.tried} /{' '}
            {running.of}
          </p>
        ) : null}
        {act && !running ? (
          <Preview
            key={act.id}
            act={act}
            tasks={tasks}
            given={given}
            onGiven={setGiven}
            onSend={(fit) => void send(act, fit)}
            onCancel={() => pick('')}
          />
        ) : null}
      </div>
    </section>
  )
}

function Preview({
  act,
  tasks,
  given,
  onGiven,
  onSend,
  onCancel,
}: {
  readonly act: BatchAct
  readonly tasks: readonly Task[]
  readonly given: string
  onGiven(given: string): void
  onSend(fit: readonly Task[]): void
  onCancel(): void
}) {
  const words = useWords(queueWords)
  const say = useSay()
  const left = tasks.flatMap((task) => {
    const why = act.whyNot(task)
    return why ? [{ task, why }] : []
  })
  const fit = tasks.filter((task) => !act.whyNot(task))
  const isReady = fit.length > 0 && (act.needs === 'nothing' || !act.isReasonDue || given.trim() !== '')
  return (
    <Form name={say(act.name)} effect={say(act.effect)} onSend={() => isReady && onSend(fit)} onCancel={onCancel}>
      <p>
        <b>
          {words.will} {fit.length}
        </b>{' '}
        · {words.leftOut} {left.length}
      </p>
      {left.length > 0 ? (
        <ul className="left-out">
          {left.map(({ task, why }) => (
            <li key={task.id}>
              {say(task.title)} <span className="quiet">{say(why)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {act.needs === 'person' ? (
        <Colleagues type={fit[0]?.type ?? ''} but={[]} person={given} onChange={onGiven} />
      ) : null}
      {act.needs === 'reason' ? (
        <>
          <label htmlFor="batch-reason">{act.isReasonDue ? words.reason : words.reasonMay}</label>
          <Input.TextArea
            id="batch-reason"
            rows={3}
            maxLength={4000}
            value={given}
            onChange={({ target }) => onGiven(target.value)}
          />
        </>
      ) : null}
      <Confirm name={`${say(act.name)} ${fit.length}`} isReady={isReady} isBusy={false} onCancel={onCancel} />
    </Form>
  )
}

/** What was tried and could not be done stays chosen, with its reason. */
function Failures({
  tasks,
  failed,
}: {
  readonly tasks: readonly Task[]
  readonly failed: ReadonlyMap<string, string>
}) {
  const words = useWords(queueWords)
  const say = useSay()
  return (
    <div role="alert">
      <b>
        {failed.size} {words.failed}
      </b>
      <ul className="left-out">
        {tasks.map(({ id, title }) =>
          failed.has(id) ? (
            <li key={id}>
              {say(title)} <span className="quiet">{failed.get(id)}</span>
            </li>
          ) : null,
        )}
      </ul>
    </div>
  )
}

/** What may be done with any of the tasks: who does them, and each act that one of them is asked. */
function batchActs(tasks: readonly Task[], types: readonly FilingType[]): BatchAct[] {
  const held = (task: Task): Both | undefined =>
    isOthers(task)
      ? { zh: `${queueWords.heldBy.zh}${task.holder?.name}`, en: `${queueWords.heldBy.en}${task.holder?.name}` }
      : undefined
  const plain = { isReasonDue: false, needs: 'nothing' as const }
  const acts = new Map(tasks.flatMap((task) => actsOf(task, types).map((act) => [act.id, act] as const)))
  return [
    {
      ...plain,
      id: 'claim',
      name: queueWords.claim,
      effect: actWords.claimEffect,
      whyNot: (task) => held(task) ?? (task.isMine ? queueWords.alreadyMine : undefined),
      run: (task, _, key) => claimTask(task, key),
    },
    {
      ...plain,
      id: 'giveBack',
      name: queueWords.giveBack,
      effect: actWords.giveBackEffect,
      whyNot: (task) => (task.isMine ? undefined : queueWords.notMine),
      run: (task, _, key) => giveBackTask(task, key),
    },
    {
      id: 'handOver',
      name: queueWords.handOver,
      effect: actWords.handOverEffect,
      isReasonDue: true,
      needs: 'person',
      whyNot: held,
      run: handOverTask,
    },
    ...[...acts.values()].map(
      (act): BatchAct => ({
        ...act,
        needs: 'reason',
        whyNot: (task) =>
          held(task) ?? (actsOf(task, types).some(({ id }) => id === act.id) ? undefined : queueWords.unfit),
        run: async (task, reason, key) =>
          actsOf(task, types)
            .find(({ id }) => id === act.id)
            ?.run(task, reason, key),
      }),
    ),
  ]
}
