import { Checkbox, Select } from 'antd'
import type { OwnSheets, PartDescribed, SheetMapping } from '../../api/own-sheets.ts'
import { Scrolling } from '../../parts/scrolling.tsx'
import { filled } from '../../words/desk.ts'
import { ownWords } from '../../words/own.ts'
import { useLanguage, useWords } from '../../words/words.ts'

type Rows = OwnSheets['outline'][number]['rows']

interface Given {
  readonly sheet: SheetMapping
  readonly guessed: OwnSheets['guessed'][number] | undefined
  readonly rows: Rows
  readonly parts: readonly PartDescribed[]
  /** The first lines as they would be read. */
  readonly read: readonly Readonly<Record<string, unknown>>[] | undefined
  readonly onChange: (sheet: SheetMapping) => void
}

const letter = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : letter(Math.floor(column / 26) - 1) + letter(column % 26)

/** The heading of a column: what stands in the header row, or above it where cells are merged downwards. */
const headingOf = (rows: Rows, header: number, column: number): string =>
  rows
    .filter(({ no }) => no === header || no === header - 1)
    .map(({ texts }) => texts[column] ?? '')
    .filter((text) => text !== '')
    .at(-1) ?? ''

/** One sheet: what it holds, where its header is, what its columns mean, and how its first lines will be read. */
export function SheetCard({ sheet, guessed, rows, parts, read, onChange }: Given) {
  const words = useWords(ownWords)
  const language = useLanguage()
  const part = parts.find((one) => one.part === sheet.part)
  const lines = rows.filter(({ no }) => no > sheet.header)
  const width = Math.max(0, ...rows.filter(({ no }) => no >= sheet.header - 1).map(({ texts }) => texts.length))
  const columns = Array.from({ length: width }, (_, column) => column)
  const mean = new Map(sheet.columns.map((one) => [one.column, one]))
  const unmapped = columns.filter((column) => !mean.has(column) && headingOf(rows, sheet.header, column) !== '')
  const later = part?.fields.filter(
    ({ pointer, required }) => required && !sheet.columns.some(({ field }) => field === pointer),
  )
  const setPart = (to: string) => {
    const next = parts.find((one) => one.part === to)
    const known = new Set(next?.fields.map(({ pointer }) => pointer))
    onChange({ ...sheet, part: next?.part ?? null, columns: sheet.columns.filter(({ field }) => known.has(field)) })
  }
  return (
    <section className="card own-sheet">
      <header>
        <h2>{sheet.sheet}</h2>
        <Select
          aria-label={`${sheet.sheet} ${words.sheetIs}`}
          size="small"
          style={{ minWidth: 130 }}
          value={sheet.part ?? ''}
          options={[
            ...parts.map((one) => ({ value: one.part, label: one[language] })),
            { value: '', label: words.notRead },
          ]}
          onChange={setPart}
        />
        {part ? (
          <Select
            aria-label={`${sheet.sheet} ${words.headerRow}`}
            size="small"
            style={{ minWidth: 130 }}
            value={sheet.header}
            options={rows.slice(0, 20).map(({ no }) => ({
              value: no,
              label: filled(words.row, { n: no }),
            }))}
            onChange={(header) => onChange({ ...sheet, header })}
          />
        ) : null}
      </header>
      {part ? (
        <>
          <Scrolling name={sheet.sheet}>
            <table className="table own-columns">
              <thead>
                <tr>
                  <th scope="col">{words.column}</th>
                  <th scope="col">{words.heading}</th>
                  <th scope="col">{words.samples}</th>
                  <th scope="col">{words.means}</th>
                  <th scope="col">{words.sure}</th>
                </tr>
              </thead>
              <tbody>
                {columns.map((column) => (
                  <ColumnRow
                    key={column}
                    column={column}
                    heading={headingOf(rows, sheet.header, column)}
                    samples={lines
                      .map(({ texts }) => texts[column] ?? '')
                      .filter((text) => text !== '')
                      .slice(0, 3)}
                    sheet={sheet}
                    part={part}
                    confidence={
                      guessed?.columns.find((one) => one.column === column && one.field === mean.get(column)?.field)
                        ?.confidence
                    }
                    onChange={onChange}
                  />
                ))}
              </tbody>
            </table>
          </Scrolling>
          {unmapped.length > 0 ? (
            <p className="own-note quiet">
              {filled(words.unmapped, {
                names: unmapped
                  .map((column) => `${letter(column)} ${headingOf(rows, sheet.header, column)}`)
                  .join('、'),
              })}
            </p>
          ) : null}
          {later && later.length > 0 ? (
            <p className="own-note quiet">
              {filled(words.laterFields, { names: later.map((field) => field[language]).join('、') })}
            </p>
          ) : null}
          <Preview sheet={sheet} part={part} read={read ?? []} />
        </>
      ) : null}
    </section>
  )
}

interface RowGiven {
  readonly column: number
  readonly heading: string
  readonly samples: readonly string[]
  readonly sheet: SheetMapping
  readonly part: PartDescribed
  readonly confidence: number | undefined
  readonly onChange: (sheet: SheetMapping) => void
}

const certain = 85

function ColumnRow({ column, heading, samples, sheet, part, confidence, onChange }: RowGiven) {
  const words = useWords(ownWords)
  const language = useLanguage()
  const mine = sheet.columns.find((one) => one.column === column)
  const others = sheet.columns.filter((one) => one.column !== column)
  const needed = new Set(part.needs.flat())
  const isDoubtful = mine !== undefined && confidence !== undefined && confidence < certain
  const sure =
    mine === undefined
      ? words.notRead
      : confidence === undefined
        ? words.chosen
        : confidence >= certain
          ? words.certain
          : confidence >= 65
            ? words.likely
            : words.doubtful
  const put = (field: string) =>
    onChange({
      ...sheet,
      columns: [...others, ...(field === '' ? [] : [{ column, field }])].sort((a, b) => a.column - b.column),
    })
  const label = `${letter(column)} ${heading}`
  return (
    <tr>
      <td className="mono">{letter(column)}</td>
      <td>{heading || '—'}</td>
      <td className="quiet own-samples">{samples.join(' · ') || '—'}</td>
      <td data-doubtful={isDoubtful}>
        <Select
          aria-label={`${label} ${words.means}`}
          size="small"
          style={{ width: 190 }}
          showSearch={{ optionFilterProp: 'label' }}
          value={mine?.field ?? ''}
          options={[
            { value: '', label: words.notRead },
            ...part.fields.map((field) => ({
              value: field.pointer,
              label: needed.has(field.pointer) ? `${field[language]} · ${words.needed}` : field[language],
            })),
          ]}
          onChange={put}
        />
        {mine && isText(part, mine.field) ? (
          <Checkbox
            className="own-down"
            checked={mine.down ?? false}
            aria-label={`${label} ${words.down}`}
            onChange={({ target }) =>
              onChange({
                ...sheet,
                columns: sheet.columns.map((one) =>
                  one.column === column ? { column, field: one.field, ...(target.checked ? { down: true } : {}) } : one,
                ),
              })
            }
          >
            {words.down}
          </Checkbox>
        ) : null}
      </td>
      <td className={isDoubtful ? 'own-doubtful' : 'quiet'}>
        {sure}
        {mine && confidence !== undefined ? ` ${confidence} %` : ''}
      </td>
    </tr>
  )
}

const isText = ({ fields }: PartDescribed, pointer: string) =>
  fields.find((field) => field.pointer === pointer)?.kind === 'text'

/** The first lines as they will be read: codes for words, figures as they are kept. */
function Preview({
  sheet,
  part,
  read,
}: Pick<RowGiven, 'sheet' | 'part'> & { readonly read: NonNullable<Given['read']> }) {
  const words = useWords(ownWords)
  const language = useLanguage()
  const fields = sheet.columns.flatMap(({ field }) => part.fields.find(({ pointer }) => pointer === field) ?? [])
  return (
    <>
      <h3 className="own-preview">{words.preview}</h3>
      {read.length === 0 ? (
        <p className="empty">{words.previewNone}</p>
      ) : (
        <Scrolling name={`${sheet.sheet} ${words.preview}`}>
          <table className="table">
            <thead>
              <tr>
                {fields.map((field) => (
                  <th key={field.pointer} scope="col">
                    {field[language]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {read.map((line, i) => (
                <tr key={i}>
                  {fields.map(({ pointer }) => (
                    <td key={pointer}>{String(line[pointer.slice(1)] ?? '—')}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      )}
    </>
  )
}
