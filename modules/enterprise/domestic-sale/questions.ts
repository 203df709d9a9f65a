/** What sales ask of the checklists: imports of the book, their value, what was sold. */
import type { Due } from '@jiamao/platform/filing'
import { movementKinds } from '@jiamao/platform/ledger/kinds'
import { type Provider, provideRows } from '@jiamao/platform/policy'
import { sql } from '@jiamao/platform/store'
import { firstImport, imports, shares } from './facts.ts'

const importModes = [...movementKinds.MATERIAL_IMPORT.modes.C, ...movementKinds.MATERIAL_IMPORT.modes.B]
const saleModes = [...movementKinds.MATERIAL_SALE.modes.C, ...movementKinds.MATERIAL_SALE.modes.B]

export const saleProviders: readonly Provider[] = [
  provideRows(
    imports,
    (ask) => sql`
    with ${ask}
    select ask.asked, l.seq, l.currency, min(l.country) as country, sum(l.quantity)::bigint as quantity, sum(l.quantity::numeric * l.price)::text as value
      from ask
      join register.checklist_line l on l.enterprise_id = ask.enterprise and l.book = ask.book and l.side = 'I' and l.seq = any (ask.seqs)
      join register.checklist c on c.enterprise_id = l.enterprise_id and c.filing = l.filing and c.state = 'final' and c.trade_mode = any (${importModes})
     group by ask.asked, l.seq, l.currency
     order by l.seq, l.currency`,
  ),
  provideRows(
    firstImport,
    (ask) => sql`
    with ${ask}
    select ask.asked, min(c.final_on) as "on"
      from ask
      join register.checklist c on c.enterprise_id = ask.enterprise and c.book = ask.book and c.state = 'final' and c.trade_mode = any (${importModes}) and c.direction = 'I'
     group by ask.asked having min(c.final_on) is not null`,
  ),
  provideRows(
    shares,
    (ask) => sql`
    with ${ask}
    select ask.asked, l.currency,
           coalesce(sum(l.total) filter (where c.trade_mode = any (${importModes})), 0)::bigint as imported,
           coalesce(sum(l.total) filter (where c.trade_mode = any (${saleModes})), 0)::bigint as sold
      from ask
      join register.checklist c on c.enterprise_id = ask.enterprise and c.book = ask.book and c.direction = 'I' and c.goods_kind = 'material'
      join register.checklist_line l on l.enterprise_id = c.enterprise_id and l.filing = c.filing
     where c.trade_mode = any (${[...importModes, ...saleModes]})
     group by ask.asked, l.currency`,
  ),
]

// Customs Law art. 60: within 15 days of the day on which the payment memo was issued.
const paymentDays = 15

/** What sales ask of the enterprise by themselves. */
export const saleDues: readonly Due[] = [
  {
    id: 'sale.payment',
    title: { zh: '内销税款 {number}', en: 'Tax on sale {number}' },
    detail: {
      zh: '¥ {total}：关税、增值税与缓税利息；缴款书 {memo}',
      en: '¥ {total}: duty, VAT and deferred interest; memo {memo}',
    },
    consequence: { zh: '次日起按日加收滞纳金', en: 'A penalty for every day of delay' },
    act: { zh: '看缴款书', en: 'See the memo' },
    path: '/filings/{filing}',
    party: 'customs',
    ground: 'Customs Law art. 60; R7.15',
    find: ({ enterprise }) => sql`
      select s.filing as key, s.memo_on + ${paymentDays}::int as due,
             jsonb_build_object('number', s.own_number, 'filing', s.filing, 'memo', coalesce(s.payment_memo, '—'),
               'total', to_char((s.duty + s.vat + s.interest) / 100000.0, 'FM999,999,999,999,990.00')) as vals
        from register.sale s
       where s.enterprise_id = ${enterprise} and s.memo_on is not null and s.paid_on is null and s.duty + s.vat + s.interest > 0`,
  },
]
