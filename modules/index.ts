/** The catalogue of the subsystems (R1.2): each a folder, each one line here. */
import type { Module } from '@jiamao/platform/filing/define'
import type { Provider } from '@jiamao/platform/policy'
import checklist from './enterprise/checklist/module.ts'
import handbook from './enterprise/handbook/module.ts'
import { handbookProviders } from './enterprise/handbook/questions.ts'
import registry from './enterprise/registry/module.ts'
import { registryProviders } from './enterprise/registry/questions.ts'

export const modules: readonly Module[] = [registry, handbook, checklist]

/** The queries behind the facts that the modules' checks name. */
export const providers: readonly Provider[] = [...registryProviders, ...handbookProviders]
