import type { Divergence } from '@jiamao/kernel/merge'
import { Alert, Button, Radio } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Described } from '../api/queries.ts'
import { clockTime } from '../parts/formats.ts'
import { Scrolling } from '../parts/scrolling.tsx'
import { editorWords } from '../words/editor.ts'
import { useLanguage, useSay, useWords } from '../words/words.ts'
import type { Editor, Meeting, Side } from './meeting.ts'

/** 两人同改. Says what was put together, and lets one choose where both changed a field: the two side by side. */
export function MeetingCard({
  content,
  meeting,
  onChoose,
}: {
  readonly content: Described
  readonly meeting: Meeting
  readonly onChoose: (sides: readonly Side[]) => void
}) {
  const words = useWords(editorWords)
  const who = useEditors(meeting.since)
  const joined =
    meeting.taken > 0
      ? `${words.joined.replace('{who}', who).replace('{count}', String(meeting.taken))}${words.joinedUndo}`
      : ''
  if (meeting.overlaps.length > 0)
    return (
      <Choice key={keyOf(meeting)} content={content} meeting={meeting} said={joined} who={who} onChoose={onChoose} />
    )
  return joined ? <Alert key={joined} type="info" showIcon closable={{ closeIcon: true }} title={joined} /> : null
}

const keyOf = ({ overlaps }: Meeting) => JSON.stringify(overlaps)

function useEditors(since: readonly Editor[]): string {
  const words = useWords(editorWords)
  const language = useLanguage()
  const named = since.map(({ name, at }) => `${name}（${clockTime(at, language)}）`)
  return named.join(language === 'zh' ? '、' : ', ') || words.somebody
}

function Choice({
  content,
  meeting: { overlaps },
  said,
  who,
  onChoose,
}: {
  readonly content: Described
  readonly meeting: Meeting
  readonly said: string
  readonly who: string
  readonly onChoose: (sides: readonly Side[]) => void
}) {
  const words = useWords(editorWords)
  const title = words.meetTitle.replace('{count}', String(overlaps.length))
  const [sides, choose] = useState<readonly (Side | undefined)[]>(() => overlaps.map(() => undefined))
  const head = useRef<HTMLHeadingElement>(null)
  // Whoever types must learn of it: the card takes the focus once, as a summary of errors does.
  useEffect(() => head.current?.focus(), [])
  const all = (side: Side) => choose(overlaps.map(() => side))
  return (
    <section className="card meeting" aria-labelledby="meeting">
      <header>
        <h2 id="meeting" ref={head} tabIndex={-1}>
          {title}
        </h2>
      </header>
      <p className="quiet">
        {said || words.changedToo.replace('{who}', who)} {words.meetKept}
      </p>
      <Scrolling name={title}>
        <table className="table">
          <thead>
            <tr>
              {[words.part, words.line, words.field, words.before, words.mine, words.theirs].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {overlaps.map((one, n) => (
              <Row
                key={`${one.part} ${one.line} ${one.path.join()}`}
                content={content}
                one={one}
                side={sides[n]}
                onChoose={(side) => choose(sides.with(n, side))}
              />
            ))}
          </tbody>
        </table>
      </Scrolling>
      <div className="line">
        <Button onClick={() => all('mine')}>{words.useMine}</Button>
        <Button onClick={() => all('theirs')}>{words.useTheirs}</Button>
        <Button type="primary" disabled={sides.includes(undefined)} onClick={() => onChoose(sides as readonly Side[])}>
          {words.saveChosen}
        </Button>
      </div>
    </section>
  )
}

function Row({
  content,
  one,
  side,
  onChoose,
}: {
  readonly content: Described
  readonly one: Divergence
  readonly side: Side | undefined
  readonly onChoose: (side: Side) => void
}) {
  const words = useWords(editorWords)
  const say = useSay()
  const part = content.members?.[one.part]
  const inner = one.line === undefined ? part : part?.line
  const field = one.path.reduce<Described | undefined>((at, name) => at?.members?.[name], inner)
  const name = one.path.length === 0 ? words.wholeLine : field ? say(field) : one.path.join(' · ')
  const printed = (value: unknown) => {
    if (one.path.length === 0 && one.line !== undefined) return value === undefined ? words.gone : words.there
    const choice = typeof value === 'string' ? field?.choices?.[value] : undefined
    return choice ? say(choice) : isEmpty(value) ? '—' : typeof value === 'string' ? value : JSON.stringify(value)
  }
  const radio = (which: Side) => (
    <td>
      <Radio
        checked={side === which}
        onChange={() => onChoose(which)}
        aria-label={`${name} ${one.line ?? ''} ${words[which]} ${printed(one[which])}`}
      >
        {printed(one[which])}
      </Radio>
    </td>
  )
  return (
    <tr>
      <td>{part ? say(part) : one.part}</td>
      <td>{one.line?.startsWith('#') ? '—' : one.line}</td>
      <td>{name}</td>
      <td>{printed(one.base)}</td>
      {radio('mine')}
      {radio('theirs')}
    </tr>
  )
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === ''
