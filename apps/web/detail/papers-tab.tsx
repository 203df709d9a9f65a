import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { ask, Problem } from '../api/client.ts'
import type { FilingDetail, PaperAsked, PaperShown } from '../api/types.ts'
import { DropZone } from '../pages/drop-zone.tsx'
import { bytesOf, clockTime } from '../parts/formats.ts'
import { PartyGlyph } from '../parts/signs.tsx'
import { Loaded } from '../parts/waiting.tsx'
import { detailWords } from '../words/detail.ts'
import { paperWords } from '../words/papers.ts'
import { useLanguage, useSay, useWords } from '../words/words.ts'
import { useNameOf } from './event-name.ts'
import { isPreviewed, PaperPreview } from './paper-preview.tsx'
import { PapersAsked } from './papers-asked.tsx'
import { usePapers } from './queries.ts'
import { uploadPaper } from './upload-paper.ts'

/** 附件. The papers of a filing; more are dropped on it, one is looked at beside the list. */
export function PapersTab({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords(detailWords)
  const papers = usePapers(filing.id)
  const [shown, show] = useState<string>()
  const isOver = ['rejected', 'withdrawn', 'cancelled'].includes(filing.state)
  return (
    <>
      {isOver ? null : <Uploads filing={filing} asked={papers.data?.asked ?? []} />}
      <PapersAsked asked={papers.data?.asked ?? []} />
      <Loaded query={papers}>
        {({ items, asked }) =>
          items.length === 0 ? (
            <p className="empty">{words.noPapers}</p>
          ) : (
            <ul className="rows">
              {items.map((paper) => (
                <Row
                  key={paper.id}
                  filing={filing}
                  paper={paper}
                  kind={asked.find(({ code }) => code === paper.kind)}
                  isShown={paper.id === shown}
                  onShow={() => show(paper.id === shown ? undefined : paper.id)}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  )
}

const fileOf = (filing: string, paper: string) => `/api/v1/filings/${filing}/papers/${paper}/file`

function Row({
  filing,
  paper,
  kind,
  isShown,
  onShow,
}: {
  readonly filing: FilingDetail
  readonly paper: PaperShown
  readonly kind: PaperAsked | undefined
  readonly isShown: boolean
  readonly onShow: () => void
}) {
  const words = useWords({ ...detailWords, ...paperWords })
  const language = useLanguage()
  const { id, name, bytes, arrived, state, scan, party, organisation, person, hasLeft, businessAt } = paper
  const say = useSay()
  const nameOfPerson = useNameOf()
  return (
    <li>
      <div className="line" style={{ flexWrap: 'wrap' }}>
        <PartyGlyph party={party ?? 'enterprise'} bare />
        <div className="grow" style={{ overflowWrap: 'anywhere' }}>
          {state === 'kept' ? (
            <a href={fileOf(filing.id, id)} download>
              {name}
            </a>
          ) : (
            name
          )}
          <div className="quiet">
            {[
              kind ? say(kind.name) : paper.kind,
              organisation,
              person === null ? null : nameOfPerson(person, hasLeft),
              clockTime(businessAt, language),
              state === 'kept' ? bytesOf(bytes) : `${bytesOf(arrived)} / ${bytesOf(bytes)} · ${words.goOn}`,
              scan === 'unscanned' ? words.unscanned : scan === 'clean' ? words.scanned : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </div>
        {isPreviewed(paper) ? (
          <Button aria-expanded={isShown} onClick={onShow}>
            {isShown ? words.hide : words.preview}
          </Button>
        ) : null}
        {filing.state === 'draft' || state === 'receiving' ? <Remove filing={filing} paper={paper} /> : null}
      </div>
      {isShown ? <PaperPreview paper={paper} address={`${fileOf(filing.id, id)}?show=true`} onClose={onShow} /> : null}
    </li>
  )
}

function Remove({ filing, paper }: { readonly filing: FilingDetail; readonly paper: PaperShown }) {
  const words = useWords(detailWords)
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => ask(`/filings/${filing.id}/papers/${paper.id}`, { method: 'DELETE' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['filing', filing.id] }),
  })
  return (
    <Button loading={remove.isPending} onClick={() => remove.mutate()} aria-label={`${words.remove} ${paper.name}`}>
      {words.remove}
    </Button>
  )
}

/** One upload after another; what failed says why and stays until it is tried again. */
function Uploads({ filing, asked }: { readonly filing: FilingDetail; readonly asked: readonly PaperAsked[] }) {
  const words = useWords({ ...detailWords, ...paperWords })
  const say = useSay()
  // What is missing is what comes next, until something else is said.
  const missing = asked.find(({ does, isThere }) => does === 'required' && !isThere)?.code
  const [chosen, choose] = useState<string>()
  const kind = chosen ?? missing ?? ''
  const queries = useQueryClient()
  const [states, setStates] = useState<
    ReadonlyMap<string, { readonly arrived: number; readonly bytes: number; readonly fault?: string }>
  >(new Map())
  const put = (name: string, state: { arrived: number; bytes: number; fault?: string } | undefined) =>
    setStates((before) => {
      const next = new Map(before)
      if (state) next.set(name, state)
      else next.delete(name)
      return next
    })
  const upload = async (file: File) => {
    const bytes = file.size
    put(file.name, { arrived: 0, bytes })
    try {
      await uploadPaper(filing.id, file, kind || undefined, (arrived) => put(file.name, { arrived, bytes }))
      put(file.name, undefined)
      choose(undefined)
    } catch (error) {
      const fault = error instanceof Problem ? `${error.title} · ${error.message}` : words.cutOff
      put(file.name, { arrived: 0, bytes, fault })
    }
    // What is missing is a finding too.
    await queries.invalidateQueries({ queryKey: ['filing', filing.id] })
  }
  return (
    <div style={{ padding: '10px 14px' }}>
      {asked.length > 0 ? (
        <div className="line paper-kind">
          <label htmlFor="paper-kind">{words.kind}</label>
          <Select
            id="paper-kind"
            value={kind}
            onChange={choose}
            popupMatchSelectWidth={false}
            options={[
              ...asked.map(({ code, name, isThere }) => ({
                value: code,
                label: isThere ? `${say(name)} · ${words.there}` : say(name),
              })),
              { value: '', label: words.noKind },
            ]}
          />
        </div>
      ) : null}
      <DropZone onFile={(file) => void upload(file)} label={words.dropPaper} accept="" />
      {[...states].map(([name, { arrived, bytes, fault }]) => (
        <p key={name} role={fault ? 'alert' : undefined} style={fault ? { color: 'var(--red)' } : undefined}>
          {name} {fault ?? <progress max={bytes} value={arrived} aria-label={`${words.uploading} ${name}`} />}
        </p>
      ))}
    </div>
  )
}
