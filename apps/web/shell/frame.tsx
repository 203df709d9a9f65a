import { useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { NavLink, Outlet } from 'react-router'
import { ask, Problem } from '../api/client.ts'
import { useSession, useTasks } from '../api/queries.ts'
import type { Session } from '../api/types.ts'
import { SignIn } from '../pages/sign-in.tsx'
import { PartyGlyph } from '../parts/signs.tsx'
import { Loaded } from '../parts/waiting.tsx'
import { common, parties } from '../words/common.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { useChoices } from './choices.ts'
import { StepUp } from './step-up.tsx'

/** The frame of every page: who acts, where one can go, what is chosen. Who is not signed in signs in here, in place. */
export function Frame() {
  const session = useSession()
  if (session.error instanceof Problem && [401, 403].includes(session.error.status)) return <SignIn />
  return <Loaded query={session}>{(found) => <Signed session={found} />}</Loaded>
}

function Signed({ session }: { readonly session: Session }) {
  const words = useWords(common)
  return (
    <div className="frame">
      <a className="skip" href="#main">
        {words.toMain}
      </a>
      <Bar session={session} />
      <Menu session={session} />
      <main className="main" id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <Status />
      <PhoneTabs session={session} />
      <StepUp />
    </div>
  )
}

function Bar({ session }: { readonly session: Session }) {
  const words = useWords(common)
  const { language, look, setLanguage, setLook } = useChoices()
  const queries = useQueryClient()
  const leave = async () => {
    await ask('/session', { method: 'DELETE' })
    queries.clear()
    location.assign('/')
  }
  return (
    <header className="bar">
      <NavLink className="mark" to="/desk">
        <img src="/mark.svg" alt="" width={22} height={22} />
        {words.name}
      </NavLink>
      <ActingAs session={session} />
      <span className="space" />
      <Button
        type="text"
        title={words.languageHint}
        aria-label={words.languageHint}
        onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {words.language}
      </Button>
      <Button type="text" onClick={() => setLook(look === 'dark' ? 'light' : 'dark')}>
        {look === 'dark' ? words.light : words.dark}
      </Button>
      <a className="wide" href="/docs/api">
        {words.api}
      </a>
      <Button onClick={() => void leave()}>{words.signOut}</Button>
    </header>
  )
}

/** Firm or agency, and the person's part in it; one switch where there are several. */
function ActingAs({ session }: { readonly session: Session }) {
  const words = useWords(common)
  const queries = useQueryClient()
  const change = async (organisation: string) => {
    await ask('/session/organisation', { method: 'POST', body: { organisation } })
    await queries.resetQueries()
  }
  if (session.organisations.length > 1)
    return (
      <Select
        aria-label={words.actingAs}
        value={session.organisation}
        options={session.organisations.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => void change(id)}
      />
    )
  return (
    <span className="wide">
      <PartyGlyph party={session.party} /> {session.organisationName} · {session.name}
    </span>
  )
}

const places = (session: Session, words: Readonly<Record<keyof typeof common, string>>) =>
  session.party === 'enterprise'
    ? [
        { to: '/desk', text: words.desk },
        { to: '/filings', text: words.filings },
        { to: '/imports/new', text: words.importBook },
        { to: '/write-off', text: words.writeOff },
      ]
    : [
        { to: '/desk', text: words.queue },
        ...(session.party === 'operator' ? [{ to: '/sign-ups', text: words.signUps }] : []),
      ]

function Menu({ session }: { readonly session: Session }) {
  const words = useWords(common)
  const tasks = useTasks().data?.items.length ?? 0
  return (
    <nav className="menu" aria-label={words.business}>
      {places(session, words).map(({ to, text }) => (
        <NavLink key={to} to={to} end={to !== '/filings'}>
          {text}
          {to === '/desk' && tasks > 0 ? <span className="count">{tasks}</span> : null}
        </NavLink>
      ))}
      <h2>{words.own}</h2>
      {session.roles.includes('administrator') ? <NavLink to="/people">{words.people}</NavLink> : null}
      <NavLink to="/account">{words.account}</NavLink>
    </nav>
  )
}

function PhoneTabs({ session }: { readonly session: Session }) {
  const words = useWords(common)
  return (
    <nav className="tabs" aria-label={words.more}>
      {places(session, words).map(({ to, text }) => (
        <NavLink key={to} to={to}>
          {text}
        </NavLink>
      ))}
      <NavLink to="/account">{words.own}</NavLink>
    </nav>
  )
}

function Status() {
  const { data } = useSession()
  const language = useLanguage()
  const party = parties[data?.party ?? '']
  return (
    <footer className="status">
      <span>{party?.[language]}</span>
      <span>{data?.organisationName}</span>
      <span style={{ marginLeft: 'auto' }}>
        <kbd>J</kbd> <kbd>K</kbd> {language === 'zh' ? '上下' : 'up and down'} · <kbd>Enter</kbd>{' '}
        {language === 'zh' ? '打开' : 'open'}
      </span>
    </footer>
  )
}
