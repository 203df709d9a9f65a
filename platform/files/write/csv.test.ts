import { expect, test } from 'vitest'
import { csv } from './csv.ts'

test('what a spreadsheet would run is text, a figure stays a figure, and what parts cells is quoted', () => {
  const cells = ['=1+1', '+86', '-2', '-2.50', '@x', '＝1', '\tx', 'a,b', 'say "no"', 'two\nlines', '']
  expect(csv(['表头'], [cells])).toBe(
    '\uFEFF表头\r\n\'=1+1,\'+86,-2,-2.50,\'@x,\'＝1,\'\tx,"a,b","say ""no""","two\nlines",\r\n',
  )
})
