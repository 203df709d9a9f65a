import { Button, Steps } from 'antd'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import { useImport } from '../api/queries.ts'
import { beginStart, moveStart, type Start, type StartStep, startSteps, useStart, useStartAct } from '../api/start.ts'
import type { Import } from '../api/types.ts'
import { grouped } from '../parts/formats.ts'
import { Fault, Loaded } from '../parts/waiting.tsx'
import '../theme/own.css'
import { filled } from '../words/desk.ts'
import { startWords } from '../words/own.ts'
import { useSay, useWords } from '../words/words.ts'
import { DropZone } from './drop-zone.tsx'
import { ByMapping } from './own/by-mapping.tsx'
import { Columns } from './own/columns.tsx'
import { OwnWords } from './own/words.tsx'
import { Codes } from './start/codes.tsx'
import { FirstHandbook } from './start/first-handbook.tsx'
import { Merging } from './start/merging.tsx'
import { usualType } from './upload.ts'

/** 新手引导. From a firm's own sheet to its first handbook: six steps, each kept. */
export function StartPage() {
  const words = useWords(startWords)
  const start = useStart()
  return (
    <>
      <div className="head">
        <h1>{words.title}</h1>
        <span className="note">{words.kept}</span>
      </div>
      <Loaded query={start}>
        {(found) => (found.import ? <Under start={found} id={found.import} /> : <Path start={found} />)}
      </Loaded>
    </>
  )
}

function Under({ start, id }: { readonly start: Start; readonly id: string }) {
  const found = useImport(id)
  return <Loaded query={found}>{(one) => <Path start={start} found={one} />}</Loaded>
}

/** Where the work is: what the import asks comes first, then the step that was reached. */
function reached({ step, filing }: Start, found: Import | undefined): StartStep {
  if (!found || found.errors) return 'sheet'
  if (found.asks) return found.asks
  if (!filing || !found.filing) return 'columns'
  return ['merging', 'handbook'].includes(step) ? step : 'codes'
}

interface Given {
  readonly start: Start
  readonly found?: Import
}

function Path({ start, found }: Given) {
  const words = useWords(startWords)
  const [looked, look] = useState<StartStep>()
  const now = reached(start, found)
  const last = startSteps.indexOf(now)
  const shown = looked && startSteps.indexOf(looked) <= last ? looked : now
  const move = useStartAct(moveStart, () => look(undefined))
  const next = (step: StartStep) => (startSteps.indexOf(step) > last ? move.mutate(step) : look(step))
  return (
    <>
      <div className="card start-steps">
        <Steps
          size="small"
          responsive={false}
          current={startSteps.indexOf(shown)}
          onChange={(at) => look(startSteps[at])}
          items={startSteps.map((step, at) => ({
            title: words[step],
            disabled: at > last,
            status:
              at === startSteps.indexOf(shown)
                ? ('process' as const)
                : at < last
                  ? ('finish' as const)
                  : ('wait' as const),
          }))}
        />
      </div>
      <Fault error={move.error} />
      <Step step={shown} start={start} found={found} next={next} back={() => look(undefined)} />
    </>
  )
}

interface StepGiven extends Given {
  readonly step: StartStep
  readonly next: (step: StartStep) => void
  /** To where the work is. */
  readonly back: () => void
}

function Step({ step, start, found, next, back }: StepGiven) {
  const words = useWords(startWords)
  if (step === 'sheet' || !found) return <Sheet found={found} then={back} />
  if (step === 'columns') {
    if (found.asks === 'columns' && found.own)
      return <Columns key={found.id} id={found.id} own={found.own} onRead={back} />
    return found.filing || found.asks ? (
      <Done text={words.columnsDone} next={() => next('words')}>
        <ByMapping found={found} onRead={back} />
      </Done>
    ) : (
      <Reading found={found} />
    )
  }
  if (step === 'words')
    return found.asks === 'words' ? (
      <OwnWords key={found.id} id={found.id} words={found.words ?? []} onRead={back} />
    ) : (
      <Done text={words.wordsDone} next={() => next('codes')} />
    )
  if (!start.filing) return <Reading found={found} />
  if (!['draft', 'returned'].includes(start.filing.state)) return <FirstHandbook filing={start.filing} isFiled />
  if (step === 'codes')
    return (
      <>
        {found.own?.remembered ? <ByMapping found={found} onRead={back} /> : null}
        <Codes next={() => next('merging')} />
      </>
    )
  if (step === 'merging') return <Merging next={() => next('handbook')} />
  return <FirstHandbook filing={start.filing} />
}

function Sheet({ found, then }: { readonly found: Import | undefined; readonly then: () => void }) {
  const words = useWords(startWords)
  const say = useSay()
  const upload = useStartAct(async (file: File) => {
    const path = `/imports/${usualType}?name=${encodeURIComponent(file.name)}`
    const { id } = await ask<{ id: string }>(path, { method: 'POST', bytes: file })
    await beginStart(id)
  }, then)
  return (
    <section className="card">
      <header>
        <h2>{found ? words.anew : words.sheet}</h2>
      </header>
      <p className="own-acts">{words.sheetWhy}</p>
      <p className="own-acts">
        <DropZone onFile={(file) => upload.mutate(file)} anywhere />
        {found && !found.errors ? <span className="quiet">{found.name}</span> : null}
      </p>
      <Fault error={upload.error} />
      {(found?.errors ?? []).map(({ message, remedy }) => (
        <Fault key={message.zh} error={new Error(`${words.refused} ${say(message)} ${say(remedy)}`)} />
      ))}
    </section>
  )
}

function Reading({ found }: { readonly found: Import }) {
  const words = useWords(startWords)
  return (
    <p className="card own-acts" role="status" aria-live="polite">
      {words.reading} {found.name} · {grouped(String(found.progress.rows ?? 0))} {words.rows}…
    </p>
  )
}

function Done({
  text,
  next,
  children,
}: {
  readonly text: string
  readonly next: () => void
  readonly children?: React.ReactNode
}) {
  const words = useWords(startWords)
  return (
    <section className="card">
      <p className="own-acts">{filled(text, {})}</p>
      {children}
      <p className="own-acts">
        <Button type="primary" onClick={next}>
          {words.next}
        </Button>
      </p>
    </section>
  )
}
