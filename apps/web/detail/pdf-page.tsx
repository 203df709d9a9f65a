import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, version } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import { useEffect, useRef, useState } from 'react'
import { paperWords } from '../words/papers.ts'
import { useWords } from '../words/words.ts'

GlobalWorkerOptions.workerSrc = workerAddress

/** Character maps, fonts and decoders of PDF.js, shipped with the build (`vite.config.ts`). */
const parts = `/assets/pdf-${version}/`

/** Larger pictures inside a PDF are left out (S8.4: 40 megapixels). */
const mostPixels = 40_000_000

/**
 * One page of a PDF as a picture, and its text for who hears it. It is read in a worker whose own policy lets it reach
 * nothing: what it needs is fetched here. Scripts and forms of a PDF are never run.
 */
export function PdfPage({
  address,
  name,
  page,
  zoom,
  onPages,
}: {
  readonly address: string
  readonly name: string
  readonly page: number
  readonly zoom: number
  readonly onPages: (pages: number) => void
}) {
  const words = useWords(paperWords)
  const [open, setOpen] = useState<PDFDocumentProxy>()
  const [fault, setFault] = useState<'locked' | 'broken'>()
  const [text, setText] = useState('')
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const leaving = new AbortController()
    const opening = openPdf(address, leaving.signal)
    opening
      .then((found) => {
        onPages(found.numPages)
        setOpen(found)
      })
      .catch((error: Error) => {
        if (!leaving.signal.aborted) setFault(error.name === 'PasswordException' ? 'locked' : 'broken')
      })
    return () => {
      leaving.abort()
      void opening.then((found) => found.loadingTask.destroy()).catch(() => {})
    }
  }, [address, onPages])
  useEffect(() => {
    if (!open || !canvas.current) return
    const drawing = draw(open, page, zoom, canvas.current)
    drawing.done.then(setText).catch((error: Error) => {
      if (error.name !== 'RenderingCancelledException') setFault('broken')
    })
    return drawing.stop
  }, [open, page, zoom])
  if (fault) return <p role="alert">{words[fault]}</p>
  return (
    <>
      {open ? null : <p className="quiet">{words.opening}</p>}
      <canvas ref={canvas} role="img" aria-label={`${name} ${page}`} />
      <p className="unseen">{text}</p>
    </>
  )
}

async function openPdf(address: string, signal: AbortSignal): Promise<PDFDocumentProxy> {
  const reply = await fetch(address, { signal })
  if (!reply.ok) throw new Error(`${reply.status}`)
  const data = new Uint8Array(await reply.arrayBuffer())
  return getDocument({
    data,
    cMapUrl: parts,
    cMapPacked: true,
    standardFontDataUrl: parts,
    wasmUrl: parts,
    iccUrl: parts,
    useWorkerFetch: false,
    enableXfa: false,
    maxImageSize: mostPixels,
  }).promise
}

/** Draws a page as wide as its frame, times the zoom; a drawing that is overtaken stops. */
function draw(open: PDFDocumentProxy, number: number, zoom: number, canvas: HTMLCanvasElement) {
  let isStopped = false
  let stop = () => {}
  const done = (async () => {
    const page = await open.getPage(number)
    if (isStopped) return ''
    const natural = page.getViewport({ scale: 1 })
    const width = (canvas.parentElement?.clientWidth ?? natural.width) - 2
    const sharp = Math.min(devicePixelRatio, 2)
    const viewport = page.getViewport({ scale: (width / natural.width) * zoom * sharp })
    canvas.width = Math.floor(viewport.width)
    canvas.height = Math.floor(viewport.height)
    canvas.style.width = `${Math.floor(viewport.width / sharp)}px`
    const task = page.render({ canvas, viewport })
    stop = () => task.cancel()
    await task.promise
    const { items } = await page.getTextContent()
    return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('')
  })()
  return {
    done,
    stop: () => {
      isStopped = true
      stop()
    },
  }
}
