import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link } from 'react-router'
import { ask } from '../api/client.ts'
import { Fault } from '../parts/waiting.tsx'
import { useChoices } from '../shell/choices.ts'
import { common } from '../words/common.ts'
import { mailWords } from '../words/mail.ts'
import { useWords } from '../words/words.ts'

/**
 * 邮件链接. Where links in letters lead, signed in or not. Nothing happens by opening: programs that look through mail open
 * links too.
 */
export function MailPage() {
  const words = useWords({ ...mailWords, ...common })
  const { language, setLanguage } = useChoices()
  const [, what, secret] = /^#(confirm|stop)=([\w-]{20,64})$/.exec(location.hash) ?? []
  const act = useMutation({ mutationFn: () => ask(`/mail/${what}`, { method: 'POST', body: { secret } }) })
  const isStop = what === 'stop'
  return (
    <main className="signin card">
      <div className="head" style={{ flexWrap: 'nowrap' }}>
        <img src="/mark.svg" alt="" width={26} height={26} />
        <h1 style={{ flex: 1, minWidth: 0 }}>{isStop ? words.stopTitle : words.confirmTitle}</h1>
        <Button
          type="text"
          aria-label={words.languageHint}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {words.language}
        </Button>
      </div>
      {secret === undefined ? (
        <p className="empty">
          <b>{words.noLink}</b>
          <br />
          {words.noLinkWhy}
        </p>
      ) : (
        <div className="stack">
          <Fault error={act.error} />
          <p role="status" style={{ margin: 0 }}>
            {act.isSuccess ? (isStop ? words.stopDone : words.confirmDone) : isStop ? words.stopWhy : words.confirmWhy}
          </p>
          {act.isSuccess ? (
            <Link to="/settings">{words.toSettings}</Link>
          ) : (
            <Button type="primary" loading={act.isPending} onClick={() => act.mutate()}>
              {isStop ? words.stopAct : words.confirmAct}
            </Button>
          )}
        </div>
      )}
    </main>
  )
}
