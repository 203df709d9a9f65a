/** 随附单证. Which papers a filing type asks for, which of them are there, and what the gate says where one is missing. */
import type { Uuid } from '@jiamao/kernel/ids'
import { fillWords } from '@jiamao/kernel/words'
import type { Finding } from '../policy/define.ts'
import type { PaperRule, PolicyInForce } from '../policy/in-force.ts'
import { rows, sql, type Tx } from '../store/index.ts'
import type { Paper } from './papers.ts'

/** A paper of the list, and whether it is there: the checklist of a filing's page. */
export interface PaperAsked extends PaperRule {
  readonly isThere: boolean
}

export const isAsked = ({ does }: PaperRule): boolean => does === 'required'

/** The checklist of a type on a day, held against the papers of a filing. Pure. */
export function papersAsked(policy: PolicyInForce, type: string, papers: readonly Paper[]): PaperAsked[] {
  const kept = kindsOf(papers)
  return policy.papers(type).map((rule) => ({ ...rule, isThere: kept.has(rule.code) }))
}

const kindsOf = (papers: readonly Paper[]) =>
  new Set(papers.filter(({ state }) => state === 'kept').map(({ kind }) => kind))

/** The kinds of the papers that a filing has whole. */
export const kindsKept = async (tx: Tx, enterprise: Uuid, filing: Uuid): Promise<string[]> =>
  (
    await rows<{ kind: string }>(
      tx,
      sql`
      select distinct kind from paper
       where enterprise_id = ${enterprise} and filing_id = ${filing} and state = 'kept' and kind is not null order by kind`,
    )
  ).map(({ kind }) => kind)

const says = {
  message: { zh: '缺少随附单证：{paper}（{code}）。', en: 'A paper is missing: {paperEn} ({code}).' },
  remedy: {
    zh: '在“附件”中上传，单证类型选“{paper}”。',
    en: 'Upload it under Papers, and say that it is: {paperEn}.',
  },
}

/** A finding for each required paper that is not there, as strong as its row says. Pure. */
export const missingPapers = (rules: readonly PaperRule[], kept: readonly string[]): Finding[] =>
  rules
    .filter((rule) => isAsked(rule) && !kept.includes(rule.code))
    .map(({ code, name, effect = 'warn', ground, edition }) => {
      const values = { paper: name.zh, paperEn: name.en, code }
      return {
        check: 'PAPERS',
        effect,
        owner: 'customs',
        pointer: '',
        values,
        ground,
        edition,
        message: fillWords(says.message, values),
        remedy: fillWords(says.remedy, values),
      }
    })
