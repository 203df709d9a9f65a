export { composeEngine, migrations, referenceTables } from './compose.ts'
export { codeNamesOf } from './imports/code-names.ts'
