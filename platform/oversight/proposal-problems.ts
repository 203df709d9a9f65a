import { defineProblem } from '@jiamao/kernel/problem'

export const proposedAlready = defineProblem({
  code: 'PROPOSAL_KNOWN',
  status: 409,
  zh: {
    title: '已有待确认的提议',
    detail: '同一事项已有人提议，等待确认。',
    remedy: '等待确认；或由提议人撤回后再提。',
  },
  en: {
    title: 'Proposed already',
    detail: 'The same was proposed and waits to be confirmed.',
    remedy: 'Wait for it, or have who proposed it withdraw it first.',
  },
})
export const ownProposal = defineProblem({
  code: 'PROPOSAL_OWN',
  status: 403,
  zh: {
    title: '不能确认自己的提议',
    detail: '双人确认：提议人与确认人不能是同一人。',
    remedy: '请另一位有权的人确认。',
  },
  en: {
    title: 'Not one’s own',
    detail: 'Four eyes: who proposes and who confirms are two persons.',
    remedy: 'Let another person of the right role confirm it.',
  },
})
export const proposalOver = defineProblem({
  code: 'PROPOSAL_OVER',
  status: 409,
  zh: {
    title: '提议已结束',
    detail: '提议已确认、已撤回、已过期，或提议人已不再有权提议。',
    remedy: '刷新列表；仍需要的，重新提议。',
  },
  en: {
    title: 'The proposal is over',
    detail: 'It was confirmed, withdrawn or has run out, or who proposed it may not any more.',
    remedy: 'Reload the list; propose it anew if it is still needed.',
  },
})
export const proposalStale = defineProblem({
  code: 'PROPOSAL_STALE',
  status: 409,
  zh: {
    title: '情况已变化',
    detail: '您看到的差异与现在的情况不符，没有生效。',
    remedy: '刷新后重新核对；现状已变的，由提议人撤回后重新提议。',
  },
  en: {
    title: 'Things have moved',
    detail: 'The difference that you saw is not that of things as they are; nothing took effect.',
    remedy: 'Reload and look again; where things have changed, have it withdrawn and proposed anew.',
  },
})
