import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { ask } from '../api/client.ts'
import type { Member } from '../api/people.ts'
import { Fault } from '../parts/waiting.tsx'
import { recoveryWords } from '../words/recovery.ts'
import { useWords } from '../words/words.ts'

/** Opens a recovery for a member, with a reason. */
export function RecoverForm({ member: { id, name }, onEnd }: { readonly member: Member; readonly onEnd: () => void }) {
  const words = useWords(recoveryWords)
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const open = useMutation({
    mutationFn: () => ask(`/people/${id}/recovery`, { method: 'POST', body: { reason } }),
    onSuccess: () => {
      onEnd()
      return queries.invalidateQueries({ queryKey: ['recoveries'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    open.mutate()
  }
  return (
    <form className="stack" style={{ marginTop: 8, gap: 8 }} onSubmit={submit}>
      <Fault error={open.error} />
      <span>{words.openSure}</span>
      <div className="line" style={{ flexWrap: 'wrap' }}>
        <Input
          aria-label={`${words.reason} ${name}`}
          placeholder={words.reason}
          required
          maxLength={400}
          autoFocus
          style={{ flex: 1, minWidth: 180 }}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button size="small" type="primary" htmlType="submit" disabled={reason.trim() === ''} loading={open.isPending}>
          {words.open}
        </Button>
        <Button size="small" htmlType="button" onClick={onEnd}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}
