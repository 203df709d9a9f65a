import type { ReactNode } from 'react'
import { type Health, useHealth } from '../api/oversight.ts'
import { clockTime } from '../parts/formats.ts'
import { Loaded } from '../parts/waiting.tsx'
import { jobWords, oversightWords } from '../words/oversight.ts'
import { useLanguage, useWords } from '../words/words.ts'

const gibibyte = 2 ** 30
const mebibyte = 2 ** 20
const inBytes = (bytes: number) =>
  bytes >= gibibyte ? `${(bytes / gibibyte).toFixed(1)} GiB` : `${(bytes / mebibyte).toFixed(1)} MiB`

/** 运行状况. Whether the platform runs, and no business data. */
export function HealthPage() {
  const words = useWords(oversightWords)
  return (
    <>
      <div className="head">
        <h1>{words.health}</h1>
      </div>
      <Loaded query={useHealth()}>{(health) => <Cards health={health} />}</Loaded>
    </>
  )
}

function Cards({ health: { platform, database, disk, links, jobs, violations } }: { readonly health: Health }) {
  const words = useWords(oversightWords)
  const language = useLanguage()
  const { migrations, sealed } = database
  return (
    <div className="stack">
      <Facts
        title={words.platform}
        facts={[
          [words.version, `${platform.version} · Node ${platform.node}`],
          [words.startedAt, clockTime(platform.startedAt, language)],
          [words.memory, inBytes(platform.memoryBytes)],
          [words.disk, `${words.free} ${inBytes(disk.freeBytes)} / ${inBytes(disk.totalBytes)}`],
          [words.edition, platform.edition],
          [words.violations, violations.count],
        ]}
      />
      <Facts
        title={words.database}
        facts={[
          [words.version, `PostgreSQL ${database.version}`],
          [words.size, inBytes(Number(database.bytes))],
          [words.connections, database.connections],
          [words.migrations, migrations.count],
          [words.lastMigration, `${migrations.last} · ${clockTime(migrations.at, language)}`],
          [words.lastSeal, sealed ? `#${sealed.n} · ${clockTime(sealed.at, language)}` : '—'],
        ]}
      />
      <Rows
        title={words.links}
        empty={words.noLinks}
        heads={[words.link, words.queued, words.oldest, words.unanswered, words.undecided, words.parked]}
        rows={links.map(({ link, queued, oldestAt, unanswered, undecided, parked }) => [
          link,
          queued,
          oldestAt ? clockTime(oldestAt, language) : '—',
          unanswered,
          undecided,
          parked,
        ])}
      />
      <Rows
        title={words.violationsLatest}
        empty={words.noViolations}
        heads={[words.directive, words.blocked, words.page, words.count, words.last]}
        rows={violations.latest.map(({ directive, blocked, page, count, at }) => [
          directive,
          blocked,
          page,
          count,
          clockTime(at, language),
        ])}
      />
      <Rows
        title={words.jobs}
        empty={words.noJobs}
        heads={[words.kind, words.state, words.count, words.oldest]}
        rows={jobs.map(({ kind, state, count, oldestAt }) => [
          jobWords[kind]?.[language] ?? kind,
          jobWords[state]?.[language] ?? state,
          count,
          clockTime(oldestAt, language),
        ])}
      />
    </div>
  )
}

function Facts({
  title,
  facts,
}: {
  readonly title: string
  readonly facts: readonly (readonly [string, ReactNode])[]
}) {
  return (
    <section className="card">
      <header>
        <h2>{title}</h2>
      </header>
      <dl className="pairs">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Rows({
  title,
  heads,
  rows,
  empty,
}: {
  readonly title: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
  readonly empty: string
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="card scroll" tabIndex={0} aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      {rows.length === 0 ? (
        <p className="empty">{empty}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join(' ')}>
                {row.map((cell, at) => (
                  <td key={heads[at]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
