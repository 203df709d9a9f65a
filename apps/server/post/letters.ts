/**
 * What letters say. E-mail goes over other people's machines and lies in mailboxes that no right of ours reaches: a letter
 * says that something happened, by kind, type and the filer's own number, and leads to the page. Texts of talks, goods,
 * quantities and amounts stay where row security and the list of who saw what hold.
 */
import { fill, type Words } from '@jiamao/kernel/words'

/** One thing that a letter tells. */
export interface LetterLine {
  readonly kind: Words
  readonly type: Words | undefined
  readonly number: string
  readonly link: string | undefined
}
/** Open tasks of a desk, by when they are due. */
interface DeskCount {
  readonly open: number
  readonly today: number
  readonly overdue: number
}

interface Addressed {
  readonly language: keyof Words
  readonly name: string
  readonly publicUrl: string
}
interface Told extends Addressed {
  readonly organisation: string
  readonly lines: readonly LetterLine[]
  /** What the daily letter says of the desk. */
  readonly desk: DeskCount | undefined
  readonly stop: string
}

const words = {
  one: { zh: '加贸：{what}', en: 'jiamao: {what}' },
  several: { zh: '加贸：{n} 条通知', en: 'jiamao: {n} notices' },
  digest: { zh: '加贸：今天的待办与通知', en: 'jiamao: today’s tasks and notices' },
  dear: { zh: '{name}：', en: 'Dear {name},' },
  told: { zh: '{organisation} 有以下通知：', en: '{organisation} was told:' },
  desk: {
    zh: '{organisation} 的待办队列有 {open} 件，其中今天到期 {today} 件，逾期 {overdue} 件。',
    en: '{open} tasks wait in the queue of {organisation}: {today} due today, {overdue} overdue.',
  },
  open: { zh: '打开', en: 'Open' },
  toQueue: { zh: '打开待办队列', en: 'Open the queue' },
  details: { zh: '内容请登录后查看。', en: 'Sign in to read more.' },
  stop: { zh: '不再收邮件', en: 'Stop these letters' },
  proof: { zh: '加贸：确认邮箱', en: 'jiamao: confirm your address' },
  proofText: {
    zh: '有人在加贸平台上填写了这个邮箱来收通知。是您本人的，请打开链接确认，24 小时内有效；不是的，不用理会，不会再有邮件。',
    en: 'Somebody entered this address on the jiamao platform to be told of notices. If it was you, open the link to confirm it within 24 hours; if not, do nothing: no more letters will come.',
  },
  confirm: { zh: '确认邮箱', en: 'Confirm the address' },
} as const satisfies Readonly<Record<string, Words>>

/** A paragraph, or a line with a link. */
type Part = string | { readonly text: string; readonly link: string }

/** The letter about notices, and in a daily one about the desk. */
export function tellingLetter({ language, name, organisation, lines, desk, publicUrl, stop }: Told) {
  const say = (key: keyof typeof words, values = {}) => fill(words[key][language], values)
  const sayLine = ({ kind, type, number }: LetterLine) =>
    [kind[language], type?.[language], number].filter(Boolean).join(' · ')
  const what = lines.length === 1 ? sayLine(lines[0]).replace(/ · [^·]*$/, '') : ''
  const subject = desk ? say('digest') : what ? say('one', { what }) : say('several', { n: lines.length })
  const parts: Part[] = [
    say('dear', { name }),
    ...(desk ? [say('desk', { organisation, ...desk }), { text: say('toQueue'), link: `${publicUrl}/queue` }] : []),
    ...(lines.length > 0 ? [say('told', { organisation })] : []),
    ...lines.map((line): Part => (line.link ? { text: sayLine(line), link: line.link } : sayLine(line))),
    say('details'),
    { text: say('stop'), link: stop },
  ]
  return { subject, ...written(language, parts) }
}

/** The letter that asks whether an address is the person's own. */
export function proofLetter({ language, name, publicUrl }: Addressed, secret: string) {
  const link = `${publicUrl}/mail#confirm=${secret}`
  const say = (key: 'dear' | 'proofText' | 'confirm') => fill(words[key][language], { name })
  const parts: Part[] = [say('dear'), say('proofText'), { text: say('confirm'), link }]
  return { subject: words.proof[language], ...written(language, parts) }
}

function written(language: keyof Words, parts: readonly Part[]) {
  const text = parts.map((part) => (typeof part === 'string' ? part : `${part.text}\n${part.link}`)).join('\n\n')
  const paragraphs = parts.map((part) =>
    typeof part === 'string'
      ? `<p>${escaped(part)}</p>`
      : `<p><a href="${escaped(part.link)}">${escaped(part.text)}</a></p>`,
  )
  const lang = language === 'zh' ? 'zh-CN' : 'en'
  const html = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><body>${paragraphs.join('')}</body></html>`
  return { text: `${text}\n`, html }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replace(/[&<>"']/g, (mark) => entities[mark])
