/** How a document asks to be treated (I17.1): own number `SIM-<letter><digit>[-arg]-…`. */

/** What a letter changes in the usual course. What it does not name stays as it is. */
interface Manner {
  /** Where the digit's delay lies; before the first business receipt where nothing is said. */
  readonly delay?: 'each' | 'afterManual' | 'final' | 'extra'
  /** What happens to the file: it waits in `OutBox`, goes to `FailBox` so many times, vanishes, or moves after the answers. */
  readonly upload?: 'stalls' | 'fails' | 'vanishes' | 'movesLast'
  /** The import answer: refused, none, "exists" though it was taken, or the only one ever given. */
  readonly answer?: 'refused' | 'never' | 'exists' | 'only'
  /** The decision, whatever the books say. */
  readonly verdict?: 'accept' | 'reject'
  /** Code Z instead of a decision, so many times. */
  readonly intake?: 'fails'
  /** A person looks at it first. */
  readonly manual?: true
  /** What follows the course: the contrary final, complete copies, or the final once more after the handbook's closing. */
  readonly extra?: 'contradicted' | 'completed' | 'late'
  /** How business receipts arrive: last first, each so many times (import answers too), or cut off. */
  readonly delivery?: 'reversed' | 'repeated' | 'cut'
  /** What else lies in `InBox` beside the import answer. */
  readonly noise?: 'garbage' | 'unknownNumber' | 'leftover' | 'hostile' | 'otherCompany'
  /** Receipts hold elements that no schema of today knows. */
  readonly newer?: true
  /** From here on nothing is taken or sent for anybody, as long as the digit says. */
  readonly window?: true
}

const manners = {
  // Accepted, whatever the own books say.
  A: { verdict: 'accept' },
  // Import refused. `-<1 to 9>-` is the DealFlag (−1 without), `-CARD-` the client's own failure as a Root document.
  B: { answer: 'refused' },
  // Rejected; `-<code>-` stands in the note.
  C: { verdict: 'reject' },
  D: { delay: 'each' },
  // Every file arrives twice, or `-<n>-` times.
  E: { delivery: 'repeated' },
  F: { delivery: 'reversed' },
  // All answers are there while the file still lies in OutBox; it moves after the delay.
  G: { upload: 'movesLast', delay: 'extra' },
  H: { answer: 'never' },
  I: { answer: 'only' },
  // First the acceptance, after the delay a rejection.
  J: { extra: 'contradicted', delay: 'extra' },
  // Receipts are cut off; after the delay complete copies take their places.
  K: { delivery: 'cut', extra: 'completed', delay: 'extra' },
  // The final receipt comes once more, as a new message, after the handbook was closed.
  L: { extra: 'late', delay: 'extra' },
  M: { manual: true, delay: 'afterManual' },
  N: { upload: 'vanishes' },
  O: { noise: 'garbage' },
  // The delay lies between pre-deduction and final deduction.
  P: { delay: 'final' },
  Q: { noise: 'unknownNumber' },
  // Refused as existing, naming the SeqNo under which it was taken all the same.
  R: { answer: 'exists' },
  S: { upload: 'stalls' },
  T: { noise: 'leftover' },
  // Into FailBox once, or `-<n>-` times, then as usual.
  U: { upload: 'fails' },
  V: { newer: true },
  W: { window: true },
  X: { noise: 'hostile' },
  Y: { noise: 'otherCompany' },
  // Code Z once, or `-<n>-` times; the document may be sent again under its SeqNo.
  Z: { intake: 'fails' },
} satisfies Readonly<Record<string, Manner>>

const delaySeconds = [0, 1, 2, 5, 10, 30, 60, 300, 3600, 86_400]

/** What a document asks for, read. Whoever steers has no working days to wait for, only the digit's time. */
export interface Steering extends Manner {
  readonly delayMs: number
  readonly arg?: string
}

/** The steering in an own number; undefined where it asks for nothing. */
export function steeringIn(ownNumber: string): Steering | undefined {
  const [, asked, arg] = /^SIM-([A-Z]\d)-(?:([A-Za-z0-9]{1,16})-)?./.exec(ownNumber) ?? []
  return asked === undefined ? undefined : steering(asked, arg)
}

/** Reads what all documents of a run are treated with that ask for nothing: `D3`, `E0-3`. @throws Error otherwise */
export function readSteering(text: string): Steering {
  const [, asked, arg] = /^([A-Z]\d)(?:-([A-Za-z0-9]{1,16}))?$/.exec(text) ?? []
  if (asked === undefined) throw new Error(`${text} is no letter A–Z with a digit, such as D3 or E0-3`)
  return steering(asked, arg)
}

function steering(asked: string, arg: string | undefined): Steering {
  const manner = manners[asked[0] as keyof typeof manners]
  const delayMs = 1000 * delaySeconds[Number.parseInt(asked[1], 10)]
  return { ...manner, delayMs, ...(arg === undefined ? {} : { arg }) }
}

/** The number in `-<n>-`, at most 99. */
export function countIn({ arg }: Steering, otherwise: number): number {
  return arg !== undefined && /^\d{1,2}$/.test(arg) ? Number.parseInt(arg, 10) : otherwise
}
