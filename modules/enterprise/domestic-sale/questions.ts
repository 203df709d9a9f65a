/** What sales ask of the checklists: imports of the book, their value, what was sold. */
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
