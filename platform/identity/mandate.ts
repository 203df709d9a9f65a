import type { Uuid } from '@jiamao/kernel/ids'
import { defineProblem } from '@jiamao/kernel/problem'
import type { Subject } from './subject.ts'

/** What a mandate may let its holder do; looking is part of each. */
export const mandateActs = ['write', 'submit', 'withdraw', 'explain'] as const
export type MandateAct = (typeof mandateActs)[number]

/** 委托. A mandate as it is in force for one request. */
export interface MandateInForce {
  readonly id: Uuid
  readonly enterprise: Uuid
  readonly enterpriseName: string
  /** Undefined: all of them. */
  readonly books?: readonly string[]
  readonly types?: readonly string[]
  readonly acts: readonly MandateAct[]
  /** Largest value of one filing, 10⁻⁵, in digits: it travels with jobs. */
  readonly most?: string
}

export const outsideMandate = defineProblem({
  code: 'MANDATE_OUTSIDE',
  status: 403,
  zh: {
    title: '超出委托范围',
    detail: '委托不包括：{what}。',
    remedy: '请委托企业扩大委托范围，或由其自行办理。',
  },
  en: {
    title: 'Outside the mandate',
    detail: 'The mandate does not cover this: {whatEn}.',
    remedy: 'Have the enterprise widen the mandate, or do it itself.',
  },
})

/** What is to be done, as far as it is known: a new draft names no book yet. */
export interface Asked {
  readonly act: MandateAct
  readonly type: string
  readonly typeName: { readonly zh: string; readonly en: string }
  readonly book?: string
}

const actNames: Readonly<Record<MandateAct, { zh: string; en: string }>> = {
  write: { zh: '填写', en: 'writing' },
  submit: { zh: '提交', en: 'submitting' },
  withdraw: { zh: '撤回', en: 'withdrawing' },
  explain: { zh: '说明', en: 'explaining' },
}

/** Holds an act against the mandate that the subject acts under; who acts for itself passes. Pure. @throws MANDATE_OUTSIDE */
export function requireMandate({ mandate }: Subject, { act, type, typeName, book }: Asked): void {
  if (!mandate) return
  if (!mandate.acts.includes(act)) throw outsideMandate({ what: actNames[act].zh, whatEn: actNames[act].en })
  if (mandate.types && !mandate.types.includes(type)) throw outsideMandate({ what: typeName.zh, whatEn: typeName.en })
  if (book !== undefined && mandate.books && !mandate.books.includes(book))
    throw outsideMandate({ what: `手册 ${book}`, whatEn: `book ${book}` })
}
