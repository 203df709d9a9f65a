import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useSessionEnd, type Warning } from '../api/session-end.ts'
import { filled } from '../words/desk.ts'
import { sessionEndWords } from '../words/session-end.ts'
import { useWords } from '../words/words.ts'

/** 登录将结束. Asks two minutes before a session ends; at its end one signs in again in place, and drafts are where they were. */
export function SessionEnd() {
  const { warning, stay } = useSessionEnd()
  const [known, setKnown] = useState<Warning>()
  // What cannot be put off is said once.
  if (!warning || (warning.isWhole && known?.isWhole)) return null
  return <Ask warning={warning} onStay={() => (warning.isWhole ? setKnown(warning) : void stay())} />
}

// A reader of the screen is told at these, not every second.
const told = [120, 60, 30, 10]

function Ask({ warning: { endsAtMs, isWhole }, onStay }: { readonly warning: Warning; readonly onStay: () => void }) {
  const words = useWords(sessionEndWords)
  const dialog = useRef<HTMLDialogElement>(null)
  const stay = useRef<HTMLButtonElement>(null)
  const left = useSecondsTo(endsAtMs)
  useEffect(() => {
    dialog.current?.showModal()
    stay.current?.focus()
  }, [])
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
  const saying = told.findLast((seconds) => left <= seconds) ?? told[0]
  return (
    <dialog
      ref={dialog}
      className="card ask"
      role="alertdialog"
      aria-labelledby="end-title"
      aria-describedby="end-why"
      onCancel={(event) => {
        event.preventDefault()
        onStay()
      }}
    >
      <div className="stack">
        <h2 id="end-title">{words.title}</h2>
        <p id="end-why" style={{ margin: 0 }}>
          {isWhole ? words.whole : words.idle}
        </p>
        <p className="countdown" aria-hidden="true">
          {filled(words.left, { time })}
        </p>
        <p className="unseen" role="status">
          {filled(words.seconds, { n: saying })}
        </p>
        <Button ref={stay} type="primary" onClick={onStay}>
          {isWhole ? words.known : words.stay}
        </Button>
      </div>
    </dialog>
  )
}

/** Whole seconds until a moment of this page's steady clock. */
function useSecondsTo(endsAtMs: number): number {
  const leftNow = () => Math.max(0, Math.ceil((endsAtMs - performance.now()) / 1_000))
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 500)
    return () => clearInterval(timer)
  }, [])
  return leftNow()
}
