/** The page that `web.table` measures: our grid, or the library's bare, over the same rows and columns. */
import { useState } from 'react'
import { DataGrid, renderTextEditor } from 'react-data-grid'
import { createRoot, type Root } from 'react-dom/client'
import type { Described } from '../../../apps/web/api/queries.ts'
import { BigGrid } from '../../../apps/web/grid/big-grid.tsx'
import type { Wire } from '../../../apps/web/pages/wire.ts'
import '../../../apps/web/theme/page.css'

type Line = Record<string, string>
const names = Array.from({ length: 20 }, (_, n) => `c${n}`)
const kinds = ['text', 'quantity', 'code', 'amount', 'day']
const cell = (row: number, column: number): string => {
  const kind = kinds[column % kinds.length]
  if (kind === 'text') return `料件 ${row} ${column}`
  if (kind === 'code') return `${(row + column) % 1000}`.padStart(3, '0')
  return kind === 'day' ? '2026-11-23' : `${row}.${column}0000`
}
const rows: Line[] = Array.from({ length: 100_000 }, (_, row) =>
  Object.fromEntries(names.map((name, column) => [name, cell(row, column)])),
)
const list: Described = {
  zh: '料件',
  en: 'Materials',
  key: 'c0',
  line: {
    zh: '',
    en: '',
    members: Object.fromEntries(names.map((name, n) => [name, { zh: name, en: name, kind: kinds[n % kinds.length] }])),
  },
}
/** What Excel would bring: 20,000 × 10, some figures with thousands separators. */
const block = Array.from({ length: 20_000 }, (_, row) =>
  names
    .slice(0, 10)
    .map((_, column) => (kinds[column % 5] === 'amount' && row % 9 === 0 ? '1,234.5' : cell(row, column))),
)
  .map((cells) => cells.join('\t'))
  .join('\r\n')

function Ours() {
  const [lines, set] = useState<readonly Wire[]>(rows)
  return <BigGrid name="materials" list={list} rows={lines} marks={noMarks} memory="bench" onChange={set} />
}
const noMarks = new Map()

const columns = names.map((name, n) => ({
  key: name,
  name,
  width: 140,
  frozen: n === 0,
  resizable: true,
  renderEditCell: renderTextEditor<Line, unknown>,
}))
const figure = /^-?\d+(\.\d+)?$/
/** The same reading and checking of a cell, written straight down. */
function checked(kind: string | undefined, text: string, counts: { rewritten: number; unread: number }): string {
  const isFigure = kind === 'quantity' || kind === 'amount'
  let clean = text.trim()
  if (kind !== 'text') clean = clean.normalize('NFKC')
  if (isFigure && /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(clean)) clean = clean.replaceAll(',', '')
  if (clean !== text) counts.rewritten++
  if (isFigure ? !figure.test(clean) : kind === 'day' && !/^\d{4}-\d\d-\d\d$/.test(clean)) counts.unread++
  return clean
}

/** The library with the block paste that its users write: split, read, check, set. */
function Bare() {
  const [lines, set] = useState(rows)
  return (
    <DataGrid
      columns={columns}
      rows={lines}
      rowHeight={34}
      headerRowHeight={32}
      style={{ blockSize: 32 + 34 * 15 + 16 }}
      onRowsChange={set}
      onCellPaste={({ row }, event) => {
        const next = lines.slice()
        const counts = { rewritten: 0, unread: 0 }
        for (const [down, text] of event.clipboardData.getData('text/plain').split(/\r?\n/).entries()) {
          const line = { ...next[down] }
          for (const [right, value] of text.split('\t').entries())
            line[names[right] ?? ''] = checked(kinds[right % kinds.length], value, counts)
          next[down] = line
        }
        set(next)
        document.title = `${counts.rewritten} ${counts.unread}`
        return row
      }}
    />
  )
}

const drawn = () => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done)))
let root: Root | undefined

/** Called by the bench; each gives milliseconds. */
const acts = {
  async show(kind: 'ours' | 'bare') {
    root?.unmount()
    await drawn()
    const from = performance.now()
    root = createRoot(document.getElementById('root') as HTMLElement)
    root.render(kind === 'ours' ? <Ours /> : <Bare />)
    while (document.querySelectorAll('[role=row]').length < 10) await drawn()
    await drawn()
    return performance.now() - from
  },
  /** Times between frames while it scrolls by some rows a frame, first slowly, then fast. */
  async scroll(frames: number) {
    const body = document.querySelector('[role=grid]') as HTMLElement
    const times: number[] = []
    let before = 0
    for (let n = 0; n < frames; n++) {
      const now = await new Promise<number>(requestAnimationFrame)
      if (n > 0) times.push(now - before)
      before = now
      body.scrollTop += n < frames / 2 ? 68 : 680
    }
    body.scrollTop = 0
    return times
  },
  async paste() {
    const first = document.querySelector('[role=gridcell][aria-colindex="1"], [role=gridcell]') as HTMLElement
    const target = first.parentElement?.querySelector(
      `[aria-colindex="${root && document.querySelector('.grid-body') ? 2 : 1}"]`,
    )
    target?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }))
    await drawn()
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', block)
    const from = performance.now()
    target?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    await drawn()
    return performance.now() - from
  },
  said: () => document.querySelector('.grid-foot .note')?.textContent ?? '',
  firstRow: () => document.querySelector('[role=row][aria-rowindex="2"]')?.textContent ?? '',
}
Object.assign(globalThis, { acts })
document.body.dataset.ready = 'true'
