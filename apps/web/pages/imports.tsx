import { Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { useImport, useImports, useTypes } from '../api/queries.ts'
import type { Import } from '../api/types.ts'
import { clockTime, grouped } from '../parts/formats.ts'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { common } from '../words/common.ts'
import { ownWords, startWords } from '../words/own.ts'
import { pageWords } from '../words/pages.ts'
import { useLanguage, useSay, useWords } from '../words/words.ts'
import { DropZone } from './drop-zone.tsx'
import { ByMapping } from './own/by-mapping.tsx'
import { Columns } from './own/columns.tsx'
import { OwnWords } from './own/words.tsx'
import { TemplatesCard } from './templates-card.tsx'
import { useUpload, usualType } from './upload.ts'

/** What an import waits for. */
const titles = { columns: ownWords.columns, words: ownWords.words }

/** 导入 Excel. Which filing it is, the file, and what was imported lately. */
export function NewImport() {
  const words = useWords({ ...common, ...pageWords, ...titles, start: startWords.title })
  const language = useLanguage()
  const say = useSay()
  const types = useTypes()
  const imports = useImports(true)
  const upload = useUpload()
  const [type, setType] = useState(usualType)
  const options = (types.data?.items ?? [])
    .filter(({ hasSheets, filer }) => hasSheets && filer.party === 'enterprise')
    .map(({ id, name }) => ({ value: id, label: say(name) }))
  return (
    <>
      <div className="head">
        <h1>{words.importBook}</h1>
        <Select aria-label={words.type} value={type} options={options} style={{ minWidth: 220 }} onChange={setType} />
        <DropZone onFile={(file) => upload.mutate({ type, file })} />
        <a href={`/api/v1/templates/${type}`} download>
          {words.template}
        </a>
        <Link to="/start">{words.start}</Link>
      </div>
      <Fault error={upload.error} />
      <TemplatesCard />
      <section className="card">
        <header>
          <h2>{words.latest}</h2>
        </header>
        <Loaded query={imports}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="empty">{words.noImports}</p>
            ) : (
              <ul className="rows">
                {items.map(({ id, name, at, found, asks }) => (
                  <li key={id} className="line">
                    <Link className="grow" to={`/imports/${id}`}>
                      {name}
                    </Link>
                    <span className="quiet">
                      {asks ? words[asks] : `${found ?? 0} ${words.problems}`} · {clockTime(at, language)}
                    </span>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
    </>
  )
}

/** One import: progress while it is read, then what was found, by sheet and cell. */
export function ImportPage() {
  const { id = '' } = useParams()
  const found = useImport(id)
  return <Loaded query={found}>{(one) => <Read found={one} />}</Loaded>
}

function Read({ found }: { readonly found: Import }) {
  const words = useWords({ ...pageWords, ...titles })
  const say = useSay()
  const go = useNavigate()
  const goOn = (id: string) => go(`/imports/${id}`)
  if (found.asks && found.own)
    return (
      <>
        <div className="head">
          <h1>
            {found.asks === 'columns' ? words.columns : words.words} · {found.name}
          </h1>
        </div>
        {found.asks === 'columns' ? (
          <Columns key={found.id} id={found.id} own={found.own} onRead={goOn} />
        ) : (
          <OwnWords key={found.id} id={found.id} words={found.words ?? []} onRead={goOn} />
        )}
      </>
    )
  const isReading = ['queued', 'running'].includes(found.state)
  const problems = found.findings ?? []
  const upload = useUpload()
  return (
    <>
      <div className="head">
        <h1>
          {isReading
            ? `${words.reading} ${found.name}`
            : `${problems.length === 0 ? words.noProblems : `${problems.length} ${words.problems}`} · ${found.name}`}
        </h1>
        {found.filing ? (
          <div className="acts">
            <a className="drop" href={`/api/v1/imports/${found.id}/marked`} download>
              {words.marked}
            </a>
            {found.revision ? (
              <DropZone
                label={words.dropMended}
                onFile={(file) =>
                  upload.mutate({
                    ...{ type: found.type, file },
                    into: { into: found.filing ?? '', revision: found.revision ?? 0 },
                  })
                }
              />
            ) : null}
            <Link className="drop" to={`/filings/${found.filing}`}>
              {words.toDraft}
            </Link>
          </div>
        ) : null}
      </div>
      <Fault error={upload.error} />
      <p role="status" aria-live="polite">
        {isReading
          ? `${grouped(String(found.progress.rows ?? 0))} ${words.rows}…`
          : found.lines
            ? `${words.readRows} ${Object.values(found.lines).reduce((sum, n) => sum + n, 0)} ${words.rows}`
            : ''}
      </p>
      <ByMapping found={found} onRead={goOn} />
      {(found.errors ?? []).map(({ message, remedy }) => (
        <Fault key={message.zh} error={new Error(`${say(message)} ${say(remedy)}`)} />
      ))}
      {problems.length > 0 ? (
        <section className="card">
          <ul className="rows">
            {problems.map(({ code, sheet, cell, message, remedy }, n) => (
              <li key={n} className="line" style={{ alignItems: 'flex-start' }}>
                <span style={{ width: 110 }}>
                  {sheet} <b>{cell}</b>
                </span>
                <span className="grow">
                  {say(message)} <span className="quiet">{say(remedy)}</span>
                </span>
                <span className="mono quiet">{code}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
