import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { momentOf } from '@jiamao/kernel/time'
import type { Engine } from '@jiamao/platform/filing'
import { admit } from '@jiamao/platform/identity'

const week = 7 * 86_400_000

/** On an empty platform that is no demo: an operator whose token lies in a file for the owner alone. @returns the file */
export async function firstOperator(engine: Engine, home: string): Promise<string> {
  const at = engine.clock.machine()
  const operator = await engine.directory.add(
    { party: 'operator', name: '运行岗', creditCode: null, customsCode: null },
    at,
  )
  const { token } = await admit(
    engine.store,
    { name: '运行岗', organisation: operator.id, roles: ['operator', 'administrator'] },
    momentOf(Date.now() + week),
    at,
  )
  const file = join(home, 'first-operator-token')
  writeFileSync(file, `${token}\n`, { mode: 0o600 })
  return file
}
