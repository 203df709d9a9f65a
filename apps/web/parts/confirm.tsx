import { Button } from 'antd'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { common } from '../words/common.ts'
import { useWords } from '../words/words.ts'

/**
 * Asks once before an act, by what it will do. The browser's own dialog: it keeps the focus, closes on Esc and gives the
 * focus back.
 */
export function Confirm({
  title,
  act,
  isBusy,
  isReady = true,
  onAct,
  onClose,
  children,
}: {
  readonly title: string
  readonly act: string
  readonly isBusy: boolean
  readonly isReady?: boolean
  readonly onAct: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const words = useWords(common)
  const dialog = useRef<HTMLDialogElement>(null)
  const name = useId()
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="card confirm" aria-labelledby={name} onClose={onClose}>
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !isBusy) onAct()
        }}
      >
        <h2 id={name}>{title}</h2>
        {children}
        <div className="confirm-acts">
          <Button onClick={onClose}>{words.back}</Button>
          <Button type="primary" htmlType="submit" disabled={!isReady} loading={isBusy}>
            {act}
          </Button>
        </div>
      </form>
    </dialog>
  )
}
