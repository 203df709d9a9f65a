import { defineProblem } from '@jiamao/kernel/problem'

export const unknownType = defineProblem({
  code: 'FILING_TYPE',
  status: 422,
  zh: {
    title: '没有这种申报',
    detail: '没有类型为“{type}”的申报。',
    remedy: '从 /api/v1/types 列出的类型中选择。',
  },
  en: {
    title: 'No such filing type',
    detail: 'There is no filing type "{type}".',
    remedy: 'Choose one of those listed at /api/v1/types.',
  },
})
export const noPolicy = defineProblem({
  code: 'FILING_NO_POLICY',
  status: 422,
  zh: {
    title: '当日没有政策',
    detail: '{on} 没有为“{type}”录入由谁决定的政策。',
    remedy: '请政策岗补录该日的政策，或改用有政策的日期。',
  },
  en: {
    title: 'No policy of that day',
    detail: 'No policy in force on {on} says who decides "{type}".',
    remedy: 'Have the policy of that day entered, or file on a day that has one.',
  },
})
export const notFound = defineProblem({
  code: 'NOT_FOUND',
  status: 404,
  zh: { title: '未找到', detail: '没有这条记录，或不在可见范围内。', remedy: '核对编号；如属他方，请先取得授权。' },
  en: {
    title: 'Not found',
    detail: 'There is no such record, or it is not yours to see.',
    remedy: 'Check the number; if it is another party’s, get a grant first.',
  },
})
export const notAllowed = defineProblem({
  code: 'NOT_ALLOWED',
  status: 403,
  zh: { title: '无权操作', detail: '“{act}”须由{who}办理。', remedy: '由有权的人办理，或请管理员授予角色。' },
  en: {
    title: 'Not allowed',
    detail: '"{act}" is for {whoEn}.',
    remedy: 'Let somebody with that role do it, or ask your administrator.',
  },
})
export const wrongState = defineProblem({
  code: 'FILING_STATE',
  status: 409,
  zh: {
    title: '当前状态不允许',
    detail: '申报处于“{state}”，不能“{act}”。',
    remedy: '查看申报的进展；必要时另行申报。',
  },
  en: {
    title: 'Not in this state',
    detail: 'The filing is "{state}": "{act}" is not possible.',
    remedy: 'Look where the filing stands; file anew if need be.',
  },
})
export const changedMeanwhile = defineProblem({
  code: 'FILING_CHANGED',
  status: 412,
  zh: {
    title: '已被他人修改',
    detail: '您看到的是第 {expected} 次修改，现在是第 {revision} 次。',
    remedy: '重新读取，比较差异后再保存；您的内容没有丢失。',
  },
  en: {
    title: 'Changed meanwhile',
    detail: 'You saw revision {expected}; it is now {revision}.',
    remedy: 'Read it again and compare; nothing of yours is lost.',
  },
})
export const ownNumberTaken = defineProblem({
  code: 'R6.OWN_NUMBER',
  status: 409,
  zh: {
    title: '企业内部编号已使用',
    detail: '内部编号“{ownNumber}”已用于另一份内容不同的申报。',
    remedy: '换一个内部编号；若要修改原申报，请办理变更。',
  },
  en: {
    title: 'Own number already used',
    detail: 'Own number "{ownNumber}" belongs to another filing with other content.',
    remedy: 'Use another own number, or amend the first filing.',
  },
})
export const keyReused = defineProblem({
  code: 'IDEMPOTENCY_KEY_REUSED',
  status: 422,
  zh: {
    title: '幂等键已用于其他请求',
    detail: 'Idempotency-Key 已用于内容不同的请求。',
    remedy: '新的请求使用新的键；重试时内容须与首次相同。',
  },
  en: {
    title: 'Idempotency key reused',
    detail: 'This Idempotency-Key was used for a request with other content.',
    remedy: 'Use a new key for a new request; a retry sends the same content.',
  },
})
export const bookClosed = defineProblem({
  code: 'LEDGER_BOOK_CLOSED',
  status: 409,
  zh: {
    title: '手(账)册未开或已结案',
    detail: '手(账)册 {book} 没有开立，或已经结案。',
    remedy: '核对编号；已结案的手册不能再申报。',
  },
  en: {
    title: 'Book not open',
    detail: 'Book {book} was never opened or is closed.',
    remedy: 'Check the number; nothing is filed on a closed book.',
  },
})
export const notEnough = defineProblem({
  code: 'LEDGER_NOT_ENOUGH',
  status: 409,
  zh: {
    title: '余量不足',
    detail: '备案序号 {seq} 申报 {asked}，可用 {left}。',
    remedy: '改为不超过 {left}；或撤回占用余量的申报；或先办理变更。',
  },
  en: {
    title: 'Not enough left',
    detail: 'Item {seq} asks {asked}; {left} is free.',
    remedy: 'Ask for at most {left}, withdraw what holds the rest, or amend the book first.',
  },
})
export const busy = defineProblem({
  code: 'FILING_BUSY',
  status: 503,
  zh: {
    title: '手册正忙',
    detail: '手(账)册 {book} 正被其他申报同时占用。',
    remedy: '稍后用同一个 Idempotency-Key 重试；没有写入任何内容。',
  },
  en: {
    title: 'Book is busy',
    detail: 'Book {book} is being moved by other filings at this moment.',
    remedy: 'Try again with the same Idempotency-Key; nothing was written.',
  },
})
export const notHere = defineProblem({
  code: 'TENANT_NOT_HERE',
  status: 503,
  zh: { title: '企业正在迁移', detail: '该企业的数据不在本节点。', remedy: '稍后重试。' },
  en: {
    title: 'Enterprise is moving',
    detail: 'This enterprise’s data is not on this node.',
    remedy: 'Try again in a moment.',
  },
})
export const refusedByGate = defineProblem({
  code: 'FILING_REFUSED',
  status: 422,
  zh: {
    title: '未能提交',
    detail: '校验发现 {count} 个须先改正的问题。',
    remedy: '按各项提示改正后再提交；草稿已保存。',
  },
  en: {
    title: 'Not submitted',
    detail: 'The gate found {count} faults that must be mended first.',
    remedy: 'Mend each as it says and submit again; the draft is kept.',
  },
})
export const unknownStage = defineProblem({
  code: 'FILING_STAGE',
  status: 422,
  zh: { title: '没有这个环节', detail: '这种申报没有可登记的环节“{stage}”。', remedy: '可登记的环节：{known}。' },
  en: {
    title: 'No such stage',
    detail: 'Filings of this type have no stage "{stage}" that is entered here.',
    remedy: 'Stages entered here: {known}.',
  },
})
export const withDecider = defineProblem({
  code: 'FILING_WITH_DECIDER',
  status: 409,
  zh: {
    title: '已送审',
    detail: '申报处于“{state}”，已送达审核部门，平台不能单方撤回。',
    remedy: '等待答复；或联系审核部门退单后再撤回。',
  },
  en: {
    title: 'Already with the decider',
    detail: 'The filing is "{state}" and lies with the agency; the platform cannot take it back alone.',
    remedy: 'Wait for the answer, or ask the agency to send it back and then withdraw.',
  },
})
export const aboutNothing = defineProblem({
  code: 'FILING_ABOUT',
  status: 409,
  zh: {
    title: '没有可答复的申报',
    detail: '这种申报须针对一份“{type}”，且由本单位的待办提出。',
    remedy: '从待办中打开该申报再答复；已答复或已结束的不能再答复。',
  },
  en: {
    title: 'Nothing to answer',
    detail: 'This filing answers a "{type}" that your desk was asked about.',
    remedy: 'Open it from your tasks; what was answered or has ended is not answered again.',
  },
})
export const nothingToExplain = defineProblem({
  code: 'FILING_NOTHING_TO_EXPLAIN',
  status: 409,
  zh: { title: '无须说明', detail: '该申报没有待说明的事项。', remedy: '查看校验结果；已说明的不必重复。' },
  en: {
    title: 'Nothing to explain',
    detail: 'Nothing about this filing waits for an explanation.',
    remedy: 'Look at its findings; what was explained need not be explained again.',
  },
})
export const noVersion = defineProblem({
  code: 'FILING_NO_VERSION',
  status: 404,
  zh: { title: '没有这个版本', detail: '没有第 {version} 版；最后一版是第 {last} 版。', remedy: '从版本列表中选择。' },
  en: {
    title: 'No such version',
    detail: 'There is no version {version}; the last one is {last}.',
    remedy: 'Choose one of the list of versions.',
  },
})
export const tooManyPapers = defineProblem({
  code: 'FILING_PAPERS',
  status: 422,
  zh: { title: '附件过多', detail: '一份申报至多 {max} 份附件。', remedy: '合并为一个 PDF，或删去不需要的。' },
  en: {
    title: 'Too many papers',
    detail: 'A filing has at most {max} papers.',
    remedy: 'Put them into one PDF, or remove what is not needed.',
  },
})

export const changesAstray = defineProblem({
  code: 'FILING_CHANGES',
  status: 422,
  zh: {
    title: '改动对不上草稿',
    detail: '“{part}”没有第 {at} 行起的这些行，或不是列表。',
    remedy: '重新读取草稿，按现在的行数改动；或用 PUT 发送全部内容。',
  },
  en: {
    title: 'The changes do not fit the draft',
    detail: '"{part}" has no such lines from {at} on, or is no list.',
    remedy: 'Read the draft again and name lines that it has, or send the whole content with PUT.',
  },
})
export const draftTooLarge = defineProblem({
  code: 'FILING_TOO_LARGE',
  status: 413,
  zh: { title: '草稿太大', detail: '一份草稿至多 {most} MB。', remedy: '分成几份申报。' },
  en: {
    title: 'The draft is too large',
    detail: 'A draft holds {most} MB at most.',
    remedy: 'File it in several parts.',
  },
})
export const snoozeTooLong = defineProblem({
  code: 'DESK_SNOOZE',
  status: 422,
  zh: {
    title: '不能暂缓到这一天',
    detail: '暂缓到“{until}”：须晚于今天 {today}，早于期限 {last}。',
    remedy: '选期限之前的一天。',
  },
  en: {
    title: 'Not to that day',
    detail: 'Put off to "{until}": it must be after today, {today}, and before the limit, {last}.',
    remedy: 'Choose a day before the limit.',
  },
})
