import { expect, test } from 'vitest'
import { powersGained } from './powers.ts'

test.each([
  [['customsClerk'], ['customsClerk', 'signer'], ['signer']],
  [[], ['officer', 'customsClerk'], ['officer']],
  [['signer', 'administrator'], ['signer'], []],
  [['customsClerk'], [], []],
  // To change one power for another is to gain one.
  [['systemAdmin'], ['auditAdmin'], ['auditAdmin']],
])('from %j to %j gains %j', (before, after, gained) => {
  expect(powersGained(before, after)).toEqual(gained)
})
