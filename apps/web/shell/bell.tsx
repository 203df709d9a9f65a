import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { type Notice, useNotices, useReadNotices } from '../api/notices.ts'
import { clockTime } from '../parts/formats.ts'
import '../theme/bell.css'
import { filled } from '../words/desk.ts'
import { noticeWords } from '../words/notices.ts'
import { useLanguage, useSay, useWords } from '../words/words.ts'

const most = 99

/** 通知. What the organisation was told; how much of it this person has not read. */
export function Bell() {
  const words = useWords(noticeWords)
  const [isOpen, setOpen] = useState(false)
  const panel = useRef<HTMLDivElement>(null)
  const unread = useNotices().data?.unread ?? 0
  useEffect(() => {
    if (!isOpen) return
    panel.current?.focus()
    const leave = (event: Event) => {
      if (
        event instanceof KeyboardEvent
          ? event.key === 'Escape'
          : !panel.current?.parentElement?.contains(event.target as Node)
      )
        setOpen(false)
    }
    addEventListener('keydown', leave)
    addEventListener('pointerdown', leave)
    return () => {
      removeEventListener('keydown', leave)
      removeEventListener('pointerdown', leave)
    }
  }, [isOpen])
  return (
    <div className="bell">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-label={unread > 0 ? filled(words.unread, { n: unread }) : words.notices}
        onClick={() => setOpen(!isOpen)}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M4 11.5V7a4 4 0 018 0v4.5l1 1H3zM6.7 14.2h2.6" />
        </svg>
        {unread > 0 ? <b aria-hidden="true">{unread > most ? `${most}+` : unread}</b> : null}
      </button>
      {isOpen ? (
        <div ref={panel} className="notices" role="dialog" aria-label={words.notices} tabIndex={-1}>
          <Panel onEnd={() => setOpen(false)} />
        </div>
      ) : null}
    </div>
  )
}

function Panel({ onEnd }: { readonly onEnd: () => void }) {
  const words = useWords(noticeWords)
  const { items, unread } = useNotices().data ?? { items: [], unread: 0 }
  const read = useReadNotices()
  return (
    <>
      <header>
        <h2>{words.notices}</h2>
        <button
          type="button"
          className="link"
          disabled={unread === 0}
          onClick={() => read.mutate({ until: items[0].at })}
        >
          {words.readAll}
        </button>
      </header>
      {items.length === 0 ? (
        <p className="empty">{words.none}</p>
      ) : (
        <ul>
          {items.map((notice) => (
            <Row
              key={notice.id}
              notice={notice}
              onRead={() => {
                if (notice.isUnread) read.mutate({ id: notice.id })
              }}
              onEnd={onEnd}
            />
          ))}
        </ul>
      )}
    </>
  )
}

interface Given {
  readonly notice: Notice
  onRead(): void
  onEnd(): void
}

function Row({ notice: { filing, message, businessAt, isUnread }, onRead, onEnd }: Given) {
  const words = useWords(noticeWords)
  const language = useLanguage()
  const say = useSay()
  const open = () => {
    onRead()
    onEnd()
  }
  return (
    <li className={isUnread ? 'unread' : undefined}>
      <span className="dot">{isUnread ? <span className="unseen">{words.isUnread}</span> : null}</span>
      <span>
        {filing ? (
          <Link to={`/filings/${filing}`} onClick={open}>
            {say(message)}
          </Link>
        ) : (
          say(message)
        )}
        <time dateTime={businessAt}>{clockTime(businessAt, language)}</time>
      </span>
      {isUnread ? (
        <button type="button" className="link" onClick={onRead}>
          {words.read}
        </button>
      ) : null}
    </li>
  )
}
