import { creditCode, customsCode, group, text } from '@jiamao/kernel/fields'

/**
 * An enterprise as papers name it: customs code, credit code, name. `zh` and `en` are its role there, such as 经营单位;
 * sheets title the three columns by that role.
 */
export const firm = (zh: string, en: string) => group({ zh, en }, firmFields(zh, en))

/** The three fields of `firm`, for a group that adds its own. */
export const firmFields = (zh: string, en: string) => ({
  customsCode: customsCode({ zh: `${zh}编码`, en: `${en}: customs code`, source: 'h:enterprises', ground: 'R5.2' }),
  creditCode: creditCode({ zh: `${zh}社会信用代码`, en: `${en}: credit code`, source: 'h:DS-15', ground: 'R5.2' }),
  name: text({ zh: `${zh}名称`, en: `${en}: name`, max: 512, source: 'h:DS-15', ground: 'R5.2' }),
})
