import { defineModule } from '@jiamao/platform/filing/define'
import { amend } from './filings/amend.ts'
import { establish } from './filings/establish.ts'
import { handbookConsumption, handbookLines } from './line-registers.ts'
import { handbooks } from './register.ts'

/** 手册管理. One contract's bonded goods, from set-up to write-off (R5). */
export default defineModule({
  id: 'enterprise/handbook',
  no: 4,
  name: { zh: '手册管理', en: 'Handbook' },
  party: 'enterprise',
  filings: [establish, amend],
  registers: [handbooks, handbookLines, handbookConsumption],
  notices: {
    'handbook.inForce': {
      name: { zh: '手册已设立', en: 'A handbook is in force' },
      says: {
        zh: '手册 {book}（{ownNumber}）已设立，可以申报清单。',
        en: 'Handbook {book} ({ownNumber}) is in force.',
      },
    },
    'handbook.changed': {
      name: { zh: '手册变更已生效', en: 'A change of a handbook is in force' },
      says: {
        zh: '手册 {book} 第 {amendments} 次变更已生效，有效期至 {validTo}。',
        en: 'Change {amendments} of handbook {book} is in force; it is valid to {validTo}.',
      },
    },
  },
  migrations: new URL('./migrations/', import.meta.url),
})
