import { Link, useNavigate } from 'react-router'
import { useKeySwitch, usePageKeys } from '../parts/keys.ts'
import { listOrderOf } from '../parts/list-order.ts'
import { filled } from '../words/desk.ts'
import { detailWords } from '../words/detail.ts'
import { useWords } from '../words/words.ts'

/** The filings before and after one in the list that one came from; nothing where one came from elsewhere. */
function neighboursOf(id: string) {
  const order = listOrderOf(id)
  if (!order) return undefined
  const at = order.filings.indexOf(id)
  return { ...order, at, before: order.filings[at - 1], after: order.filings[at + 1] }
}

/**
 * [ and ] go to the filing before and after (workbench §4), also while one is still being read: which one is shown says the
 * address, which is ahead of the page where keys follow each other fast.
 */
export function useNeighbourKeys(): void {
  const go = useNavigate()
  const [areKeysOn] = useKeySwitch()
  const to = (way: 'before' | 'after') => () => {
    const filing = neighboursOf(location.pathname.split('/')[2])?.[way]
    if (filing) void go(`/filings/${filing}`)
  }
  usePageKeys(areKeysOn ? { '[': to('before'), ']': to('after') } : none)
}

/** 上一件与下一件, and the way back to the list. */
export function Neighbours({ id }: { readonly id: string }) {
  const words = useWords(detailWords)
  const found = neighboursOf(id)
  if (!found) return null
  const { before, after, at, path, filings } = found
  return (
    <nav className="neighbours" aria-label={words.inList}>
      {before ? (
        <Link to={`/filings/${before}`} aria-keyshortcuts="[">
          <kbd>[</kbd> {words.previous}
        </Link>
      ) : null}
      <Link to={path}>{filled(words.placeInList, { n: at + 1, m: filings.length })}</Link>
      {after ? (
        <Link to={`/filings/${after}`} aria-keyshortcuts="]">
          {words.next} <kbd>]</kbd>
        </Link>
      ) : null}
    </nav>
  )
}

const none = {}
