/** 海关回执. What customs' receipts say, in the exchange's words: about what, which code, when, with which numbers. */
import { isFault } from '@jiamao/kernel/numbers'
import type { ProblemItem } from '@jiamao/kernel/problem'
import type { Values } from '@jiamao/kernel/words'
import { type Bodies, codecs, recognise, wireMoment } from '../codec/index.ts'
import type { Receipt } from '../define.ts'
import { noReader } from './problems.ts'

type Reader<Type extends keyof Bodies> = (body: Bodies[Type], fileName: string) => Receipt

/** Only what is there: an element without content is no value. */
const present = (values: Readonly<Record<string, string | undefined>>): Values =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined))

const when = (text: string | undefined) => {
  const at = text === undefined ? undefined : wireMoment.read(text)
  return at === undefined || isFault(at) ? {} : { at }
}

/** `Successed_<base name>_<client timestamp>.xml`; the stamp is digits alone, so the base name may hold underscores. */
const baseNameOf = (fileName: string) => /^(?:Successed|Failed)_(.+)_\d+\.xml$/i.exec(fileName)?.[1]

/** A refusal that names the number under which customs has the document already (I4.4). */
const existingIn = (text: string | undefined) => /(?<!\d)((?:19|20)\d{16})(?!\d)/.exec(text ?? '')?.[1]

type Head = NonNullable<Bodies['INV201']['HdeApprResult']>

/** The head of every business receipt (messages §4.2): `etpsPreentNo` holds the pre-entry number, not the own number. */
function reviewed(
  type: string,
  head: Head | undefined,
  notes: readonly { readonly note?: string }[] | undefined,
  number: string | undefined,
): Receipt {
  return {
    type,
    code: head?.manageResult ?? '',
    about: present({ preentryNumber: head?.etpsPreentNo, businessId: head?.businessId }),
    ...when(head?.manageDate),
    values: present({ preentryNumber: head?.etpsPreentNo, number: number ?? head?.businessId }),
    notes: (notes ?? []).flatMap(({ note }) => note ?? []),
  }
}

const readers: { readonly [Type in keyof Bodies]?: Reader<Type> } = {
  CommonResponeMessage: ({ SeqNo, EtpsPreentNo, CheckInfo, DealFlag }, fileName) => {
    const refused = DealFlag === '-1'
    const existing = refused ? existingIn(CheckInfo) : undefined
    return {
      type: 'CommonResponeMessage',
      code: DealFlag ?? '',
      about: present({ baseName: baseNameOf(fileName), ownNumber: EtpsPreentNo }),
      values: present({ preentryNumber: SeqNo }),
      notes: CheckInfo === undefined ? [] : [CheckInfo],
      ...(existing === undefined ? {} : { existing }),
    }
  },
  // The client or its card failed. Its text may hold the client's queue address with credentials: it is not kept.
  Root: (_, fileName) => ({
    type: 'Root',
    code: 'failed',
    about: present({ baseName: baseNameOf(fileName) }),
    values: {},
  }),
  INV201: ({ HdeApprResult, CheckInfo, BondInvtBsc }) =>
    reviewed('INV201', HdeApprResult, CheckInfo, BondInvtBsc?.bondInvtNo),
  INV202: ({ InvApprResult: result }) => ({
    type: 'INV202',
    code: result?.manageResult ?? '',
    about: present({ preentryNumber: result?.invPreentNo, businessId: result?.businessId }),
    ...when(result?.createDate),
    values: present({ declaration: result?.entrySeqNo }),
    notes: result?.reason === undefined ? [] : [result.reason],
  }),
  INV211: ({ BondInvtBsc: list }) => ({
    type: 'INV211',
    code: '',
    about: present({
      preentryNumber: list?.invtPreentNo,
      businessId: list?.bondInvtNo,
      ownNumber: list?.etpsInnerInvtNo,
    }),
    values: {},
  }),
  EML211: ({ HdeApprResult, CheckInfo, EmlPutrecBsc }) =>
    reviewed('EML211', HdeApprResult, CheckInfo, EmlPutrecBsc?.emlNo),
  EML221: ({ HdeApprResult, CheckInfo }) => {
    const { about, ...said } = reviewed('EML221', HdeApprResult, CheckInfo, undefined)
    // Its business number is the handbook's, by which the handbook's own filings go: the report has the pre-entry number.
    const { preentryNumber } = about
    return { ...said, about: present({ preentryNumber }), values: present({ preentryNumber }) }
  },
}

/** Reads a receipt by its content; the file's name tells only which file it answers (I9.6). */
export function readCustomsReceipt(bytes: Uint8Array, fileName: string): Receipt | readonly ProblemItem[] {
  const type = recognise(bytes)
  if (typeof type !== 'string') return type
  const codec = (codecs as Readonly<Record<string, (typeof codecs)['INV201'] | undefined>>)[type]
  const reader = readers[type as keyof Bodies] as Reader<'INV201'> | undefined
  if (!codec || !reader) return [noReader({ type: type.slice(0, 40) }).item()]
  const decoded = codec.decode(bytes)
  return 'body' in decoded ? reader(decoded.body, fileName) : decoded
}
