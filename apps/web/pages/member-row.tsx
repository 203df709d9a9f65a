import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import type { Link, Member } from '../api/people.ts'
import { useSession } from '../api/queries.ts'
import { clockTime } from '../parts/formats.ts'
import { Sure } from '../parts/sure.tsx'
import { Fault } from '../parts/waiting.tsx'
import { peopleWords, roleWords } from '../words/people.ts'
import { recoveryWords } from '../words/recovery.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { RecoverForm } from './recover-form.tsx'

/** One member with what the administrator may do. What cannot be taken back is said, and then asked once. */
export function MemberRow({
  member,
  roles,
  onMade,
}: {
  readonly member: Member
  readonly roles: readonly string[]
  readonly onMade: (made: Link & { readonly name: string }) => void
}) {
  const words = useWords({ ...peopleWords, recover: recoveryWords.recover })
  const language = useLanguage()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<readonly string[]>()
  const [isRemoving, setRemoving] = useState(false)
  const [isRecovering, setRecovering] = useState(false)
  const isMe = useSession().data?.person === member.id
  const done = async () => {
    setChosen(undefined)
    await Promise.all(['people', 'proposals'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  }
  const change = useMutation({
    mutationFn: () => ask(`/people/${member.id}/roles`, { method: 'PUT', body: { roles: chosen } }),
    onSuccess: done,
  })
  const remove = useMutation({
    mutationFn: () => ask(`/people/${member.id}`, { method: 'DELETE' }),
    onSuccess: done,
  })
  const reset = useMutation({
    mutationFn: () => ask<Link>(`/people/${member.id}/reset`, { method: 'POST', body: {} }),
    onSuccess: (link) => {
      onMade({ ...link, name: member.name })
      return queries.invalidateQueries({ queryKey: ['invitations'] })
    },
  })
  return (
    <li>
      <div className="line" style={{ flexWrap: 'wrap' }}>
        <div className="grow" style={{ minWidth: 180 }}>
          <b>{member.name}</b> <span className="mono">{member.login ?? words.program}</span>
          <div className="quiet">
            {words.factor} {member.secondFactor ? words.on : words.off} · {words.seen}{' '}
            {member.seenAt ? clockTime(member.seenAt, language) : words.none}
          </div>
        </div>
        <Select
          mode="multiple"
          style={{ minWidth: 200 }}
          aria-label={`${words.roles} ${member.name}`}
          value={[...(chosen ?? member.roles)]}
          onChange={setChosen}
          options={roles.map((role) => ({ value: role, label: roleWords[role]?.[language] ?? role }))}
        />
        {member.login === null ? null : (
          <Button size="small" onClick={() => reset.mutate()} aria-label={`${words.reset} ${member.name}`}>
            {words.reset}
          </Button>
        )}
        {member.login !== null && member.secondFactor && !isMe ? (
          <Button size="small" onClick={() => setRecovering(true)} aria-label={`${words.recover} ${member.name}`}>
            {words.recover}
          </Button>
        ) : null}
        <Button size="small" onClick={() => setRemoving(true)} aria-label={`${words.remove} ${member.name}`}>
          {words.remove}
        </Button>
      </div>
      <Fault error={change.error ?? remove.error ?? reset.error} />
      {chosen ? (
        <Sure
          text={words.rolesSure}
          act={words.save}
          cancel={words.cancel}
          disabled={chosen.length === 0}
          onAct={() => change.mutate()}
          onCancel={() => setChosen(undefined)}
        />
      ) : null}
      {isRecovering ? <RecoverForm member={member} onEnd={() => setRecovering(false)} /> : null}
      {isRemoving ? (
        <Sure
          text={words.removeSure}
          act={words.remove}
          cancel={words.cancel}
          onAct={() => remove.mutate()}
          onCancel={() => setRemoving(false)}
        />
      ) : null}
    </li>
  )
}
