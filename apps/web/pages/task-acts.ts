import { ask } from '../api/client.ts'
import type { Described, FilingType } from '../api/queries.ts'
import type { Task } from '../api/types.ts'
import { actWords } from '../words/queue.ts'
import type { Both } from '../words/words.ts'

/** 办理. One thing that a desk may do with a task: its name, what comes of it, whether it must say why. */
export interface TaskAct {
  readonly id: string
  readonly name: Both
  readonly effect: Both
  readonly isReasonDue: boolean
  /** The key makes a repetition the same act. */
  run(task: Task, text: string, key: string): Promise<unknown>
}

const decision = (id: 'accept' | 'release' | 'sendBack' | 'reject'): TaskAct => ({
  id,
  name: actWords[id],
  effect: actWords[`${id}Effect`],
  isReasonDue: id !== 'accept',
  run: ({ id: task, filing }, reason, key) =>
    ask(`/filings/${filing}/decision`, { method: 'POST', key, body: { decision: id, reason, task } }),
})
const [accept, release, sendBack, reject] = (['accept', 'release', 'sendBack', 'reject'] as const).map(decision)

const explain: TaskAct = {
  id: 'explain',
  name: actWords.explain,
  effect: actWords.explainEffect,
  isReasonDue: true,
  run: ({ filing }, text, key) => ask(`/filings/${filing}/explanation`, { method: 'POST', key, body: { text } }),
}

const findField = (part: Described, kind: string) =>
  Object.entries(part.members ?? {}).find(([, field]) => field.kind === kind && field.source === 'o')

/** The answers of the filing type with which a desk gives its opinion: one act each, from that type's own choice. */
function opinionActs(types: readonly FilingType[], about: string | null): TaskAct[] {
  const type = types.find(({ on }) => on?.as === 'opinion' && on.filing === about)
  const parts = Object.entries(type?.content.members ?? {})
  const [name, part] = parts.find(([, members]) => findField(members, 'choice')) ?? []
  const [answer, field] = (part && findField(part, 'choice')) ?? []
  const [text] = (part && findField(part, 'text')) ?? []
  if (!type || !name || !answer) return []
  return Object.entries(field?.choices ?? {}).map(([choice, words], at) => ({
    id: choice,
    name: words,
    effect: actWords.opineEffect,
    // The first answer says nothing more; the gate refuses the others without their text (R8.OPINION_TEXT).
    isReasonDue: at > 0,
    run: ({ filing }, said, key) =>
      ask(`/filings/${type.id}?submit=true&about=${filing}`, {
        method: 'POST',
        key,
        body: { [name]: { [answer]: choice, ...(text && said ? { [text]: said } : {}) } },
      }),
  }))
}

/** What may be done with a task, in the order of its keys 1–9. */
export function actsOf({ act, type }: Pick<Task, 'act' | 'type'>, types: readonly FilingType[]): readonly TaskAct[] {
  switch (act) {
    case 'decide':
      return [accept, sendBack, reject]
    case 'release':
      return [release, sendBack, reject]
    case 'opine':
      return opinionActs(types, type)
    case 'explain':
      return [explain]
    default:
      return []
  }
}

/** 认领、退回、转交: who does a task, before it is done. */
export const claimTask = ({ id }: Task, key?: string) => ask(`/tasks/${id}/claim`, { method: 'POST', key })
export const giveBackTask = ({ id }: Task, key?: string) => ask(`/tasks/${id}/claim`, { method: 'DELETE', key })
export const handOverTask = ({ id }: Task, person: string, key?: string) =>
  ask(`/tasks/${id}/holder`, { method: 'PUT', body: { person }, key })
/** Whether a colleague has it: then it is not mine to do. */
export const isOthers = ({ holder, isMine }: Task): boolean => holder !== null && !isMine
