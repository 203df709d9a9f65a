import { Link, useNavigate, useParams } from 'react-router'
import { useIsFirm } from '../api/mandates.ts'
import { isBeingWritten, useFiling, useFindings } from '../api/queries.ts'
import type { FilingDetail, Finding } from '../api/types.ts'
import { ContentCard } from '../pages/content-card.tsx'
import { DraftEditor } from '../pages/draft-editor.tsx'
import { FindingsCard } from '../pages/findings-card.tsx'
import { MessagesCard } from '../pages/messages-card.tsx'
import { TaskCard } from '../pages/task-card.tsx'
import { useTitle } from '../pages/title.ts'
import { useKeptDraft } from '../pages/use-draft.ts'
import { usePageKeys } from '../parts/keys.ts'
import { StateTag } from '../parts/signs.tsx'
import { Loaded } from '../parts/waiting.tsx'
import { detailWords } from '../words/detail.ts'
import { useWords } from '../words/words.ts'
import { HopLine } from './hop-line.tsx'
import { LogTab } from './log-tab.tsx'
import { Neighbours, useNeighbourKeys } from './neighbours.tsx'
import { OwnActs } from './own-acts.tsx'
import { PapersTab } from './papers-tab.tsx'
import { SignatureCard } from './signature-card.tsx'
import { TalkTab } from './talk-tab.tsx'
import { VersionsTab } from './versions-tab.tsx'
import { ViewsTab } from './views-tab.tsx'

/** 申报详情. Where it is, who holds it, what was found, what it says, what was said about it. */
export function FilingPage() {
  const { id = '' } = useParams()
  const filing = useFiling(id)
  useNeighbourKeys()
  return <Loaded query={filing}>{(found) => <Detail filing={found} />}</Loaded>
}

function Detail({ filing }: { readonly filing: FilingDetail }) {
  const isFirm = useIsFirm()
  const title = useTitle()(filing)
  const isDraft = isFirm && isBeingWritten(filing)
  return (
    <>
      <div className="head">
        <h1>{title}</h1>
        <StateTag state={filing.state} />
        <span className="note">{filing.known.number ?? filing.known.preentryNumber}</span>
        <Neighbours id={filing.id} />
        <OwnActs filing={filing} isFirm={isFirm} />
      </div>
      <HopLine filing={filing} />
      <SignatureCard filing={filing} />
      <TaskCard filing={filing.id} />
      <div className="columns">
        <Parts filing={filing} isDraft={isDraft} />
        <div className="stack">
          {isDraft ? <FindingsCard filing={filing} /> : null}
          <MessagesCard filing={filing} />
        </div>
      </div>
    </>
  )
}

const tabs = ['views', 'content', 'findings', 'versions', 'papers', 'talk', 'log'] as const
type Tab = (typeof tabs)[number]

/** The parts, one open at a time, each with its own address. */
function Parts({ filing, isDraft }: { readonly filing: FilingDetail; readonly isDraft: boolean }) {
  const words = useWords(detailWords)
  const go = useNavigate()
  const { tab } = useParams()
  const first: Tab = isDraft ? 'content' : 'views'
  const open = tabs.find((name) => name === tab) ?? first
  const show = (name: string) => go(`/filings/${filing.id}/${name}`, { replace: true })
  useTabKeys(show, filing.ownNumber ?? '')
  return (
    <section className="card tabbed">
      <nav aria-label={words.tabs}>
        {tabs.map((name) => (
          <Link
            key={name}
            to={`/filings/${filing.id}/${name}`}
            replace
            aria-current={name === open ? 'page' : undefined}
          >
            {words[name]}
          </Link>
        ))}
      </nav>
      <Part name={open} filing={filing} isDraft={isDraft} />
    </section>
  )
}

function Part({
  name,
  filing,
  isDraft,
}: {
  readonly name: Tab
  readonly filing: FilingDetail
  readonly isDraft: boolean
}) {
  switch (name) {
    case 'views':
      return (
        <>
          <ViewsTab filing={filing} />
          {isDraft || !filing.judgement ? null : <FindingsCard filing={filing} />}
        </>
      )
    case 'content':
      return isDraft ? <Draft filing={filing} /> : <ContentCard filing={filing} />
    case 'findings':
      return <FindingsCard filing={filing} />
    case 'versions':
      return <VersionsTab filing={filing} />
    case 'papers':
      return <PapersTab filing={filing} />
    case 'talk':
      return <TalkTab filing={filing} />
    case 'log':
      return <LogTab filing={filing} />
  }
}

const noFindings: readonly Finding[] = []

/** The draft with what the gate says of it, marked where it says so. */
function Draft({ filing }: { readonly filing: FilingDetail }) {
  const findings = useFindings(filing).data?.findings ?? noFindings
  const kept = useKeptDraft(filing.id)
  return kept ? <DraftEditor key={filing.id} filing={filing} findings={findings} kept={kept} /> : null
}

/** 1–7 open a part, C copies the number; dead while one types. */
function useTabKeys(show: (tab: string) => void, number: string): void {
  usePageKeys({
    ...Object.fromEntries(tabs.map((tab, at) => [`${at + 1}`, () => show(tab)])),
    c: () => void navigator.clipboard.writeText(number),
  })
}
