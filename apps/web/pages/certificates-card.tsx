import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type BoundCertificate, useCertificates, useCertificatesTaken } from '../api/certificates.ts'
import { ask } from '../api/client.ts'
import { CertificateForm } from '../parts/certificate-form.tsx'
import { clockTime } from '../parts/formats.ts'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { certificateWords } from '../words/certificates.ts'
import { useLanguage, useWords } from '../words/words.ts'

/** SM2 证书. The certificates that prove this person: bound, listed, forgotten. */
export function CertificatesCard() {
  const words = useWords(certificateWords)
  const queries = useQueryClient()
  const isTaken = useCertificatesTaken()
  const bound = useCertificates()
  const again = () =>
    Promise.all(['certificates', 'session', 'sessions'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  // Who has one sees it and can forget it where none is taken any more.
  if (!isTaken && (bound.data?.items.length ?? 0) === 0) return null
  return (
    <section className="card">
      <header>
        <h2>{words.certificates}</h2>
      </header>
      <p className="quiet" style={{ margin: 0, padding: '10px 14px 0' }}>
        {words.certificateHint}
      </p>
      <Loaded query={bound}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet" style={{ margin: 0, padding: '0 14px' }}>
              {words.noCertificates}
            </p>
          ) : (
            <ul className="rows" aria-label={words.certificates}>
              {items.map((certificate) => (
                <One key={certificate.id} certificate={certificate} onChange={again} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {isTaken ? (
        <div style={{ padding: 14 }}>
          <CertificateForm
            path="/certificates/challenge"
            act={words.bind}
            onSigned={async (signed) => {
              await ask('/certificates', { method: 'POST', body: signed })
              await again()
            }}
          />
        </div>
      ) : null}
    </section>
  )
}

function One({
  certificate: { id, subject, serial, notAfter, usedAt },
  onChange,
}: {
  readonly certificate: BoundCertificate
  readonly onChange: () => Promise<unknown>
}) {
  const words = useWords(certificateWords)
  const language = useLanguage()
  const forget = useMutation({
    mutationFn: () => ask(`/certificates/${id}`, { method: 'DELETE' }),
    onSuccess: onChange,
  })
  return (
    <li>
      <div className="line">
        <div className="grow">
          <b>{subject}</b>
          <div className="quiet" style={{ overflowWrap: 'anywhere' }}>
            {words.serial} <span className="mono">{serial}</span> · {words.until} {notAfter.slice(0, 10)} ·{' '}
            {usedAt ? `${words.used} ${clockTime(usedAt, language)}` : words.unused}
          </div>
        </div>
        <Button size="small" aria-label={`${words.forget} ${subject}`} onClick={() => forget.mutate()}>
          {words.forget}
        </Button>
      </div>
      <Fault error={forget.error} />
    </li>
  )
}
