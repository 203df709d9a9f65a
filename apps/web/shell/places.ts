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
        { to: '/seen', text: words.seen },
      ]
    : [
        { to: '/desk', text: words.desk },
        { to: '/queue', text: words.queue },
        ...(session.party === 'broker' ? [{ to: '/mandates', text: words.mandates }] : []),
        ...postsOf(session, words),
      ]

/** 三员. An administrator's own page, beside the desk of everybody. */
function postsOf({ party, roles }: Session, words: Names) {
  const posts = [
    { role: 'systemAdmin', to: '/health', text: words.health },
    { role: 'securityAdmin', to: '/parties', text: words.parties },
    { role: 'securityAdmin', to: '/sign-ups', text: words.signUps },
    { role: 'auditAdmin', to: '/audit', text: words.log },
  ]
  return party === 'operator' ? posts.filter(({ role }) => roles.includes(role)) : []
}
