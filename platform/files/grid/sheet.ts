import type { RowBatch } from './cell.ts'
import { readPlainRows } from './plain-rows.ts'
import { type BookParts, type RowBuilder, rowBuilder } from './rows.ts'
import { decoded, type XmlReader, xmlFeed } from './xml.ts'

/** Some rows of a sheet, and how far reading has come in it. */
export interface SheetPiece {
  readonly batch: RowBatch
  /** Characters of XML, which stand for bytes in the report of progress. */
  readonly read: number
  readonly rows: number
}

const opening = '<sheetData>'
const closing = '</row>'
const longestRow = 8 * 1024 * 1024

/**
 * Reads one sheet. saxes reads the whole part, except that rows which are plain are taken from it by `readPlainRows`: what
 * saxes sees is the same document with some complete rows missing.
 *
 * @param name the sheet's name, for problems
 */
export async function* readSheet(
  name: string,
  part: string,
  bytes: AsyncIterable<Buffer>,
  parts: BookParts,
): AsyncGenerator<SheetPiece, void> {
  const builder = rowBuilder(name, parts)
  const reader = sheetXml(builder)
  const feed = xmlFeed(part, reader)
  let pending = ''
  let read = 0
  let plain = true

  /** Passes on what is complete. */
  function advance() {
    if (!reader.inRows()) {
      const at = pending.indexOf(opening)
      // Up to the rows, and behind them, everything is for saxes. The tag may be cut: its beginning stays.
      const cut = at >= 0 ? at + opening.length : Math.max(0, pending.length - opening.length)
      feed.write(pending.slice(0, cut))
      pending = pending.slice(cut)
      if (at < 0 || !reader.inRows()) return
    }
    const cut = pending.lastIndexOf(closing) + closing.length
    if (cut < closing.length) {
      if (pending.length > longestRow) plain = false
      return
    }
    const rows = pending.slice(0, cut)
    pending = pending.slice(cut)
    const at = readPlainRows(rows, builder)
    if (at === rows.length) return
    const rest = rows.slice(at)
    feed.write(rest)
    // Inside a comment or a CDATA section a row is no row, and only saxes knows where they end.
    if (/<[!?]/.test(rest)) plain = false
  }

  for await (const text of decoded(part, bytes)) {
    read += text.length
    pending += text
    if (plain) advance()
    if (!plain) {
      feed.write(pending)
      pending = ''
    }
    const batch = builder.take(false)
    if (batch) yield { batch, read, rows: builder.count() }
  }
  feed.write(pending)
  feed.end()
  const batch = builder.take(true)
  if (batch) yield { batch, read, rows: builder.count() }
}

/** Reads by saxes what a sheet may contain. */
function sheetXml(into: RowBuilder): XmlReader & { inRows(): boolean } {
  let inRows = false
  let cell: Readonly<Record<string, string>> | undefined
  let text = ''
  let reading = false
  let phonetic = false
  let formula = false
  return {
    inRows: () => inRows,
    open(name, attributes) {
      // Rows elsewhere are not of the sheet: anchors of pictures have some.
      if (!inRows) inRows = name === 'sheetData'
      else
        switch (name) {
          case 'row':
            return into.openRow(attributes.r)
          case 'c':
            cell = attributes
            text = ''
            formula = false
            return
          case 'f':
            formula = true
            return
          case 'v':
            reading = cell !== undefined
            return
          case 't':
            reading = cell !== undefined && !phonetic
            return
          case 'rPh':
            phonetic = true
        }
    },
    text(run) {
      if (reading) text += run
    },
    close(name) {
      if (inRows)
        switch (name) {
          case 'v':
          case 't':
            reading = false
            return
          case 'rPh':
            phonetic = false
            return
          case 'c':
            if (cell) into.cell(cell.r, cell.t, cell.s, text, formula)
            cell = undefined
            return
          case 'row':
            return into.closeRow()
          case 'sheetData':
            inRows = false
        }
    },
  }
}
