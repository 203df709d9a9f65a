import { Button } from 'antd'
import { code128, drawingSVG, qrcode } from 'bwip-js/browser'
import { Link, useParams } from 'react-router'
import { type Described, useClock, useCodeNames, useFiling, useFindings, useType } from '../api/queries.ts'
import { useSignatures, useSigning } from '../api/signatures.ts'
import type { FilingDetail } from '../api/types.ts'
import { fieldsOf, isFigure, listsOf } from '../pages/fields.ts'
import { useTitle } from '../pages/title.ts'
import { valueAt } from '../pages/wire.ts'
import { clockTime, dayOf, grouped, limitTime } from '../parts/formats.ts'
import { Loaded } from '../parts/waiting.tsx'
import { states, verdicts } from '../words/common.ts'
import { byWords, detailWords, partStates } from '../words/detail.ts'
import { doesWords, pageWords } from '../words/pages.ts'
import { fitWords, meansNames, signatureWords } from '../words/signature.ts'
import { type Language, useLanguage, useSay, useWords } from '../words/words.ts'

/** 打印. The filing on A4, black on white, whole: states in words, its number as a bar code, its proof as a QR code. */
export function PrintPage() {
  const { id = '' } = useParams()
  const filing = useFiling(id)
  return <Loaded query={filing}>{(found) => <Sheet filing={found} />}</Loaded>
}

function Sheet({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords({ ...pageWords, ...detailWords })
  const type = useType(filing.type)
  return (
    <>
      <div className="head no-print">
        <Link className="drop" to={`/filings/${filing.id}`}>
          {words.back}
        </Link>
        <Button type="primary" onClick={() => print()}>
          {words.print}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <article className="sheet" tabIndex={0} aria-label={words.print}>
        <Head filing={filing} />
        <Signed filing={filing} />
        <Offices filing={filing} />
        <Found filing={filing} />
        {Object.entries(type?.content.members ?? {}).map(([name, part]) => (
          <Part key={name} described={part} value={filing.content[name]} />
        ))}
      </article>
    </>
  )
}

function Head({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords({ ...pageWords, ...detailWords })
  const language = useLanguage()
  const title = useTitle()(filing)
  const now = useClock().data?.now
  const { ownNumber, known, state, filedOn, edition, contentHash, version } = filing
  const number = known.number ?? ownNumber
  const facts: [string, string][] = [
    [words.number, ownNumber ?? '—'],
    ...(known.number ? [[words.officialNumber, known.number] satisfies [string, string]] : []),
    [words.state, states[state]?.[language] ?? state],
    [words.filedOn, filedOn ? `${dayOf(filedOn, language)} · ${words.version.replace('{n}', String(version))}` : '—'],
    [words.edition, edition ?? '—'],
    [words.digest, contentHash ?? '—'],
    [words.printed, now ? clockTime(now, language) : ''],
  ]
  return (
    <header className="sheet-head">
      <div>
        <h1>{title}</h1>
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={`${name} ${value}`}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="codes">
        {number && /^[\x20-\x7E]+$/.test(number) ? <Code draw={() => bar(number)} name={number} height={40} /> : null}
        <Code
          draw={() => square(`${location.origin}/filings/${filing.id}#${contentHash ?? ''}`)}
          name={words.proof}
          height={84}
        />
      </div>
    </header>
  )
}

const bar = (text: string) => code128({ bcid: 'code128', text, includetext: true, height: 10 }, drawingSVG())
const square = (text: string) => qrcode({ bcid: 'qrcode', text }, drawingSVG())

const Code = ({
  draw,
  name,
  height,
}: {
  readonly draw: () => string
  readonly name: string
  readonly height: number
}) => <img src={`data:image/svg+xml,${encodeURIComponent(draw())}`} alt={name} height={height} />

function Offices({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords({ ...pageWords, ...detailWords })
  const language = useLanguage()
  const say = useSay()
  const { offices } = filing.standing
  if (offices.length === 0) return null
  return (
    <Table
      title={words.views}
      heads={[words.office, words.does, words.limitOf, words.state, words.ground]}
      rows={offices.map(({ name, party, does, by, dueAt, state, ground }) => [
        name ?? party,
        does === 'inform' ? say(doesWords[does]) : `${say(doesWords[does])} · ${say(byWords[by])}`,
        dueAt ? limitTime(dueAt, language) : '—',
        say(partStates[state]),
        ground,
      ])}
    />
  )
}

/** 电子签名: of each version, or by when it is still to come. */
function Signed({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords(signatureWords)
  const language = useLanguage()
  const say = useSay()
  const { isAsked } = useSigning(filing)
  const items = useSignatures(filing.id, filing.revision, isAsked).data?.items ?? []
  const { countersignBy } = filing
  if (countersignBy === null && items.length === 0) return null
  return (
    <Table
      title={
        countersignBy
          ? `${words.signature} · ${words.due} · ${words.by} ${limitTime(countersignBy, language)}`
          : words.signature
      }
      heads={[words.version, words.signer, words.at, words.means, words.hash, words.check]}
      rows={items.map(({ version, signer, organisation, businessAt, means, hash, fits }) => [
        words.versionOf.replace('{n}', String(version)),
        `${signer} ${organisation}`,
        clockTime(businessAt, language),
        meansNames[means]?.[language] ?? means,
        // Two halves of a hash stand under each other, or its column takes the page.
        `${hash.slice(0, 32)}\u200b${hash.slice(32)}`,
        say(fitWords[fits]),
      ])}
    />
  )
}

function Found({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords({ ...pageWords, ...detailWords })
  const say = useSay()
  const findings = useFindings(filing).data?.findings ?? []
  if (findings.length === 0) return null
  return (
    <Table
      title={words.findings}
      heads={[words.state, words.check, words.event, words.ground]}
      rows={findings.map(({ effect, check, message, ground }) => [
        verdicts[effect] ? say(verdicts[effect]) : effect,
        check,
        say(message),
        ground,
      ])}
    />
  )
}

function Part({ described, value }: { readonly described: Described; readonly value: unknown }) {
  const language = useLanguage()
  const say = useSay()
  const nameOf = useCodeNames(listsOf(described))
  const text = (field: Described, of: unknown) => {
    const name = field.list && typeof of === 'string' ? nameOf(field.list, of) : undefined
    return name ? `${of} ${name[language]}` : printed(field, of, language)
  }
  if (value === undefined) return null
  if (Array.isArray(value)) {
    const rows = value as Record<string, unknown>[]
    const fields = fieldsOf(described.line ?? described).filter(({ path }) =>
      rows.some((row) => valueAt(row, path) !== undefined),
    )
    return (
      <Table
        title={`${say(described)} ${rows.length}`}
        heads={fields.map(({ field }) => say(field))}
        figures={fields.map(({ field }) => isFigure(field))}
        rows={rows.map((row) => fields.map(({ path, field }) => text(field, valueAt(row, path))))}
      />
    )
  }
  return (
    <section>
      <h2>{say(described)}</h2>
      <dl className="facts">
        {fieldsOf(described)
          .filter(({ path }) => valueAt(value, path) !== undefined)
          .map(({ path, field, of }) => (
            <div key={path.join('.')}>
              <dt>{of ? `${say(of)} · ${say(field)}` : say(field)}</dt>
              <dd>{text(field, valueAt(value, path))}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}

function printed(field: Described, value: unknown, language: Language): string {
  if (value === undefined || value === null || value === '') return ''
  const choice = field.choices?.[String(value)]
  if (choice) return choice[language]
  if (typeof value === 'boolean') return value ? '✓' : '—'
  return isFigure(field) && field.kind !== 'whole' ? grouped(String(value)) : String(value)
}

/** A table whose head is repeated on every page. */
function Table({
  title,
  heads,
  rows,
  figures = [],
}: {
  readonly title: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly figures?: readonly boolean[]
}) {
  return (
    <section>
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            {heads.map((head, at) => (
              <th key={head} scope="col" className={figures[at] ? 'figure' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, n) => (
            <tr key={n}>
              {row.map((cell, at) => (
                <td key={heads[at]} className={figures[at] ? 'figure' : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
