import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import en from 'antd/locale/en_US'
import zh from 'antd/locale/zh_CN'
import { useEffect, useState } from 'react'
import { createBrowserRouter, RouterProvider } from 'react-router'
import { Problem, speaking } from './api/client.ts'
import { Broken } from './pages/broken.tsx'
import { ChoicesContext } from './shell/choices.ts'
import { Frame } from './shell/frame.tsx'
import { type Look, themeOf } from './theme/theme.ts'
import { type Language, LanguageContext } from './words/words.ts'

const page = <K extends string>(load: () => Promise<Record<K, () => React.JSX.Element>>, name: K) => ({
  lazy: async () => ({ Component: (await load())[name] }),
})

const router = createBrowserRouter([
  { path: '/outside', ErrorBoundary: Broken, ...page(() => import('./pages/outside.tsx'), 'OutsidePage') },
  { path: '/sign-up', ErrorBoundary: Broken, ...page(() => import('./pages/sign-up.tsx'), 'SignUpPage') },
  { path: '/join', ErrorBoundary: Broken, ...page(() => import('./pages/join.tsx'), 'JoinPage') },
  {
    path: '/',
    Component: Frame,
    ErrorBoundary: Broken,
    children: [
      { index: true, ...page(() => import('./pages/desk.tsx'), 'Desk') },
      { path: 'desk', ...page(() => import('./pages/desk.tsx'), 'Desk') },
      { path: 'filings', ...page(() => import('./pages/filings.tsx'), 'Filings') },
      { path: 'filings/:id', ...page(() => import('./pages/filing.tsx'), 'FilingPage') },
      { path: 'imports/new', ...page(() => import('./pages/imports.tsx'), 'NewImport') },
      { path: 'imports/:id', ...page(() => import('./pages/imports.tsx'), 'ImportPage') },
      { path: 'write-off', ...page(() => import('./pages/write-off.tsx'), 'WriteOffPage') },
      { path: 'sign-ups', ...page(() => import('./pages/sign-ups.tsx'), 'SignUpsPage') },
      { path: 'people', ...page(() => import('./pages/people.tsx'), 'PeoplePage') },
      { path: 'account', ...page(() => import('./pages/account.tsx'), 'AccountPage') },
      { path: '*', ...page(() => import('./pages/missing.tsx'), 'Missing') },
    ],
  },
])

/** Whoever finds that the session is over asks for it again: the frame then lets one sign in, in place. */
const onError = (error: unknown) => {
  if (error instanceof Problem && error.code === 'NOT_SIGNED_IN') void queries.resetQueries({ queryKey: ['session'] })
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

/** What the person chose on this machine. */
function useKept<T extends string>(key: string, first: T): [T, (value: T) => void] {
  const [value, set] = useState(() => (localStorage.getItem(key) as T | null) ?? first)
  const keep = (next: T) => {
    localStorage.setItem(key, next)
    set(next)
  }
  return [value, keep]
}

export function App() {
  const [language, setLanguage] = useKept<Language>('language', 'zh')
  const [look, setLook] = useKept<Look>('look', 'light')
  speaking.language = language
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.documentElement.dataset.theme = look
  }, [language, look])
  const choices = { language, look, setLanguage, setLook }
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
