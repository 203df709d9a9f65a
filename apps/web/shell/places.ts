import type { Session } from '../api/types.ts'
import type { common } from '../words/common.ts'

type Names = Readonly<Record<keyof typeof common, string>>

/** Pages of the menu, by who acts. */
export const placesOf = (session: Session, isFirm: boolean, words: Names) =>
  isFirm
    ? [
        { to: '/desk', text: words.desk },
        { to: '/queue', text: words.queue },
        { to: '/filings', text: words.filings },
        { to: '/books', text: words.books },
        { to: '/imports/new', text: words.importBook },
        { to: '/write-off', text: words.writeOff },
        { to: '/mandates', text: words.mandates },
      ]
    : [
        { to: '/desk', text: words.desk },
        { to: '/queue', text: words.queue },
        ...(session.party === 'broker' ? [{ to: '/mandates', text: words.mandates }] : []),
      ]
