import { defineMachine, type Machine, next, type Row } from './machine.ts'

/** Where a message stands that came in (I6). `raw` and its desk belong to the carrier, the rest to an enterprise. */
export type IncomingState = 'nothing' | 'raw' | 'stored' | 'applied' | 'refused' | 'duplicate' | 'parked' | 'dismissed'
export type IncomingEvent =
  | 'durable'
  | 'understood'
  | 'unreadable'
  | 'notOurs'
  | 'known'
  | 'otherBytes'
  | 'completed'
  | 'effective'
  | 'notAllowed'
  | 'failedForNow'
  | 'failedTooOften'
  | 'unlisted'
  | 'contradicts'
  | 'unknownCause'
  | 'cured'
  | 'readAgain'
  | 'dismissed'

const final = ['applied', 'refused', 'duplicate', 'dismissed'] as const
const effects = [
  'effective',
  'notAllowed',
  'failedForNow',
  'failedTooOften',
  'unlisted',
  'contradicts',
  'unknownCause',
] as const
const arrivals = ['understood', 'unreadable', 'notOurs', 'known', 'otherBytes', 'completed'] as const
const acts = ['cured', 'readAgain', 'dismissed'] as const

/**
 * Incoming messages (收到报文), numbered as in I6. Row 8 also carries what I5.1 (a code that is not listed) and I10
 * (contradicting finals) send to a desk; only a failing handler stops the lane.
 */
export const incoming: Machine<IncomingState, IncomingEvent> = defineMachine({
  id: 'incoming',
  name: { zh: '收到的报文', en: 'Incoming messages' },
  start: 'nothing',
  states: {
    nothing: { zh: '–', en: '–' },
    raw: { zh: '原文已存', en: 'raw' },
    stored: { zh: '已解析', en: 'stored' },
    applied: { zh: '已生效', en: 'applied' },
    refused: { zh: '已拒绝', en: 'refused' },
    duplicate: { zh: '重复', en: 'duplicate' },
    parked: { zh: '待人处理', en: 'parked' },
    dismissed: { zh: '已了结', en: 'dismissed' },
  },
  final,
  events: {
    durable: { zh: '原文落盘', en: 'raw bytes durable' },
    understood: { zh: '已解析且编号为新', en: 'parsed, id new' },
    unreadable: { zh: '一分钟后仍不可读', en: 'unreadable after 60 s' },
    notOurs: { zh: '涉及其他企业', en: 'speaks of another company' },
    known: { zh: '编号已有，内容相同', en: 'id known, same bytes' },
    otherBytes: { zh: '编号已有，内容不同', en: 'id known, other bytes' },
    completed: { zh: '完整副本已到', en: 'a complete copy came' },
    effective: { zh: '轮到且处理提交', en: 'lane head, handler commits' },
    notAllowed: { zh: '业务拒绝', en: 'domain says no' },
    failedForNow: { zh: '暂时出错', en: 'transient error' },
    failedTooOften: { zh: '出错三次', en: 'other error, 3 times' },
    unlisted: { zh: '代码未列', en: 'code not listed' },
    contradicts: { zh: '与既有终态矛盾', en: 'contradicts what stands' },
    unknownCause: { zh: '十分钟内未找到所指报文', en: 'unknown cause for 10 min' },
    cured: { zh: '缘由已除', en: 'cured' },
    readAgain: { zh: '重新解析', en: 'to be read again' },
    dismissed: { zh: '写明缘由后了结', en: 'dismissed with reason' },
  },
  rows: [
    { no: 1, from: 'nothing', on: 'durable', to: 'raw' },
    { no: 2, from: 'raw', on: 'understood', to: 'stored' },
    { no: 3, from: 'raw', on: 'unreadable', to: 'parked', desk: 'operator' },
    { no: 3, from: 'stored', on: 'notOurs', to: 'parked', desk: 'security' },
    { no: 4, from: ['raw', 'stored'], on: 'known', to: 'duplicate' },
    { no: 4, from: ['raw', 'stored'], on: 'otherBytes', to: 'parked', desk: 'security' },
    { no: 5, from: 'stored', on: 'effective', to: 'applied' },
    { no: 6, from: 'stored', on: 'notAllowed', to: 'refused' },
    { no: 7, from: 'stored', on: 'failedForNow', to: 'stored' },
    { no: 8, from: 'stored', on: 'failedTooOften', to: 'parked', desk: 'module' },
    { no: 8, from: 'stored', on: 'unlisted', to: 'parked', desk: 'operator' },
    { no: 8, from: 'stored', on: 'contradicts', to: 'parked', desk: 'operator' },
    { no: 9, from: 'stored', on: 'unknownCause', to: 'parked', desk: 'operator' },
    { no: 10, from: 'parked', on: 'cured', to: 'stored' },
    { no: 10, from: 'parked', on: 'readAgain', to: 'raw' },
    { no: 10, from: ['raw', 'parked'], on: 'completed', to: 'duplicate' },
    { no: 10, from: 'parked', on: 'dismissed', to: 'dismissed' },
  ],
  ignores: [
    { in: ['raw', 'stored', 'parked', ...final], on: 'durable', why: 'the same bytes are counted, not kept twice' },
    { in: 'nothing', on: [...arrivals, ...effects, ...acts], why: 'nothing came' },
    { in: 'raw', on: ['notOurs', ...effects], why: 'what is not understood has no effect' },
    { in: 'raw', on: acts, why: 'it is being read' },
    { in: 'stored', on: ['understood', 'unreadable', 'completed'], why: 'it was read' },
    { in: 'stored', on: acts, why: 'it is not on a desk' },
    {
      in: 'parked',
      on: ['understood', 'unreadable', 'notOurs', 'known', 'otherBytes', ...effects],
      why: 'nothing happens to it but from its desk',
    },
    { in: final, on: [...arrivals, ...effects, ...acts], why: 'ended' },
  ],
})

/** The row that an event takes. @throws Error where the table says that nothing changes: then nobody should have asked */
export function incomingStep(state: IncomingState, event: IncomingEvent): Row<IncomingState, IncomingEvent> {
  const step = next(incoming, state, event)
  if (!('to' in step)) throw new Error(`${state} × ${event}: ${step.why}`)
  return step
}
