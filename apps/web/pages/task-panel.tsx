import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link } from 'react-router'
import { type FilingType, useTypes } from '../api/queries.ts'
import type { Task } from '../api/types.ts'
import { Fault } from '../parts/waiting.tsx'
import '../theme/queue.css'
import { queueWords, taskActs } from '../words/queue.ts'
import { useLanguage, useSay, useWords } from '../words/words.ts'
import { ActForm, HandOverForm } from './act-form.tsx'
import { actsOf, claimTask, giveBackTask, isOthers } from './task-acts.ts'

/** Which form of a task is open: none, handing over, or one of its acts by its place. */
export type OpenForm = 'none' | 'handOver' | number

/** Keys 1–9: each opens the form of an act that is mine to do. */
export const actKeys = (
  task: Task,
  types: readonly FilingType[],
  onForm: (form: OpenForm) => void,
): Record<string, () => void> =>
  isOthers(task) ? {} : Object.fromEntries(actsOf(task, types).map((_, at) => [String(at + 1), () => onForm(at)]))

/** Takes a task on, or gives it back where it is mine. */
export function useClaim() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (task: Task) => (task.isMine ? giveBackTask(task) : claimTask(task)),
    onSettled: () => queries.invalidateQueries(),
  })
}

/** 办理. Who has a task, and what may be done with it: on the queue and on the filing's own page. */
export function TaskPanel({
  task,
  form,
  onForm,
  onDone,
  claim,
}: {
  readonly task: Task
  readonly form: OpenForm
  readonly claim: ReturnType<typeof useClaim>
  onForm(form: OpenForm): void
  onDone(said: string): void
}) {
  const words = useWords(queueWords)
  const language = useLanguage()
  const say = useSay()
  const acts = actsOf(task, useTypes().data?.items ?? [])
  const close = () => onForm('none')
  const done = (said: string) => {
    close()
    onDone(said)
  }
  const act = typeof form === 'number' ? acts[form] : undefined
  return (
    <section className="acts-panel" aria-label={words.act}>
      <div className="line">
        <b>{(taskActs[task.act as keyof typeof taskActs] ?? { zh: task.act, en: task.act })[language]}</b>
        <span className="quiet">
          {words.holder} {task.isMine ? words.me : (task.holder?.name ?? words.nobody)}
        </span>
        <span className="space" />
        <Button disabled={isOthers(task)} loading={claim.isPending} onClick={() => claim.mutate(task)}>
          {task.isMine ? words.giveBack : words.claim} <kbd>A</kbd>
        </Button>
        <Button aria-expanded={form === 'handOver'} onClick={() => onForm(form === 'handOver' ? 'none' : 'handOver')}>
          {words.handOver} <kbd>H</kbd>
        </Button>
      </div>
      <Fault error={claim.error} />
      {isOthers(task) ? (
        <p className="quiet">
          {words.heldBy}
          {task.holder?.name}
        </p>
      ) : (
        <div className="line">
          {acts.map(({ id, name }, at) => (
            <Button
              key={id}
              type={at === 0 && form === 'none' ? 'primary' : 'default'}
              aria-expanded={form === at}
              onClick={() => onForm(form === at ? 'none' : at)}
            >
              {say(name)} <kbd>{at + 1}</kbd>
            </Button>
          ))}
        </div>
      )}
      {task.act === 'countersign' ? <Link to={`/filings/${task.filing}`}>{words.signThere}</Link> : null}
      {form === 'handOver' ? <HandOverForm key={task.id} task={task} onDone={done} onCancel={close} /> : null}
      {act ? <ActForm key={`${task.id} ${act.id}`} act={act} task={task} onDone={done} onCancel={close} /> : null}
    </section>
  )
}
