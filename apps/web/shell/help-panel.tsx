import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import { useTypes } from '../api/queries.ts'
import type { FilingDetail } from '../api/types.ts'
import '../theme/comforts.css'
import { everywhere, helpWords, type PageHelp, pageHelp } from '../words/help.ts'
import { useSay, useWords } from '../words/words.ts'

/** 本页帮助: what the page is for, its legal ground, its keys. The browser's own dialog keeps the focus and gives it back. */
export function HelpPanel({ onEnd }: { readonly onEnd: () => void }) {
  const words = useWords(helpWords)
  const say = useSay()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const { pathname } = useLocation()
  const ground = useTypeGround(pathname)
  const help = pageHelp.find(({ path }) => pathname.startsWith(path)) ?? pageHelp[pageHelp.length - 1]
  return (
    <dialog ref={dialog} className="card help" aria-labelledby="help-title" onClose={onEnd}>
      <header>
        <h2 id="help-title">
          {words.help} · {say(help.title)}
        </h2>
        <Button onClick={() => dialog.current?.close()}>{words.close}</Button>
      </header>
      <p>{say(help.text)}</p>
      <h3>{words.ground}</h3>
      <ul>
        {help.ground.map((one) => (
          <li key={one.en}>{say(one)}</li>
        ))}
        {ground ? (
          <li>
            {words.type}: {ground}
          </li>
        ) : null}
      </ul>
      {help.keys.length > 0 ? (
        <>
          <h3>{words.keys}</h3>
          <Keys keys={help.keys} />
        </>
      ) : null}
      <h3>{words.always}</h3>
      <Keys keys={everywhere} />
    </dialog>
  )
}

function Keys({ keys }: Pick<PageHelp, 'keys'>) {
  const say = useSay()
  return (
    <dl className="keys">
      {keys.map(([key, does]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{say(does)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** On what the type of the filing that is open stands. */
function useTypeGround(pathname: string): string | undefined {
  const queries = useQueryClient()
  const types = useTypes().data?.items
  const [, id] = /^\/filings\/([^/]+)/.exec(pathname) ?? []
  const type = id && queries.getQueryData<FilingDetail>(['filing', id])?.type
  return types?.find((one) => one.id === type)?.ground
}
