import { useState } from 'react'
import { useTypes } from '../api/queries.ts'
import { useTasksOf } from '../api/tasks.ts'
import { useKeySwitch } from '../parts/keys.ts'
import { queueWords } from '../words/queue.ts'
import { useWords } from '../words/words.ts'
import { isOthers } from './task-acts.ts'
import { actKeys, type OpenForm, TaskPanel, useClaim } from './task-panel.tsx'
import { useQueueKeys } from './use-queue-keys.ts'

/** What waits for one's own desk about a filing, where it is read: an opinion, a decision, an explanation that is owed. */
export function TaskCard({ filing }: { readonly filing: string }) {
  const words = useWords(queueWords)
  const [form, setForm] = useState<OpenForm>('none')
  const [said, setSaid] = useState('')
  const claim = useClaim()
  // A signature has a card of its own.
  const task = useTasksOf(filing).data?.items.find(({ act }) => act !== 'countersign')
  const types = useTypes().data?.items ?? []
  const [areKeysOn] = useKeySwitch()
  const keys = task
    ? {
        a: isOthers(task) ? undefined : () => claim.mutate(task),
        h: () => setForm('handOver'),
        // Figures open the parts of a filing here: E is the first act, as on the desk.
        e: actKeys(task, types, setForm)['1'],
      }
    : {}
  useQueueKeys(keys, areKeysOn)
  if (!task && said === '') return null
  return (
    <section className="card task-card">
      {task ? <TaskPanel task={task} form={form} onForm={setForm} onDone={setSaid} claim={claim} /> : null}
      <p role="status">{said ? `${words.done}${said}` : ''}</p>
    </section>
  )
}
