import { defineModule } from '@jiamao/platform/filing/define'
import { establish } from './filings/establish.ts'
import { handbookLines, handbooks } from './register.ts'

/** 手册管理. One contract's bonded goods, from set-up to write-off (R5). */
export default defineModule({
  id: 'enterprise/handbook',
  no: 4,
  name: { zh: '手册管理', en: 'Handbook' },
  party: 'enterprise',
  filings: [establish],
  registers: [handbooks, handbookLines],
  notices: {
    'handbook.inForce': {
      zh: '手册 {book}（{ownNumber}）已设立，可以申报清单。',
      en: 'Handbook {book} ({ownNumber}) is in force.',
    },
  },
  migrations: new URL('./migrations/', import.meta.url),
})
