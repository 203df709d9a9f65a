import { useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { NavLink, Outlet } from 'react-router'
import { ask, Problem } from '../api/client.ts'
import { countOf, useDesk } from '../api/desk.ts'
import { useLive } from '../api/live.ts'
import { useIsFirm } from '../api/mandates.ts'
import { useSettings } from '../api/notices.ts'
import { useSession } from '../api/queries.ts'
import { useTaskCounts } from '../api/tasks.ts'
import type { Session } from '../api/types.ts'
import { SignIn } from '../pages/sign-in.tsx'
import { PartyGlyph } from '../parts/signs.tsx'
import { Loaded } from '../parts/waiting.tsx'
import { common, parties } from '../words/common.ts'
import { deskWords } from '../words/desk.ts'
import { searchWords } from '../words/search.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { ActingFor, MandateEnded } from './acting-for.tsx'
import { Bell } from './bell.tsx'
import { useChoices } from './choices.ts'
import { Help } from './help.tsx'
import { Palette } from './palette.tsx'
import { placesOf } from './places.ts'
import { SessionEnd } from './session-end.tsx'
import { StepUp } from './step-up.tsx'

/** The frame of every page: who acts, where one can go, what is chosen. Who is not signed in signs in here, in place. */
export function Frame() {
  const session = useSession()
  if (session.error instanceof Problem && [401, 403].includes(session.error.status)) return <SignIn />
  return <Loaded query={session}>{(found) => <Signed session={found} />}</Loaded>
}

function Signed({ session }: { readonly session: Session }) {
  const words = useWords(common)
  useLive()
  useSettings()
  return (
    <div className="frame">
      <a className="skip" href="#main">
        {words.toMain}
      </a>
      <Bar session={session} />
      <Menu session={session} />
      <main className="main" id="main" tabIndex={-1}>
        <MandateEnded />
        <Outlet />
      </main>
      <Status />
      <PhoneTabs session={session} />
      <StepUp />
      <SessionEnd />
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
      <ActingFor />
      <Palette session={session} />
      <span className="space" />
      <Help />
      <Bell />
      <Button
        type="text"
        title={words.languageHint}
        aria-label={words.languageHint}
        onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {words.language}
      </Button>
      <Button type="text" className="wide" onClick={() => setLook(look === 'dark' ? 'light' : 'dark')}>
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

function Menu({ session }: { readonly session: Session }) {
  const words = useWords(common)
  const desk = useDesk('all').data
  const { mine = 0, free = 0 } = useTaskCounts().data ?? {}
  const counts: Readonly<Record<string, string>> = {
    '/desk': desk && desk.counts.all > 0 ? countOf(desk, 'all') : '',
    '/queue': mine + free > 0 ? String(mine + free) : '',
  }
  return (
    <nav className="menu" aria-label={words.business}>
      {placesOf(session, useIsFirm(), words).map(({ to, text }) => (
        <NavLink key={to} to={to} end={to !== '/filings'}>
          {text}
          {counts[to] ? <span className="count">{counts[to]}</span> : null}
        </NavLink>
      ))}
      <h2>{words.own}</h2>
      {session.roles.includes('administrator') ? (
        <>
          <NavLink to="/people">{words.people}</NavLink>
          <NavLink to="/clients">{words.clients}</NavLink>
        </>
      ) : null}
      <NavLink to="/account">{words.account}</NavLink>
      <NavLink to="/settings">{words.settings}</NavLink>
    </nav>
  )
}

function PhoneTabs({ session }: { readonly session: Session }) {
  const words = useWords({ ...common, ...searchWords })
  const places = placesOf(session, useIsFirm(), words).slice(0, 3)
  places.splice(2, 0, { to: '/search', text: words.search })
  return (
    <nav className="tabs" aria-label={words.more}>
      {places.map(({ to, text }) => (
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
  const words = useWords(deskWords)
  const language = useLanguage()
  const party = parties[data?.party ?? '']
  return (
    <footer className="status">
      <span>{party?.[language]}</span>
      <span>{data?.organisationName}</span>
      <span style={{ marginLeft: 'auto' }}>
        <kbd>J</kbd> <kbd>K</kbd> {words.keysMove} · <kbd>Enter</kbd> {words.keysOpen} · <kbd>E</kbd> {words.keysAct} ·{' '}
        <kbd>X</kbd> {words.keysSelect} · <kbd>S</kbd> {words.keysSnooze}
      </span>
    </footer>
  )
}
