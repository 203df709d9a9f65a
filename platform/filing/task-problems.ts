import { defineProblem } from '@jiamao/kernel/problem'

export const taskClosed = defineProblem({
  code: 'TASK_CLOSED',
  status: 409,
  zh: { title: '待办已办结', detail: '这件待办已经办理或不再需要办理。', remedy: '刷新待办队列；打开申报可看到结果。' },
  en: {
    title: 'Task is closed',
    detail: 'This task is done, or is not asked for any more.',
    remedy: 'Read the queue again; the filing shows how it ended.',
  },
})
export const taskHeld = defineProblem({
  code: 'TASK_HELD',
  status: 409,
  zh: {
    title: '已由同事认领',
    detail: '这件待办由“{holder}”办理。',
    remedy: '请其办理、退回队列，或请科室负责人转交。',
  },
  en: {
    title: 'A colleague has it',
    detail: '{holder} has taken this task on.',
    remedy: 'Let them do it or give it back, or ask your manager to hand it over.',
  },
})
export const taskNotYours = defineProblem({
  code: 'TASK_NOT_YOURS',
  status: 409,
  zh: { title: '不在您手上', detail: '这件待办没有由您认领。', remedy: '只有认领的人可以退回队列。' },
  en: {
    title: 'Not with you',
    detail: 'You have not taken this task on.',
    remedy: 'Only who took it on can give it back.',
  },
})
export const notColleague = defineProblem({
  code: 'TASK_NOT_COLLEAGUE',
  status: 422,
  zh: {
    title: '不能转交给此人',
    detail: '此人不在本单位，或没有办理的角色。',
    remedy: '从 /api/v1/colleagues 列出的同事中选择。',
  },
  en: {
    title: 'Cannot be handed to them',
    detail: 'That person is not of your organisation, or has no role for this work.',
    remedy: 'Choose one of the colleagues listed at /api/v1/colleagues.',
  },
})
export const reasonDue = defineProblem({
  code: 'DECISION_REASON',
  status: 422,
  zh: { title: '须写明理由', detail: '除接受外，决定须写明理由。', remedy: '写明理由后再提交；企业会看到它。' },
  en: {
    title: 'A reason is due',
    detail: 'Every decision but acceptance gives its reason.',
    remedy: 'Write the reason and decide again; the firm will read it.',
  },
})
export const recused = defineProblem({
  code: 'TASK_CONFLICT',
  status: 409,
  zh: {
    title: '须回避',
    detail: '“{person}”已申报与该企业有利益冲突。',
    remedy: '由同事办理；情形消除后由本人撤销申报。',
  },
  en: {
    title: 'Conflict of interest',
    detail: '{person} has declared a conflict of interest with this firm.',
    remedy: 'Let a colleague do it; who declared it can end it when it is over.',
  },
})
export const nothingToDraw = defineProblem({
  code: 'DRAW_NOTHING',
  status: 409,
  zh: {
    title: '没有可派的待办',
    detail: '没有无人认领的待办，或没有可办理的人。',
    remedy: '待有新的待办时再抽签；检查是否把所有人都排除了。',
  },
  en: {
    title: 'Nothing to draw',
    detail: 'No task is unclaimed, or nobody is there to do one.',
    remedy: 'Draw again when something waits; see whether everybody was left out.',
  },
})
