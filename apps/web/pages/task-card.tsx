import { useState } from 'react'
import { useTasksOf } from '../api/tasks.ts'
import { queueWords } from '../words/queue.ts'
import { useWords } from '../words/words.ts'
import { type OpenForm, TaskPanel, useClaim } from './task-panel.tsx'

/** What waits for one's own desk about a filing, where it is read: an opinion, a decision, an explanation that is owed. */
export function TaskCard({ filing }: { readonly filing: string }) {
  const words = useWords(queueWords)
  const [form, setForm] = useState<OpenForm>('none')
  const [said, setSaid] = useState('')
  const claim = useClaim()
  const [task] = useTasksOf(filing).data?.items ?? []
  if (!task && said === '') return null
  return (
    <section className="card task-card">
      {task ? <TaskPanel task={task} form={form} onForm={setForm} onDone={setSaid} claim={claim} /> : null}
      <p role="status">{said ? `${words.done}${said}` : ''}</p>
    </section>
  )
}
