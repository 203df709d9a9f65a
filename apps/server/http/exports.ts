/** Lists that leave as a file: Excel or CSV, in which no text is a formula (S8.6). */
import { content, group, list, text } from '@jiamao/kernel/fields'
import { defineProblem } from '@jiamao/kernel/problem'
import type { Words } from '@jiamao/kernel/words'
import { type CodeNames, csv, writeBook } from '@jiamao/platform/files'
import type { FastifyReply } from 'fastify'

/** An export is so long at most; what is left out is named by the filter. */
export const mostExported = 100_000

const notFormat = defineProblem({
  code: 'EXPORT_FORMAT',
  status: 422,
  zh: { title: '没有这种格式', detail: '不能导出为“{format}”。', remedy: 'format 填 xlsx 或 csv。' },
  en: { title: 'No such format', detail: 'There is no export as "{format}".', remedy: 'Give format xlsx or csv.' },
})

/** A table to be exported: its columns by name, its lines as texts. */
export interface Table {
  readonly name: Words
  readonly columns: Readonly<Record<string, Words>>
  readonly lines: readonly Readonly<Record<string, string>>[]
}

const noCodes: CodeNames = { codeOf: () => undefined, nameOf: () => undefined, entries: () => [] }

/** @throws EXPORT_FORMAT */
export function sendTable(reply: FastifyReply, { name, columns, lines }: Table, format: string): FastifyReply {
  if (format !== 'xlsx' && format !== 'csv') throw notFormat({ format: format.slice(0, 20) })
  reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${name.zh}.${format}`)}`)
  if (format === 'csv') {
    const heads = Object.values(columns).map(({ zh, en }) => `${zh} ${en}`)
    const cells = lines.map((line) => Object.keys(columns).map((column) => line[column] ?? ''))
    return reply.type('text/csv; charset=utf-8').send(csv(heads, cells))
  }
  const fields = Object.entries(columns).map(([column, words]) => [column, text({ ...words, max: 4000, source: 'c' })])
  const schema = content({ lines: list(group(name, Object.fromEntries(fields)), { ...name, max: mostExported }) })
  const layout = [{ part: 'lines', sheet: [name.zh], form: 'table' as const }]
  return reply
    .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .send(writeBook(schema, layout, { lines }, noCodes))
}
