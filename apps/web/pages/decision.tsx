import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import { useTasks } from '../api/queries.ts'
import type { FilingDetail } from '../api/types.ts'
import { Fault } from '../parts/waiting.tsx'
import { pageWords } from '../words/pages.ts'
import { useWords } from '../words/words.ts'

/** 办理. What an officer with an open task may decide, each with its reason. */
export function Decision({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords(pageWords)
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const mine = useTasks().data?.items.find((task) => task.filing === filing.id && task.act !== 'opine')
  const act = useMutation({
    mutationFn: (decision: string) =>
      ask(`/filings/${filing.id}/decision`, { method: 'POST', seen: filing.revision, body: { decision, reason } }),
    onSuccess: () => queries.invalidateQueries(),
  })
  if (!mine) return null
  const decisions =
    filing.state === 'held' ? (['release', 'sendBack', 'reject'] as const) : (['accept', 'sendBack', 'reject'] as const)
  return (
    <section className="card" style={{ marginTop: 12, padding: 14 }}>
      <Fault error={act.error} />
      <label htmlFor="reason">{words.reason}</label>
      <Input.TextArea id="reason" rows={2} value={reason} onChange={({ target }) => setReason(target.value)} />
      <div className="head" style={{ margin: '10px 0 0' }}>
        {decisions.map((decision, at) => (
          <Button
            key={decision}
            type={at === 0 ? 'primary' : 'default'}
            disabled={reason.trim() === '' || act.isPending}
            onClick={() => act.mutate(decision)}
          >
            {words[decision]}
          </Button>
        ))}
      </div>
    </section>
  )
}
