export { composeEngine, migrations, referenceTables } from './compose.ts'
