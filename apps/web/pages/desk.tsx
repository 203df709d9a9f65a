import { Link, useNavigate, useSearchParams } from 'react-router'
import { type Desk as DeskData, type Shown, useDesk, useVisit } from '../api/desk.ts'
import { useIsFirm } from '../api/mandates.ts'
import { shortDay, weekdayOf } from '../parts/formats.ts'
import { usePageKeys } from '../parts/keys.ts'
import { Fault, Loaded } from '../parts/waiting.tsx'
import '../theme/desk.css'
import '../theme/own.css'
import { common } from '../words/common.ts'
import { deskWords, filled } from '../words/desk.ts'
import { mandateWords } from '../words/mandates.ts'
import { startWords } from '../words/own.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { Answers } from './desk/answers.tsx'
import { Figures, OfficeFigures } from './desk/figures.tsx'
import { Low } from './desk/low.tsx'
import { Strip } from './desk/strip.tsx'
import { ToDo } from './desk/to-do.tsx'
import { DropZone } from './drop-zone.tsx'
import { ProposalsCard } from './proposals-card.tsx'
import { useUpload, usualType } from './upload.ts'

/** 工作台. What must be done, by when, and what happens if not; what was answered; what runs low. */
export function Desk() {
  const isFirm = useIsFirm()
  const words = useWords({ ...common, ...deskWords, actingFor: mandateWords.actingFor })
  const [search] = useSearchParams()
  const show = (search.get('show') ?? 'all') as Shown
  const desk = useDesk(show)
  useVisit()
  return (
    <>
      <div className="head">
        <h1>{words.desk}</h1>
        {desk.data?.actingFor ? (
          <span className="note">
            {words.actingFor} {desk.data.actingFor}
          </span>
        ) : null}
        {desk.data ? <Today desk={desk.data} /> : null}
        {isFirm ? <Begin /> : null}
      </div>
      <ProposalsCard onlyWaiting />
      <Loaded query={desk}>{(found) => <Board desk={found} show={show} isBefore={desk.isPlaceholderData} />}</Loaded>
    </>
  )
}

interface Given {
  readonly desk: DeskData
  readonly show: Shown
  /** Another list is still shown while this one is read. */
  readonly isBefore: boolean
}

function Board({ desk, show, isBefore }: Given) {
  const { own } = desk
  return (
    <>
      {own?.books.inForce === 0 ? <First /> : null}
      {own ? <Figures desk={desk} own={own} /> : <OfficeFigures desk={desk} />}
      <div className="columns">
        <ToDo desk={desk} show={show} isBefore={isBefore} />
        <div className="stack">
          <Strip desk={desk} />
          {own ? <Low own={own} /> : null}
          {own ? <Answers desk={desk} own={own} /> : null}
        </div>
      </div>
    </>
  )
}

/** A firm that has no handbook yet: where the first one begins. */
function First() {
  const words = useWords(startWords)
  return (
    <p className="card own-acts">
      {words.first} <Link to="/start">{words.title}</Link>
    </p>
  )
}

/** The business day, as people say it here. */
function Today({ desk: { today, isWorkingDay, workingDayOfMonth } }: { readonly desk: DeskData }) {
  const words = useWords(deskWords)
  const language = useLanguage()
  const [, month, day] = today.split('-').map(Number)
  const date = language === 'zh' ? `${month}月${day}日 周${weekdayOf(today, 'zh')}` : shortDay(today, 'en')
  return (
    <span className="note">
      {date} · {isWorkingDay ? filled(words.workingDayOfMonth, { n: workingDayOfMonth }) : words.restDay}
    </span>
  )
}

/** Where a filing begins: a workbook dropped anywhere on the page or pasted, or the page for it. */
function Begin() {
  const words = useWords(deskWords)
  const go = useNavigate()
  const upload = useUpload()
  usePageKeys({ n: () => go('/imports/new') })
  return (
    <div className="acts">
      <Fault error={upload.error} />
      <DropZone onFile={(file) => upload.mutate({ type: usualType, file })} anywhere />
      <Link className="button primary" to="/imports/new">
        <span aria-hidden="true">＋</span> {words.newFiling} <kbd>N</kbd>
      </Link>
    </div>
  )
}
