/** The catalogue of the subsystems (R1.2): each a folder, each one line here. */
import type { Due, Searchable } from '@jiamao/platform/filing'
import type { Module } from '@jiamao/platform/filing/define'
import type { Provider } from '@jiamao/platform/policy'
import opinion from './commerce/opinion/module.ts'
import checklist from './enterprise/checklist/module.ts'
import consumption from './enterprise/consumption/module.ts'
import { consumptionProviders } from './enterprise/consumption/questions.ts'
import domesticSale from './enterprise/domestic-sale/module.ts'
import { saleDues, saleProviders } from './enterprise/domestic-sale/questions.ts'
import goods from './enterprise/goods/module.ts'
import { goodsProviders, goodsSearchables } from './enterprise/goods/questions.ts'
import handbook from './enterprise/handbook/module.ts'
import { handbookDues, handbookProviders, handbookSearchables } from './enterprise/handbook/questions.ts'
import registry from './enterprise/registry/module.ts'
import { registryProviders } from './enterprise/registry/questions.ts'
import writeOff from './enterprise/write-off/module.ts'
import { writeOffProviders } from './enterprise/write-off/questions.ts'

export const modules: readonly Module[] = [
  registry,
  handbook,
  goods,
  consumption,
  checklist,
  domesticSale,
  writeOff,
  opinion,
]

/** The queries behind the facts that the modules' checks name. */
export const providers: readonly Provider[] = [
  ...registryProviders,
  ...goodsProviders,
  ...consumptionProviders,
  ...handbookProviders,
  ...saleProviders,
  ...writeOffProviders,
]

/** What the registers of the modules say is due. */
export const dues: readonly Due[] = [...handbookDues, ...saleDues]

/** Rows of the modules' registers that a search finds. */
export const searchables: readonly Searchable[] = [...handbookSearchables, ...goodsSearchables]
