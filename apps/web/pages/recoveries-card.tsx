import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { ask } from '../api/client.ts'
import type { Link } from '../api/people.ts'
import { useSession } from '../api/queries.ts'
import { type Recovery, type RecoveryPlace, useRecoveries } from '../api/recovery.ts'
import { clockTime } from '../parts/formats.ts'
import type { Made } from '../parts/made-link.tsx'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { recoveryWords } from '../words/recovery.ts'
import { useLanguage, useWords } from '../words/words.ts'

/** 第二因素恢复. What waits for the second of two administrators, and links that are not used yet. */
export function RecoveriesCard({ at, onMade }: { readonly at: RecoveryPlace; readonly onMade: (made: Made) => void }) {
  const words = useWords(recoveryWords)
  return (
    <section className="card">
      <header>
        <h2>{words.recoveries}</h2>
      </header>
      <p className="quiet" style={{ margin: 0, padding: '10px 14px 0' }}>
        {words.hint}
      </p>
      <Loaded query={useRecoveries(at)}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="empty">{words.none}</p>
          ) : (
            <ul className="rows" aria-label={words.recoveries}>
              {items.map((recovery) => (
                <One key={recovery.id} at={at} recovery={recovery} onMade={onMade} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}

function One({
  at,
  recovery: {
    id,
    organisationName,
    person,
    name,
    login,
    reason,
    openedBy,
    openedByName,
    expiresAt,
    isConfirmed,
    elsewhere,
  },
  onMade,
}: {
  readonly at: RecoveryPlace
  readonly recovery: Recovery
  readonly onMade: (made: Made) => void
}) {
  const words = useWords(recoveryWords)
  const language = useLanguage()
  const queries = useQueryClient()
  const { data: session } = useSession()
  const again = () => queries.invalidateQueries({ queryKey: ['recoveries'] })
  const confirm = useMutation({
    mutationFn: () => ask<Link>(`${at}/${id}/confirmation`, { method: 'POST', body: {} }),
    onSuccess: (link) => {
      onMade({ ...link, name })
      return again()
    },
  })
  const callOff = useMutation({ mutationFn: () => ask(`${at}/${id}`, { method: 'DELETE' }), onSuccess: again })
  const isPlatforms = at !== '/recoveries'
  const isSecond =
    session !== undefined && ![openedBy, person].includes(session?.person ?? '') && (isPlatforms || !elsewhere)
  return (
    <li className="stack" style={{ gap: 8 }}>
      <div>
        <b>{name}</b> <span className="mono">{login}</span> {isPlatforms ? organisationName : ''}
        <div>{reason}</div>
        <div className="quiet">
          {words.openedBy} {openedByName} · {words.until} {clockTime(expiresAt, language)}
        </div>
        <div className="quiet">{isConfirmed ? words.given : elsewhere ? words.waitsForPlatform : words.waits}</div>
      </div>
      <Fault error={confirm.error ?? callOff.error} />
      <div className="line" style={{ flexWrap: 'wrap' }}>
        {isSecond && !isConfirmed ? (
          <Button
            size="small"
            type="primary"
            loading={confirm.isPending}
            aria-label={`${words.confirm} ${name}`}
            onClick={() => confirm.mutate()}
          >
            {words.confirm}
          </Button>
        ) : null}
        <Button
          size="small"
          loading={callOff.isPending}
          aria-label={`${words.callOff} ${name}`}
          onClick={() => callOff.mutate()}
        >
          {words.callOff}
        </Button>
      </div>
    </li>
  )
}
