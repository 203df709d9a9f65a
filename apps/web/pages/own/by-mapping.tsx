import { Button } from 'antd'
import { useReadAgain } from '../../api/own-sheets.ts'
import type { Import } from '../../api/types.ts'
import { clockTime } from '../../parts/formats.ts'
import { Fault } from '../../parts/waiting.tsx'
import { filled } from '../../words/desk.ts'
import { ownWords } from '../../words/own.ts'
import { useLanguage, useWords } from '../../words/words.ts'

/** By what an import was read: since when its columns are remembered, and the way to change what they mean. */
export function ByMapping({ found, onRead }: { readonly found: Import; readonly onRead: (id: string) => void }) {
  const words = useWords(ownWords)
  const language = useLanguage()
  const again = useReadAgain(found.id, 'again', onRead)
  if (!found.filing) return null
  const since = found.own?.remembered
  return (
    <>
      <p className="own-acts">
        {since ? filled(words.remembered, { at: clockTime(since, language) }) : null}
        <Button size="small" loading={again.isPending} onClick={() => again.mutate(undefined)}>
          {words.change}
        </Button>
      </p>
      <Fault error={again.error} />
    </>
  )
}
