import { Select } from 'antd'
import { useState } from 'react'
import { isBeingWritten } from '../api/queries.ts'
import type { Difference, FilingDetail, VersionFiled } from '../api/types.ts'
import { clockTime, grouped } from '../parts/formats.ts'
import { Scrolling } from '../parts/scrolling.tsx'
import { Loaded } from '../parts/waiting.tsx'
import { detailWords } from '../words/detail.ts'
import { useLanguage, useSay, useWords } from '../words/words.ts'
import { useDifferences, useVersions } from './queries.ts'

/** Stands for what is being written. */
const written = 0

/** 版本差异. What a later version says otherwise, field by field. */
export function VersionsTab({ filing }: { readonly filing: FilingDetail }) {
  const versions = useVersions(filing.id, filing.revision)
  return <Loaded query={versions}>{({ items }) => <Versions filing={filing} versions={items} />}</Loaded>
}

function Versions({ filing, versions }: { readonly filing: FilingDetail; readonly versions: readonly VersionFiled[] }) {
  const words = useWords(detailWords)
  const language = useLanguage()
  const isWritten = isBeingWritten(filing) && versions.length > 0
  const last = versions.length
  // What was not chosen follows the filing: the last step that it took.
  const [chosen, choose] = useState<{ readonly from?: number; readonly to?: number }>({})
  const from = chosen.from ?? (isWritten ? last : last - 1)
  const to = chosen.to ?? (isWritten ? written : last)
  if (versions.length === 0) return <p className="empty">{words.noVersions}</p>
  if (versions.length === 1 && !isWritten) return <p className="empty">{words.oneVersion}</p>
  const options = versions.map(({ version, businessAt }) => ({
    value: version,
    label: `${words.version.replace('{n}', String(version))} · ${clockTime(businessAt, language)}`,
  }))
  const later = isWritten ? [...options, { value: written, label: words.written }] : options
  return (
    <>
      <div className="head" style={{ margin: 0, padding: '10px 14px' }}>
        <span>{words.from}</span>
        <Select
          aria-label={words.from}
          value={from}
          options={options}
          onChange={(value) => choose({ ...chosen, from: value })}
          style={{ minWidth: 190 }}
        />
        <span>{words.to}</span>
        <Select
          aria-label={words.to}
          value={to}
          options={later}
          onChange={(value) => choose({ ...chosen, to: value })}
          style={{ minWidth: 190 }}
        />
      </div>
      <Differences filing={filing} from={from} to={to === written ? undefined : to} />
    </>
  )
}

function Differences({
  filing,
  from,
  to,
}: {
  readonly filing: FilingDetail
  readonly from: number
  readonly to: number | undefined
}) {
  const words = useWords(detailWords)
  const found = useDifferences(filing.id, filing.revision, from, to)
  return (
    <Loaded query={found}>
      {({ items, count }) =>
        count === 0 ? (
          <p className="empty">{words.same}</p>
        ) : (
          <Scrolling name={words.versions}>
            <table className="table cards">
              <caption className="quiet" style={{ textAlign: 'left', padding: '0 14px 8px' }}>
                {count > items.length
                  ? words.cut
                      .replace('{count}', grouped(String(count)))
                      .replace('{shown}', grouped(String(items.length)))
                  : `${count} ${words.differences}`}
              </caption>
              <thead>
                <tr>
                  {[words.part, words.line, words.field, words.before, words.after].map((head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {items.map((difference) => (
                  <Row key={`${difference.kind} ${difference.pointer}`} difference={difference} />
                ))}
              </tbody>
            </table>
          </Scrolling>
        )
      }
    </Loaded>
  )
}

function Row({ difference: { kind, part, line, field, before, after } }: { readonly difference: Difference }) {
  const words = useWords(detailWords)
  const say = useSay()
  return (
    <tr>
      <td data-name={words.part}>{say(part)}</td>
      <td data-name={words.line}>{line ?? ''}</td>
      <td data-name={words.field}>{field ? say(field) : words[kind === 'removed' ? 'removed' : 'added']}</td>
      <td className={field ? 'removed' : undefined} data-name={words.before}>
        {field ? printed(before) : ''}
      </td>
      <td className={field ? 'added' : undefined} data-name={words.after}>
        {field ? printed(after) : ''}
      </td>
    </tr>
  )
}

const printed = (value: unknown) =>
  value === null || value === undefined || value === ''
    ? '—'
    : typeof value === 'string'
      ? value
      : JSON.stringify(value)
