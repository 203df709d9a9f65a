import { useClock } from '../api/queries.ts'
import { signatureWords } from '../words/signature.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { limitTime } from './formats.ts'

/** 待补签, and 逾期 past its limit: the same for the firm and for every office that has the filing. */
export function CountersignTag({ by }: { readonly by: string | null }) {
  const words = useWords(signatureWords)
  const language = useLanguage()
  const now = useClock().data?.now
  if (by === null) return null
  const isLate = now !== undefined && Date.parse(by) < Date.parse(now)
  return (
    <span className={`tag ${isLate ? 'tone-red' : 'tone-amber'}`} style={{ whiteSpace: 'normal' }}>
      <span aria-hidden="true">{isLate ? '⊗' : '◷'}</span>
      {isLate ? words.late : words.due} · {words.by} {limitTime(by, language)}
    </span>
  )
}
