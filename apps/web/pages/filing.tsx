import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useParams } from 'react-router'
import { ask } from '../api/client.ts'
import { isBeingWritten, useDraftState, useFiling, useFindings, useSession } from '../api/queries.ts'
import type { FilingDetail, Finding } from '../api/types.ts'
import { StateTag } from '../parts/signs.tsx'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { pageWords } from '../words/pages.ts'
import { useWords } from '../words/words.ts'
import { ContentCard } from './content-card.tsx'
import { Decision } from './decision.tsx'
import { DraftEditor } from './draft-editor.tsx'
import { FindingsCard } from './findings-card.tsx'
import { HopLine } from './hop-line.tsx'
import { MessagesCard } from './messages-card.tsx'
import { useTitle } from './title.ts'
import { useKeptDraft } from './use-draft.ts'
import { ViewsCard } from './views-card.tsx'

/** 申报详情. Where it is, who holds it, what was found, what it says. */
export function FilingPage() {
  const { id = '' } = useParams()
  const filing = useFiling(id)
  return <Loaded query={filing}>{(found) => <Detail filing={found} />}</Loaded>
}

function Detail({ filing }: { readonly filing: FilingDetail }) {
  const isFirm = useSession().data?.party === 'enterprise'
  const title = useTitle()(filing)
  return (
    <>
      <div className="head">
        <h1>{title}</h1>
        <StateTag state={filing.state} />
        <span className="note">{Object.values(filing.known).slice(0, 1)}</span>
        {isFirm ? <OwnActs filing={filing} /> : null}
      </div>
      <HopLine filing={filing} />
      {isFirm ? null : <Decision filing={filing} />}
      <div className="columns">
        <div className="stack">
          <ViewsCard filing={filing} />
          <FindingsCard filing={filing} />
          {isFirm && isBeingWritten(filing) ? <Draft filing={filing} /> : <ContentCard filing={filing} />}
        </div>
        <MessagesCard filing={filing} />
      </div>
    </>
  )
}

const noFindings: readonly Finding[] = []

/** The draft with what the gate says of it, marked where it says so. */
function Draft({ filing }: { readonly filing: FilingDetail }) {
  const findings = useFindings(filing).data?.findings ?? noFindings
  const kept = useKeptDraft(filing.id)
  return kept ? <DraftEditor key={filing.id} filing={filing} findings={findings} kept={kept} /> : null
}

/** What the filer may do with it as it stands: check and submit a draft, withdraw, take it home. */
function OwnActs({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords(pageWords)
  const queries = useQueryClient()
  const act = useMutation({
    mutationFn: (name: 'submit' | 'withdraw') =>
      ask(`/filings/${filing.id}/${name}`, {
        method: 'POST',
        seen: filing.revision,
        ...(name === 'withdraw' ? { body: { reason: words.withdraw } } : {}),
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['filing', filing.id] }),
  })
  const isOpen = isBeingWritten(filing)
  const isSaved = useDraftState(filing.id) === 'saved'
  return (
    <div className="acts">
      <a className="drop" href={`/api/v1/filings/${filing.id}/workbook`} download>
        {words.download}
      </a>
      {isOpen || filing.state === 'held' ? (
        <Popconfirm title={words.withdrawSure} onConfirm={() => act.mutate('withdraw')}>
          <Button disabled={act.isPending}>{words.withdraw}</Button>
        </Popconfirm>
      ) : null}
      {isOpen ? (
        <Button type="primary" disabled={!isSaved} onClick={() => act.mutate('submit')} loading={act.isPending}>
          {words.submit}
        </Button>
      ) : null}
      <Fault error={act.error} />
    </div>
  )
}
