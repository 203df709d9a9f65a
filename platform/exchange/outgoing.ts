import { defineMachine, type Machine } from './machine.ts'

/** Where a message stands that we send (I6). `nothing` is before the log. */
export type OutgoingState =
  | 'nothing'
  | 'queued'
  | 'leased'
  | 'sent'
  | 'delivered'
  | 'inReview'
  | 'parked'
  | 'accepted'
  | 'rejected'
  | 'cancelled'
  | 'superseded'
export type OutgoingEvent =
  | 'sequenced'
  | 'taken'
  | 'handedOver'
  | 'failedForNow'
  | 'outcomeUnknown'
  | 'failedForGood'
  | 'arrived'
  | 'contentRefused'
  | 'again'
  | 'againTooOften'
  | 'lostFromSight'
  | 'lostForGood'
  | 'takenIn'
  | 'accept'
  | 'reject'
  | 'notTakenIn'
  | 'notTakenInAgain'
  | 'overdue'
  | 'cancel'
  | 'blocked'
  | 'withdrawn'
  | 'resend'
  | 'edit'

const afterQueue = ['leased', 'sent', 'delivered', 'inReview'] as const
const final = ['accepted', 'rejected', 'cancelled', 'superseded'] as const
const attempts = ['handedOver', 'failedForNow', 'outcomeUnknown', 'failedForGood'] as const
const returns = ['again', 'againTooOften'] as const
const refusals = ['notTakenIn', 'notTakenInAgain'] as const

/**
 * Outgoing messages (发出报文), numbered as in I6. A receipt is itself a proof of sending (I10), so rows 8, 9, 11 and 13
 * also begin in states that come before the one the protocol names.
 */
export const outgoing: Machine<OutgoingState, OutgoingEvent> = defineMachine({
  id: 'outgoing',
  name: { zh: '发出的报文', en: 'Outgoing messages' },
  start: 'nothing',
  states: {
    nothing: { zh: '–', en: '–' },
    queued: { zh: '待发', en: 'queued' },
    leased: { zh: '发送中', en: 'leased' },
    sent: { zh: '已发出', en: 'sent' },
    delivered: { zh: '已送达', en: 'delivered' },
    inReview: { zh: '审核中', en: 'in review' },
    parked: { zh: '待人处理', en: 'parked' },
    accepted: { zh: '通过', en: 'accepted' },
    rejected: { zh: '退单', en: 'rejected' },
    cancelled: { zh: '已撤销', en: 'cancelled' },
    superseded: { zh: '已由新版替代', en: 'superseded' },
  },
  final,
  events: {
    sequenced: { zh: '编号入列', en: 'sequenced' },
    taken: { zh: '轮到且可发', en: 'lane head, nothing in its way' },
    handedOver: { zh: '交出已证实', en: 'hand-over proved' },
    failedForNow: { zh: '暂时失败', en: 'transient failure' },
    outcomeUnknown: { zh: '租约到期或结果不明', en: 'lease ran out, or outcome unknown' },
    failedForGood: { zh: '永久失败', en: 'permanent failure' },
    arrived: { zh: '技术回执成功或核对为已收', en: 'T0/T1 yes, or probe “has it”' },
    contentRefused: { zh: '技术回执退回内容', en: 'T1 refuses the content' },
    again: { zh: '客户端失败，或逾期且核对为未收', en: 'T1 transient, or overdue and probe “has not”' },
    againTooOften: { zh: '同上，第三次', en: 'the same for the third time' },
    lostFromSight: { zh: '逾期且核对不明，对方幂等', en: 'overdue, probe “unknown”, other end idempotent' },
    lostForGood: { zh: '逾期且核对不明，不宜重发', en: 'probe “unknown”, no more attempts' },
    takenIn: { zh: '入库成功或中间回执', en: 'B0 yes, or B1' },
    accept: { zh: '通过', en: 'B2 yes' },
    reject: { zh: '退单', en: 'B2 no' },
    notTakenIn: { zh: '入库失败', en: 'B0 no' },
    notTakenInAgain: { zh: '再次入库失败', en: 'B0 no again' },
    overdue: { zh: '逾期', en: 'overdue' },
    cancel: { zh: '申报人撤销', en: 'filer cancels' },
    blocked: { zh: '前置报文失败或已过期限', en: 'one of `after` failed, or deadline past' },
    withdrawn: { zh: '撤回获准', en: 'withdrawal accepted' },
    resend: { zh: '人工重发', en: 'resent by a person' },
    edit: { zh: '更正为新版', en: 'edited: version + 1' },
  },
  rows: [
    { no: 1, from: 'nothing', on: 'sequenced', to: 'queued' },
    { no: 2, from: 'queued', on: 'taken', to: 'leased' },
    { no: 3, from: 'leased', on: 'handedOver', to: 'sent' },
    { no: 4, from: 'leased', on: 'failedForNow', to: 'queued' },
    { no: 5, from: 'leased', on: 'outcomeUnknown', to: 'queued', first: 'probe' },
    { no: 6, from: 'leased', on: 'failedForGood', to: 'parked', desk: 'operator' },
    { no: 7, from: ['queued', 'leased', 'sent'], on: 'arrived', to: 'delivered' },
    { no: 8, from: ['queued', 'leased', 'sent'], on: 'contentRefused', to: 'parked', desk: 'filer' },
    { no: 9, from: ['leased', 'sent'], on: 'again', to: 'queued' },
    { no: 9, from: ['leased', 'sent'], on: 'againTooOften', to: 'parked', desk: 'operator' },
    { no: 10, from: 'sent', on: 'lostFromSight', to: 'queued' },
    { no: 10, from: ['leased', 'sent'], on: 'lostForGood', to: 'parked', desk: 'operator' },
    { no: 11, from: ['queued', 'leased', 'sent', 'delivered'], on: 'takenIn', to: 'inReview' },
    { no: 12, from: ['queued', ...afterQueue], on: 'accept', to: 'accepted' },
    { no: 12, from: ['queued', ...afterQueue], on: 'reject', to: 'rejected' },
    { no: 13, from: ['leased', 'sent', 'delivered'], on: 'notTakenIn', to: 'queued' },
    { no: 13, from: ['leased', 'sent', 'delivered'], on: 'notTakenInAgain', to: 'parked', desk: 'operator' },
    { no: 14, from: ['delivered', 'inReview'], on: 'overdue', to: 'parked', desk: 'agency' },
    { no: 15, from: 'queued', on: 'cancel', to: 'cancelled' },
    { no: 15, from: 'queued', on: 'blocked', to: 'parked', desk: 'filer' },
    { no: 16, from: ['sent', 'delivered', 'inReview', 'parked'], on: 'withdrawn', to: 'cancelled' },
    { no: 17, from: 'parked', on: 'resend', to: 'queued' },
    { no: 17, from: 'parked', on: 'edit', to: 'superseded' },
    { no: 17, from: 'parked', on: 'cancel', to: 'cancelled' },
    { no: 18, from: 'parked', on: 'arrived', to: 'delivered' },
    { no: 18, from: 'parked', on: 'takenIn', to: 'inReview' },
    { no: 18, from: 'parked', on: 'accept', to: 'accepted' },
    { no: 18, from: 'parked', on: 'reject', to: 'rejected' },
  ],
  ignores: [
    {
      in: ['queued', ...afterQueue, 'parked', ...final],
      on: 'sequenced',
      why: 'the same id is the same message (I1.2)',
    },
    {
      in: 'nothing',
      on: [
        'taken',
        ...attempts,
        'arrived',
        'contentRefused',
        ...returns,
        'lostFromSight',
        'lostForGood',
        'takenIn',
        'accept',
        'reject',
        ...refusals,
        'overdue',
        'cancel',
        'blocked',
        'withdrawn',
        'resend',
        'edit',
      ],
      why: 'what is not in the log cannot be spoken of',
    },
    { in: [...afterQueue, 'parked'], on: 'taken', why: 'only what is queued is taken' },
    {
      in: ['queued', 'sent', 'delivered', 'inReview', 'parked'],
      on: attempts,
      why: 'the attempt died by its token (I3.4)',
    },
    { in: ['delivered', 'inReview'], on: 'arrived', why: 'known already' },
    { in: ['delivered', 'inReview'], on: ['contentRefused', ...returns], why: 'it was imported: this is about a copy' },
    { in: 'parked', on: ['contentRefused', ...returns, ...refusals], why: 'it is on a desk already' },
    { in: 'queued', on: [...returns, ...refusals], why: 'it goes again anyway' },
    { in: ['queued', 'leased', 'delivered', 'inReview', 'parked'], on: 'lostFromSight', why: 'asked of what is sent' },
    { in: ['queued', 'delivered', 'inReview', 'parked'], on: 'lostForGood', why: 'asked of what may have left' },
    { in: 'inReview', on: ['takenIn', ...refusals], why: 'it is with the agency already' },
    { in: ['queued', 'leased', 'sent', 'parked'], on: 'overdue', why: 'its clock asks something else first' },
    { in: 'leased', on: 'cancel', why: 'it is being handed over: asked again when that is known' },
    { in: ['sent', 'delivered', 'inReview'], on: 'cancel', why: 'it has left: a withdrawal message asks it back (16)' },
    { in: [...afterQueue, 'parked'], on: 'blocked', why: 'asked before it leaves' },
    { in: ['queued', 'leased'], on: 'withdrawn', why: 'what has not left is cancelled (15)' },
    { in: ['queued', ...afterQueue], on: ['resend', 'edit'], why: 'for what is on a desk' },
    {
      in: final,
      on: [
        'taken',
        ...attempts,
        'arrived',
        'contentRefused',
        ...returns,
        'lostFromSight',
        'lostForGood',
        'takenIn',
        ...refusals,
        'overdue',
        'cancel',
        'blocked',
        'withdrawn',
        'resend',
        'edit',
      ],
      why: 'ended: history',
    },
    { in: 'accepted', on: 'accept', why: 'agrees: history' },
    { in: 'rejected', on: 'reject', why: 'agrees: history' },
    { in: 'cancelled', on: 'reject', why: 'agrees: history' },
    { in: 'superseded', on: ['accept', 'reject'], why: 'for a superseded version: history, shown with both versions' },
    { in: 'accepted', on: 'reject', why: 'two contradicting finals: the first stands', contradicts: true },
    { in: 'rejected', on: 'accept', why: 'two contradicting finals: the first stands', contradicts: true },
    { in: 'cancelled', on: 'accept', why: 'accepted after it was cancelled', contradicts: true },
  ],
})
