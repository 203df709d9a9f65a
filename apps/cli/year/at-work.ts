import { officeAccount, readAccounts } from '../accounts.ts'
import { apiOf } from '../api.ts'
import { type Desk, fileNow, untilAccepted } from '../demo/filing.ts'
import { CommandFault } from '../failure.ts'
import { last } from './calendar.ts'
import type { DemoFirm } from './goods.ts'
import { setUpOf } from './set-up.ts'

/** An enterprise with the offices that it deals with, under a seed. */
export interface Firm {
  readonly firm: DemoFirm
  readonly seed: string
  readonly clerk: Desk
  readonly customs: Desk
  readonly commerce: Desk
}

/** At work on its book. */
export interface AtWork extends Firm {
  readonly book: string
  /** 企业内部编号 of an act, by its key. */
  ownNumber(key: string): string
  /** Filings of this run, by the key of their act. */
  readonly filings: Map<string, string>
}

// Long enough to restart a server, a database or a whole machine under a running year.
const patienceMs = 600_000

/** A desk at which each request is made under the seed and its own words. */
export function deskOf(token: string, seed: string, whose: string, waiting: (text: string) => void): Desk {
  return {
    api: apiOf(token, patienceMs, (reason) => waiting(`waiting for the platform (${reason})`)),
    once: (label) => `year ${seed} ${whose} ${label}`,
    // What a firm waits for is one of many things: the day's progress is shown instead.
    waiting: () => {},
  }
}

/** @throws CommandFault where the firm has no account here */
export function firmOf(firm: DemoFirm, seed: string, waiting: (text: string) => void): Firm {
  const account = readAccounts().find(({ party, name }) => party === 'enterprise' && name === firm.name)
  if (!account)
    throw new CommandFault(2, `${firm.name} has no demo account here: the demo is made on an empty database`)
  const desk = (token: string) => deskOf(token, seed, firm.key, waiting)
  const office = (party: string) => desk(officeAccount(party).token)
  return { firm, seed, clerk: desk(account.token), customs: office('customs'), commerce: office('commerce') }
}

const bookNumber = ({ firm, seed }: Firm) => `${firm.customsCode}Y${seed}`

/** The firm with its handbook of this seed; undefined where it has none yet. */
export async function known(of: Firm): Promise<AtWork | undefined> {
  const { body } = await of.clerk.api.ask<{ items: { book: string }[] }>(
    `/registers/handbook?ownNumber=${bookNumber(of)}`,
  )
  const [row] = body.items
  return row && working(of, row.book)
}

/** Sets the firm's handbook of this seed up. @throws CommandFault where it is not accepted */
export async function settingUp(of: Firm): Promise<AtWork> {
  const content = setUpOf(of.firm, bookNumber(of), last)
  const { id } = await fileNow(of.clerk, 'enterprise.handbook.establish', 'handbook', content)
  return working(of, (await untilAccepted(of.clerk, id)).known.number)
}

const working = (of: Firm, book: string): AtWork => ({
  ...of,
  book,
  ownNumber: (key) => `Y${of.seed}-${key}`,
  filings: new Map(),
})
