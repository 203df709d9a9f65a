import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import en from 'antd/locale/en_US'
import zh from 'antd/locale/zh_CN'
import { useEffect, useState } from 'react'
import { createBrowserRouter, RouterProvider } from 'react-router'
import { ask, Problem, speaking } from './api/client.ts'
import { endedKey } from './api/mandates.ts'
import { Broken } from './pages/broken.tsx'
import { type Choices, ChoicesContext, type Liked } from './shell/choices.ts'
import { Frame } from './shell/frame.tsx'
import { themeOf } from './theme/theme.ts'
import { LanguageContext } from './words/words.ts'

const page = <K extends string>(load: () => Promise<Record<K, () => React.JSX.Element>>, name: K) => ({
  lazy: async () => ({ Component: (await load())[name] }),
})

const router = createBrowserRouter([
  { path: '/outside', ErrorBoundary: Broken, ...page(() => import('./pages/outside.tsx'), 'OutsidePage') },
  { path: '/sign-up', ErrorBoundary: Broken, ...page(() => import('./pages/sign-up.tsx'), 'SignUpPage') },
  { path: '/mail', ErrorBoundary: Broken, ...page(() => import('./pages/mail.tsx'), 'MailPage') },
  { path: '/recover', ErrorBoundary: Broken, ...page(() => import('./pages/recover.tsx'), 'RecoverPage') },
  { path: '/join', ErrorBoundary: Broken, ...page(() => import('./pages/join.tsx'), 'JoinPage') },
  {
    path: '/',
    Component: Frame,
    ErrorBoundary: Broken,
    children: [
      { index: true, ...page(() => import('./pages/desk.tsx'), 'Desk') },
      { path: 'desk', ...page(() => import('./pages/desk.tsx'), 'Desk') },
      { path: 'queue', ...page(() => import('./pages/queue.tsx'), 'Queue') },
      { path: 'assignment', ...page(() => import('./pages/assignment.tsx'), 'AssignmentPage') },
      { path: 'filings', ...page(() => import('./pages/filings.tsx'), 'Filings') },
      { path: 'filings/:id/print', ...page(() => import('./detail/print.tsx'), 'PrintPage') },
      { path: 'filings/:id/:tab?', ...page(() => import('./detail/filing.tsx'), 'FilingPage') },
      { path: 'start', ...page(() => import('./pages/start.tsx'), 'StartPage') },
      { path: 'imports/new', ...page(() => import('./pages/imports.tsx'), 'NewImport') },
      { path: 'imports/:id', ...page(() => import('./pages/imports.tsx'), 'ImportPage') },
      { path: 'write-off', ...page(() => import('./pages/write-off.tsx'), 'WriteOffPage') },
      { path: 'mandates', ...page(() => import('./pages/mandates.tsx'), 'MandatesPage') },
      { path: 'books', ...page(() => import('./pages/books.tsx'), 'Books') },
      { path: 'search', ...page(() => import('./pages/search.tsx'), 'SearchPage') },
      { path: 'settings', ...page(() => import('./pages/settings.tsx'), 'SettingsPage') },
      { path: 'seen', ...page(() => import('./pages/seen.tsx'), 'SeenPage') },
      { path: 'audit', ...page(() => import('./pages/audit.tsx'), 'AuditPage') },
      { path: 'health', ...page(() => import('./pages/health.tsx'), 'HealthPage') },
      { path: 'parties', ...page(() => import('./pages/parties.tsx'), 'PartiesPage') },
      { path: 'sign-ups', ...page(() => import('./pages/sign-ups.tsx'), 'SignUpsPage') },
      { path: 'clients', ...page(() => import('./pages/clients.tsx'), 'ClientsPage') },
      { path: 'people', ...page(() => import('./pages/people.tsx'), 'PeoplePage') },
      { path: 'account', ...page(() => import('./pages/account.tsx'), 'AccountPage') },
      { path: '*', ...page(() => import('./pages/missing.tsx'), 'Missing') },
    ],
  },
])

/** Whoever finds that the session is over asks for it again: the frame then lets one sign in, in place. */
const onError = (error: unknown) => {
  if (!(error instanceof Problem)) return
  if (error.code === 'NOT_SIGNED_IN') void queries.resetQueries({ queryKey: ['session'] })
  if (error.code === 'MANDATE_ENDED') void backToOneself()
}
/** The mandate under which somebody was at work has ended: what is on the page is not theirs any more. */
async function backToOneself(): Promise<void> {
  await ask('/session/acting-for', { method: 'PUT', body: { enterprise: null } })
  await queries.resetQueries()
  queries.setQueryData(endedKey, true)
}
const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, { queryKey: [name] }) => {
      if (name !== 'session') onError(error)
    },
  }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: { queries: { retry: 1, staleTime: 2_000 } },
})
const nonce = document.querySelector('meta[name=style-nonce]')?.getAttribute('content') ?? ''

const usual: Liked = { language: 'zh', look: 'light', density: 'dense', size: 'normal' }

/** What the person chose on this machine. */
function likedHere(): Liked {
  const kept = Object.keys(usual).flatMap((name) => {
    const value = localStorage.getItem(name)
    return value === null ? [] : [[name, value]]
  })
  return { ...usual, ...Object.fromEntries(kept) }
}

let keeping: Promise<unknown> = Promise.resolve()
/** Keeps it on the server, one choice after another: the last one stays. What could not be kept stays here. */
const keepThere = (liked: Liked) => {
  keeping = keeping.then(() => ask('/settings', { method: 'PUT', body: liked })).catch(() => {})
}

/** What is liked, here and, for whoever signed in, on the server: the next machine has it too. */
function useLiked(): Choices {
  const [liked, set] = useState(likedHere)
  const adopt = (next: Liked) => {
    for (const [name, value] of Object.entries(next)) localStorage.setItem(name, value)
    set(next)
  }
  const choose = (more: Partial<Liked>) => {
    const next = { ...liked, ...more }
    adopt(next)
    if (queries.getQueryData(['session'])) keepThere(next)
  }
  return {
    ...liked,
    adopt,
    choose,
    setLanguage: (language) => choose({ language }),
    setLook: (look) => choose({ look }),
  }
}

export function App() {
  const choices = useLiked()
  const { language, look, density, size } = choices
  speaking.language = language
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    Object.assign(document.documentElement.dataset, { theme: look, density, size })
  }, [language, look, density, size])
  return (
    <LanguageContext value={language}>
      <ConfigProvider
        theme={themeOf(look)}
        locale={language === 'zh' ? zh : en}
        csp={{ nonce }}
        wave={{ disabled: true }}
        button={{ autoInsertSpace: false }}
      >
        <QueryClientProvider client={queries}>
          <ChoicesContext value={choices}>
            <RouterProvider router={router} />
          </ChoicesContext>
        </QueryClientProvider>
      </ConfigProvider>
    </LanguageContext>
  )
}
