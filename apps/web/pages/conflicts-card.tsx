import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useConflicts, useFirms } from '../api/assignment.ts'
import { ask } from '../api/client.ts'
import { useSession } from '../api/queries.ts'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { assignmentWords } from '../words/assignment.ts'
import { useWords } from '../words/words.ts'

/** 回避. Who stands back from which firm; one's own are declared and ended here. */
export function ConflictsCard() {
  const words = useWords(assignmentWords)
  const me = useSession().data?.person
  const conflicts = useConflicts()
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: (firm: string) => ask(`/conflicts/${firm}`, { method: 'DELETE' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['conflicts'] }),
  })
  return (
    <section className="card conflicts">
      <header>
        <h2>{words.conflicts}</h2>
      </header>
      <Loaded query={conflicts}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="empty">{words.noConflicts}</p>
          ) : (
            <ul className="rows">
              {items.map(({ person, personName, firm, firmName, reason }) => (
                <li key={`${person} ${firm}`}>
                  <div className="line">
                    <span className="grow">
                      <b>{personName}</b> · {firmName}
                    </span>
                    {person === me ? (
                      <Button size="small" loading={end.isPending} onClick={() => end.mutate(firm)}>
                        {words.end}
                      </Button>
                    ) : null}
                  </div>
                  <div className="quiet">{reason}</div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Fault error={end.error} />
      <Declare />
    </section>
  )
}

function Declare() {
  const words = useWords(assignmentWords)
  const queries = useQueryClient()
  const firms = useFirms().data ?? []
  const [firm, setFirm] = useState<string>()
  const [reason, setReason] = useState('')
  const declare = useMutation({
    mutationFn: () => ask(`/conflicts/${firm}`, { method: 'PUT', body: { reason: reason.trim() } }),
    onSuccess: () => {
      setFirm(undefined)
      setReason('')
      return queries.invalidateQueries({ queryKey: ['conflicts'] })
    },
  })
  return (
    <form
      className="act-form"
      aria-label={words.declare}
      onSubmit={(event) => {
        event.preventDefault()
        declare.mutate()
      }}
    >
      <p className="quiet">{words.declareEffect}</p>
      <Select
        aria-label={words.pickFirm}
        placeholder={words.pickFirm}
        showSearch={{ optionFilterProp: 'label' }}
        value={firm}
        options={firms.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setFirm}
      />
      <label htmlFor="conflict-reason">{words.reason}</label>
      <Input id="conflict-reason" maxLength={1000} value={reason} onChange={({ target }) => setReason(target.value)} />
      <Fault error={declare.error} />
      <div className="line">
        <Button htmlType="submit" disabled={firm === undefined || reason.trim().length < 2} loading={declare.isPending}>
          {words.declare}
        </Button>
      </div>
    </form>
  )
}
