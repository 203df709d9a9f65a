import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { ask } from '../api/client.ts'
import { leaveFor, useOutsideIdentities, useProvider } from '../api/outside.ts'
import { clockTime } from '../parts/formats.ts'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { outsideWords } from '../words/outside.ts'
import { useLanguage, useWords } from '../words/words.ts'

/** 外部账号. What this person is at the outside provider, where there is one. */
export function OutsideCard() {
  const words = useWords(outsideWords)
  const language = useLanguage()
  const queries = useQueryClient()
  const provider = useProvider()
  const linked = useOutsideIdentities()
  const link = useMutation({ mutationFn: () => leaveFor('link') })
  const unlink = useMutation({
    mutationFn: (id: string) => ask(`/outside/identities/${id}`, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['outside', 'identities'] }),
  })
  if (provider === null) return null
  return (
    <section className="card">
      <header>
        <h2>{words.outside}</h2>
      </header>
      <p className="quiet" style={{ margin: 0, padding: '10px 14px 0' }}>
        {words.outsideHint}
      </p>
      <div>
        <Fault error={link.error ?? unlink.error} />
        <Loaded query={linked}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="quiet" style={{ margin: 0, padding: '0 14px' }}>
                {words.noOutside}
              </p>
            ) : (
              <ul className="rows" aria-label={words.outside}>
                {items.map(({ id, issuer, at }) => (
                  <li key={id} className="line">
                    <div className="grow">
                      <b>{provider}</b>
                      <div className="quiet">
                        {issuer} · {words.since} {clockTime(at, language)}
                      </div>
                    </div>
                    <Button size="small" onClick={() => unlink.mutate(id)}>
                      {words.unlink}
                    </Button>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </div>
      <div style={{ padding: 14 }}>
        <Button loading={link.isPending} onClick={() => link.mutate()}>
          {words.link} {provider}
        </Button>
      </div>
    </section>
  )
}
