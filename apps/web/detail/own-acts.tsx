import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { ask } from '../api/client.ts'
import { isBeingWritten, useDraftState, useFindings, useType } from '../api/queries.ts'
import { useSigning, useStatement } from '../api/signatures.ts'
import type { FilingDetail } from '../api/types.ts'
import { Confirm } from '../parts/confirm.tsx'
import { Fault } from '../parts/waiting.tsx'
import { detailWords } from '../words/detail.ts'
import { pageWords } from '../words/pages.ts'
import { signatureWords } from '../words/signature.ts'
import { useWords } from '../words/words.ts'
import { CopyActs } from './copy-acts.tsx'
import { MendActs } from './mend-acts.tsx'
import { StatementText } from './signature-card.tsx'

/** What one may do with a filing as it stands: take it home for everybody; submit and withdraw for its filer. */
export function OwnActs({ filing, isFirm }: { readonly filing: FilingDetail; readonly isFirm: boolean }) {
  const words = useWords({ ...pageWords, ...detailWords })
  const hasSheets = useType(filing.type)?.hasSheets === true
  const isOpen = isBeingWritten(filing)
  return (
    <div className="acts">
      <Link className="drop" to={`/filings/${filing.id}/print`}>
        {words.print}
      </Link>
      {hasSheets ? (
        <a className="drop" href={`/api/v1/filings/${filing.id}/workbook`} download>
          {words.download}
        </a>
      ) : null}
      {isFirm && isOpen && hasSheets ? <MendActs filing={filing} /> : null}
      {isFirm ? <CopyActs filing={filing} /> : null}
      {isFirm && (isOpen || filing.state === 'held') ? <Withdraw filing={filing} /> : null}
      {isFirm && isOpen ? <Submit filing={filing} /> : null}
    </div>
  )
}

function useAct(filing: FilingDetail, name: 'submit' | 'withdraw', body?: object) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () =>
      ask(`/filings/${filing.id}/${name}`, { method: 'POST', seen: filing.revision, ...(body ? { body } : {}) }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['filing', filing.id] }),
  })
}

/** Confirmed once, by a summary of effects and not by "are you sure" (workbench §7). Ctrl Enter opens it. */
function Submit({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords({ ...pageWords, ...detailWords, ...signatureWords })
  const [isAsked, setAsked] = useState(false)
  const isSaved = useDraftState(filing.id) === 'saved'
  const findings = useFindings(filing).data?.findings ?? []
  const { isAsked: isSigned, isSigner } = useSigning(filing)
  const signs = isSigned && isSigner
  const read = useStatement(filing.id, filing.revision, isAsked && signs)
  const act = useAct(filing, 'submit', signs ? { signature: read.data?.hash } : undefined)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey && event.key === 'Enter' && isSaved) setAsked(true)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [isSaved])
  const count = (effect: string) => findings.filter((finding) => finding.effect === effect).length
  return (
    <>
      <Button type="primary" disabled={!isSaved} onClick={() => setAsked(true)} loading={act.isPending}>
        {words.submit}
      </Button>
      {isAsked ? (
        <Confirm
          title={words.submit}
          act={signs ? words.signAndSubmit : words.submit}
          isBusy={act.isPending}
          isReady={!signs || read.data !== undefined}
          onAct={() => act.mutate(undefined, { onSuccess: () => setAsked(false) })}
          onClose={() => setAsked(false)}
        >
          <Fault error={act.error} />
          <p>{words.submitTo}</p>
          <ul>
            {(['reject', 'hold', 'explain', 'warn'] as const).map((effect) =>
              count(effect) > 0 ? (
                <li key={effect}>
                  {count(effect)} · {words[`${effect}Effect`]}
                </li>
              ) : null,
            )}
            {findings.length === 0 ? <li>{words.noFindings}</li> : null}
            {isSigned && !isSigner ? <li>{words.laterHint}</li> : null}
          </ul>
          {signs ? (
            <>
              <h3>{words.statement}</h3>
              <Fault error={read.error} />
              {read.data ? <StatementText {...read.data} /> : null}
            </>
          ) : null}
        </Confirm>
      ) : null}
    </>
  )
}

function Withdraw({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords({ ...pageWords, ...detailWords })
  const [isAsked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const act = useAct(filing, 'withdraw', { reason })
  return (
    <>
      <Button onClick={() => setAsked(true)}>{words.withdraw}</Button>
      {isAsked ? (
        <Confirm
          title={words.withdraw}
          act={words.withdraw}
          isBusy={act.isPending}
          isReady={reason.trim() !== ''}
          onAct={() => act.mutate(undefined, { onSuccess: () => setAsked(false) })}
          onClose={() => setAsked(false)}
        >
          <Fault error={act.error} />
          <p>{words.withdrawEffect}</p>
          <label htmlFor="withdraw-reason">{words.withdrawReason}</label>
          <Input.TextArea
            id="withdraw-reason"
            rows={2}
            maxLength={4000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Confirm>
      ) : null}
    </>
  )
}
