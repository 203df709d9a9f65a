import { rewritingWords } from '../words/grid.ts'
import type { Language } from '../words/words.ts'
import type { Pasted } from './edits.ts'
import { rewritings } from './read-cell.ts'

const count = (n: number) => n.toLocaleString('en-US')

/**
 * 粘贴说明, in one line: "20,000 行，改写 37 格：去千分位 31，全角转半角 6；4 格不懂，已标出".
 *
 * @param isPart whether it went into the lines of a view
 */
export function pasteNote(
  { rows, rewritten, by, unread, outside, beyond }: Pasted,
  language: Language,
  isPart = false,
): string {
  const isChinese = language === 'zh'
  const how = rewritings
    .filter((one) => by[one])
    .map((one) => `${rewritingWords[one][language]} ${count(by[one] ?? 0)}`)
    .join(isChinese ? '，' : ', ')
  const parts = isChinese
    ? [
        `${count(rows)} 行${rewritten > 0 ? `，改写 ${count(rewritten)} 格：${how}` : ''}`,
        isPart ? '只放入所显示的行' : '',
        unread > 0 ? `${count(unread)} 格不懂，已标出` : '',
        outside > 0 ? `${count(outside)} 格在最后一列以外，没有放入` : '',
        beyond > 0 ? `${count(beyond)} 行超出${isPart ? '所显示的行' : '上限'}，没有放入` : '',
      ]
    : [
        `${count(rows)} rows${rewritten > 0 ? `, ${count(rewritten)} cells rewritten: ${how}` : ''}`,
        isPart ? 'only into the rows shown' : '',
        unread > 0 ? `${count(unread)} cells not understood, marked` : '',
        outside > 0 ? `${count(outside)} cells right of the last column left out` : '',
        beyond > 0 ? `${count(beyond)} rows ${isPart ? 'beyond those shown' : 'over the limit'} left out` : '',
      ]
  return parts.filter(Boolean).join(isChinese ? '；' : '; ')
}
