/** All benches, in the order of the table of goals. */
import { detail } from './api/detail.ts'
import { list as filings } from './api/list.ts'
import { queue } from './api/queue.ts'
import { search } from './api/search.ts'
import type { Bench } from './bench.ts'
import { demo } from './demo/demo.ts'
import { decode, encode } from './exchange/xml.ts'
import { excelExport, excelImport } from './files/excel.ts'
import { singleExport, singleImport } from './intake/single.ts'
import { desk } from './queue/desk.ts'
import { list, opening, write } from './row-security/cost.ts'
import { load } from './web/load.ts'
import { paste, ready, scroll } from './web/table.ts'
import { cold } from './write-off/cold.ts'
import { growth } from './write-off/growth.ts'
import { besideC, besideSql } from './write-off/resident.ts'

export const benches: readonly Bench[] = [
  besideC,
  besideSql,
  cold,
  growth,
  singleImport,
  singleExport,
  decode,
  encode,
  excelImport,
  excelExport,
  write,
  list,
  opening,
  desk,
  load,
  filings,
  detail,
  search,
  ready,
  scroll,
  paste,
  queue,
  demo,
]
