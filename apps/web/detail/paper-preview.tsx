import { Button } from 'antd'
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import type { PaperShown } from '../api/types.ts'
import { Scrolling } from '../parts/scrolling.tsx'
import { paperWords } from '../words/papers.ts'
import { useWords } from '../words/words.ts'

// PDF.js is large: it comes when the first PDF is looked at.
const PdfPage = lazy(async () => ({ default: (await import('./pdf-page.tsx')).PdfPage }))

const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const
const whole = zooms.indexOf(1)

/** Whether a paper can be looked at in the page. */
export const isPreviewed = ({ state, isShown }: PaperShown): boolean => state === 'kept' && isShown

/** 预览. A paper beside the filing: pages and zoom by buttons and keys; 1 is the width of the page. */
export function PaperPreview({
  paper,
  address,
  onClose,
}: {
  readonly paper: PaperShown
  readonly address: string
  readonly onClose: () => void
}) {
  const words = useWords(paperWords)
  const [page, setPage] = useState(1)
  const [pages, setPages] = useState(1)
  const [zoom, setZoom] = useState<number>(whole)
  const frame = useRef<HTMLElement>(null)
  useEffect(() => frame.current?.focus(), [])
  const turn = (to: number) => setPage(Math.min(Math.max(to, 1), pages))
  const scale = (to: number) => setZoom(Math.min(Math.max(to, 0), zooms.length - 1))
  const acts: Readonly<Record<string, () => void>> = {
    PageDown: () => turn(page + 1),
    ArrowRight: () => turn(page + 1),
    PageUp: () => turn(page - 1),
    ArrowLeft: () => turn(page - 1),
    Home: () => turn(1),
    End: () => turn(pages),
    '+': () => scale(zoom + 1),
    '=': () => scale(zoom + 1),
    '-': () => scale(zoom - 1),
    '0': () => scale(whole),
    Escape: onClose,
  }
  const press = (event: KeyboardEvent) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[event.key]
    if (!act) return
    event.preventDefault()
    // The page's own keys, such as 0–9 for its parts, are not meant here.
    event.stopPropagation()
    act()
  }
  const button = (name: string, sign: ReactNode, isOff: boolean, act: () => void) => (
    <Button size="small" aria-label={name} title={name} disabled={isOff} onClick={act}>
      {sign}
    </Button>
  )
  const isPdf = paper.type === 'application/pdf'
  const percent = `${(zooms[zoom] ?? 1) * 100} %`
  return (
    <section
      ref={frame}
      className="preview"
      aria-label={`${words.preview} ${paper.name}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
      onKeyDown={press}
    >
      <div className="preview-bar">
        {isPdf ? (
          <>
            {button(words.before, '‹', page <= 1, () => turn(page - 1))}
            <span role="status">{words.pageOf.replace('{n}', String(page)).replace('{all}', String(pages))}</span>
            {button(words.after, '›', page >= pages, () => turn(page + 1))}
          </>
        ) : null}
        {button(words.smaller, '−', zoom === 0, () => scale(zoom - 1))}
        <span>{percent}</span>
        {button(words.larger, '+', zoom === zooms.length - 1, () => scale(zoom + 1))}
        {button(words.wholeWidth, '↔', zoom === whole, () => scale(whole))}
        <span className="quiet grow">{isPdf ? words.keysOfPdf : words.keysOfPicture}</span>
        <Button size="small" onClick={onClose}>
          {words.hide}
        </Button>
      </div>
      <Scrolling name={paper.name}>
        {isPdf ? (
          <Suspense fallback={<p className="quiet">{words.opening}</p>}>
            <PdfPage address={address} name={paper.name} page={page} zoom={zooms[zoom] ?? 1} onPages={setPages} />
          </Suspense>
        ) : (
          <img src={address} alt={paper.name} width={percent.replace(' ', '')} />
        )}
      </Scrolling>
    </section>
  )
}
