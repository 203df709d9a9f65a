import { expect, test } from 'vitest'
import { initialsOf } from './initials.ts'

test.each([
  ['东莞样例电子有限公司', 'DGYLDZYXGS'],
  ['东莞示例纸品有限公司', 'DGSLZPYXGS'],
  ['LED面板灯', 'LEDMBD'],
  ['阿胶', 'AJ'],
  ['左右', 'ZY'],
])('%s begins with %s', (text, initials) => expect(initialsOf(text)).toBe(initials))
