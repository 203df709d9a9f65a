import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import { type Signature, type Statement, useSignatures, useSigning, useStatement } from '../api/signatures.ts'
import type { FilingDetail } from '../api/types.ts'
import { Confirm } from '../parts/confirm.tsx'
import { CountersignTag } from '../parts/countersign-tag.tsx'
import { clockTime, grouped } from '../parts/formats.ts'
import { Sign } from '../parts/signs.tsx'
import { Fault, Loaded } from '../parts/waiting.tsx'
import '../theme/signature.css'
import { fitWords, meansNames, signatureWords } from '../words/signature.ts'
import { useLanguage, useSay, useWords } from '../words/words.ts'

/** 电子签名. Who signed which version, and whether it still fits; or by when it is to be countersigned. */
export function SignatureCard({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords(signatureWords)
  const { isAsked, isSigner } = useSigning(filing)
  const found = useSignatures(filing.id, filing.revision, isAsked)
  if (!isAsked || (filing.countersignBy === null && (found.data?.items.length ?? 0) === 0)) return null
  return (
    <section className="card signature" aria-label={words.signature}>
      <header>
        <h2>{words.signature}</h2>
        <CountersignTag by={filing.countersignBy} />
      </header>
      {filing.countersignBy === null ? null : (
        <div className="line">
          <p className="quiet">{words.dueWhy}</p>
          {isSigner ? <Countersign filing={filing} /> : null}
        </div>
      )}
      <Loaded query={found}>
        {({ items }) => (
          <ul className="rows">
            {items.map((signature) => (
              <One key={signature.version} signature={signature} />
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  )
}

function One({ signature }: { readonly signature: Signature }) {
  const words = useWords(signatureWords)
  const language = useLanguage()
  const { version, signer, organisation, businessAt, means, hash, fits } = signature
  return (
    <li>
      <div className="line">
        <Sign of={fits} known={fitWords} />
        <span className="grow">
          <b>{signer}</b> {organisation} · {words.versionOf.replace('{n}', String(version))} ·{' '}
          {clockTime(businessAt, language)} · {meansNames[means]?.[language] ?? means}
        </span>
      </div>
      <div className="quiet">
        {words.hash} <span className="mono hash">{hash}</span>
      </div>
    </li>
  )
}

function Countersign({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords(signatureWords)
  const queries = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const read = useStatement(filing.id, filing.revision, isAsked)
  const act = useMutation({
    mutationFn: () => ask(`/filings/${filing.id}/signature`, { method: 'POST', body: { hash: read.data?.hash } }),
    onSettled: () => queries.invalidateQueries(),
  })
  return (
    <>
      <Button type="primary" onClick={() => setAsked(true)}>
        {words.read}
      </Button>
      {isAsked ? (
        <Confirm
          title={words.statement}
          act={words.sign}
          isBusy={act.isPending}
          isReady={read.data !== undefined}
          onAct={() => act.mutate(undefined, { onSuccess: () => setAsked(false) })}
          onClose={() => setAsked(false)}
        >
          <Fault error={act.error} />
          <Loaded query={read}>{({ statement, hash }) => <StatementText statement={statement} hash={hash} />}</Loaded>
        </Confirm>
      ) : null}
    </>
  )
}

/** The statement as a person reads it before they sign. */
export function StatementText({ statement, hash }: { readonly statement: Statement; readonly hash: string }) {
  const words = useWords(signatureWords)
  const say = useSay()
  const { name, ownNumber, version, enterprise, contentHash, figures, declares } = statement
  const facts: readonly (readonly [string, string, boolean?])[] = [
    [words.type, say(name)],
    [words.number, ownNumber],
    [words.enterprise, [enterprise.name, enterprise.creditCode].filter(Boolean).join(' ')],
    [words.version, words.versionOf.replace('{n}', String(version))],
    ...figures.map((figure) => [say(figure.name), grouped(figure.value)] as const),
    [words.contentHash, contentHash, true],
    [words.hash, hash, true],
  ]
  return (
    <>
      <p>{say(declares)}</p>
      <dl className="statement">
        {facts.map(([fact, value, isHash]) => (
          <div key={fact}>
            <dt>{fact}</dt>
            <dd className={isHash ? 'mono hash' : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
