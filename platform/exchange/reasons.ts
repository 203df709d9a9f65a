import type { Words } from '@jiamao/kernel/words'

/** Why something waits on a desk, in one sentence each (I8.1). */
export const reasons = {
  nameClash: {
    zh: '对方文件夹已有同名但内容不同的文件。',
    en: 'The other end’s folder holds a file of this name with other content.',
  },
  noFolder: { zh: '未设置此类报文的业务文件夹。', en: 'No folder is set for this type of message.' },
  noAccount: {
    zh: '企业没有可用的报文客户端（海关编码）。',
    en: 'The enterprise has no client that carries its messages (customs code).',
  },
  notPacked: { zh: '报文无法打包。', en: 'The message could not be packed.' },
  contentRefused: {
    zh: '对方系统退回了内容，须更正后重报。',
    en: 'The other end’s system refused the content: correct it and file again.',
  },
  cameBack: { zh: '客户端三次未能上传。', en: 'The client failed to upload it three times.' },
  lost: { zh: '发出后三次均查不到下落。', en: 'It was sent three times and no trace of it is found.' },
  notTakenIn: { zh: '两次入库失败。', en: 'The agency’s system failed to take it in twice.' },
  overdue: { zh: '已过应答期限，部门尚无回执。', en: 'The time to answer has passed without the agency’s receipt.' },
  predecessorFailed: { zh: '所依赖的前一报文未获通过。', en: 'A message that it depends on was not accepted.' },
  deadlinePassed: { zh: '已过发送期限。', en: 'The time until which it could be sent has passed.' },
  late: {
    zh: '超过四小时仍未发出，系统继续尝试。',
    en: 'Not sent for more than four hours; the engine goes on trying.',
  },
  stalled: {
    zh: '报文留在发件箱，客户端没有取走：客户端停顿。',
    en: 'It lies in the outbox and is not taken: the client has stalled.',
  },
  unreadable: {
    zh: '收到的文件一分钟内仍不完整或无法解析。',
    en: 'A file that came in stayed incomplete or unreadable for a minute.',
  },
  tooLarge: { zh: '收到的文件过大，未读取。', en: 'A file that came in is too large and was not read.' },
  notOurs: {
    zh: '回执涉及另一家企业，内容已隔离。',
    en: 'The receipt speaks of another company; its content is hidden.',
  },
  otherBytes: { zh: '同一编号收到了不同内容。', en: 'Other content came under a number that is known.' },
  unlistedCode: { zh: '回执代码不在代码表中。', en: 'The receipt’s code is not in the table of codes.' },
  contradicts: {
    zh: '回执与既有终态或编号矛盾。',
    en: 'The receipt contradicts a final answer or a number that stands.',
  },
  effectFailed: {
    zh: '处理回执时系统三次出错，本单证后续回执暂停。',
    en: 'Our own handler failed three times; this document’s later receipts wait.',
  },
  unknownMessage: { zh: '找不到回执所指的报文。', en: 'The message that the receipt speaks of is not known here.' },
} satisfies Readonly<Record<string, Words>>

export type Reason = keyof typeof reasons
