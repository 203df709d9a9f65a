/** What may stand in the way of the guided start. */
import { defineProblem } from '@jiamao/kernel/problem'

export const noDraft = defineProblem({
  code: 'START_NO_DRAFT',
  status: 409,
  zh: {
    title: '还没有草稿',
    detail: '表格还没有读成草稿，或草稿已提交。',
    remedy: '先完成前面的步骤，或换一份表格重新开始。',
  },
  en: {
    title: 'No draft yet',
    detail: 'The sheet was not read into a draft yet, or the draft was submitted.',
    remedy: 'Complete the steps before, or begin anew with another sheet.',
  },
})
export const notWhole = defineProblem({
  code: 'MERGING_PARTS',
  status: 422,
  zh: {
    title: '料号没有分清',
    detail: '这些料号不在任何一项，或在两项中：{parts}。',
    remedy: '重新打开归并建议，再逐项确认。',
  },
  en: {
    title: 'Parts are not told apart',
    detail: 'These parts stand in no group, or in two: {parts}.',
    remedy: 'Open the proposal anew and confirm it again.',
  },
})
export const cannotMerge = defineProblem({
  code: 'MERGING_BLOCKED',
  status: 422,
  zh: { title: '不能归并', detail: '“{name}”：{rule} {breach}', remedy: '把不同的料号分到另一项。' },
  en: {
    title: 'They cannot be one item',
    detail: '"{name}": {rule} {breachEn}',
    remedy: 'Split the parts that differ.',
  },
})
export const changedSince = defineProblem({
  code: 'MERGING_CHANGED',
  status: 409,
  zh: {
    title: '归并后改过草稿',
    detail: '草稿在归并之后又改过，撤销归并会丢掉这些修改。',
    remedy: '在草稿中逐行修改；或换一份表格重新开始。',
  },
  en: {
    title: 'The draft was changed since',
    detail: 'The draft was changed after its parts were merged; undoing the merging would lose that.',
    remedy: 'Change the lines in the draft, or begin anew.',
  },
})
