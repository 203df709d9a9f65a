import { useMessages } from '../api/queries.ts'
import type { FilingDetail } from '../api/types.ts'
import { clockTime } from '../parts/formats.ts'
import { Sign } from '../parts/signs.tsx'
import { Loaded } from '../parts/waiting.tsx'
import { messageStates } from '../words/common.ts'
import { pageWords } from '../words/pages.ts'
import { useLanguage, useWords } from '../words/words.ts'

/** 报文与回执, the newest on top; a form that is only assumed says so. */
export function MessagesCard({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords(pageWords)
  const language = useLanguage()
  const messages = useMessages(filing.id, filing.revision)
  return (
    <section className="card">
      <header>
        <h2>{words.messages}</h2>
      </header>
      <Loaded query={messages}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="empty">{words.noMessages}</p>
          ) : (
            <ul className="rows">
              {items.map((message) => (
                <li key={message.id}>
                  <div className="line">
                    <b className="grow">{message.type}</b>
                    <Sign of={message.state} known={messageStates} />
                  </div>
                  {message.mark ? (
                    <div className="tag tone-amber">
                      △ {words.assumed} {message.mark}
                    </div>
                  ) : null}
                  <div className="mono quiet" style={{ overflowWrap: 'anywhere' }}>
                    {message.name}
                  </div>
                  <ol style={{ margin: '6px 0 0', paddingLeft: 18 }}>
                    {message.receipts.toReversed().map(({ at, type, code, notes }) => (
                      <li key={`${at} ${type} ${code}`}>
                        {type} · {code} <span className="quiet">{clockTime(at, language)}</span>
                        {notes.length > 0 ? <div>{notes.join('；')}</div> : null}
                      </li>
                    ))}
                  </ol>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
