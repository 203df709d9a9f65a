import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useDraws } from '../api/assignment.ts'
import { ask } from '../api/client.ts'
import { useSession } from '../api/queries.ts'
import { useColleagues } from '../api/tasks.ts'
import { clockTime } from '../parts/formats.ts'
import { Fault, Loaded } from '../parts/waiting.tsx'
import '../theme/assignment.css'
import '../theme/queue.css'
import { assignmentWords } from '../words/assignment.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { Confirm, Form } from './act-form.tsx'
import { ConflictsCard } from './conflicts-card.tsx'
import { DrawCard } from './draw-card.tsx'

/** 派件与回避. Draws of the office, each of which anybody can repeat, and who stands back from which firm. */
export function AssignmentPage() {
  const words = useWords(assignmentWords)
  const [isDrawing, setDrawing] = useState(false)
  const isManager = useSession().data?.roles.includes('manager')
  return (
    <>
      <div className="head">
        <h1>{words.title}</h1>
        {isManager && !isDrawing ? (
          <span className="acts">
            <Button type="primary" onClick={() => setDrawing(true)}>
              {words.draw}
            </Button>
          </span>
        ) : null}
      </div>
      {isDrawing ? <DrawForm onEnd={() => setDrawing(false)} /> : null}
      <div className="columns">
        <Draws />
        <ConflictsCard />
      </div>
    </>
  )
}

/** What a draw does, and who is not here today. */
function DrawForm({ onEnd }: { onEnd(): void }) {
  const words = useWords(assignmentWords)
  const queries = useQueryClient()
  const [absent, setAbsent] = useState<string[]>([])
  const people = useColleagues('').data?.items ?? []
  const draw = useMutation({
    mutationFn: () => ask('/draws', { method: 'POST', body: { absent } }),
    onSuccess: () => {
      onEnd()
      return queries.invalidateQueries()
    },
  })
  return (
    <section className="card drawing">
      <Form name={words.draw} effect={words.drawEffect} onSend={() => draw.mutate()} onCancel={onEnd}>
        <fieldset className="people">
          <legend>{words.absent}</legend>
          <Checkbox.Group
            value={absent}
            options={people.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setAbsent}
          />
        </fieldset>
        <Fault error={draw.error} />
        <Confirm name={words.draw} isReady isBusy={draw.isPending} onCancel={onEnd} />
      </Form>
    </section>
  )
}

function Draws() {
  const words = useWords(assignmentWords)
  const language = useLanguage()
  const draws = useDraws()
  const [open, setOpen] = useState('')
  return (
    <section className="card">
      <header>
        <h2>{words.draws}</h2>
      </header>
      <Loaded query={draws}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="empty">{words.noDraws}</p>
          ) : (
            <ul className="rows">
              {items.map(({ id, n, cases, by, businessAt, seed }) => (
                <li key={id}>
                  <div className="line">
                    <b>{n}</b>
                    <span>{clockTime(businessAt, language)}</span>
                    <span>
                      {cases} {words.cases}
                    </span>
                    <span className="quiet">
                      {words.by} {by}
                    </span>
                    <span className="grow mono">{seed.slice(0, 16)}…</span>
                    <Button size="small" aria-expanded={open === id} onClick={() => setOpen(open === id ? '' : id)}>
                      {words.show}
                    </Button>
                  </div>
                  {open === id ? <DrawCard id={id} /> : null}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
