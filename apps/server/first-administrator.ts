import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { momentOf } from '@jiamao/kernel/time'
import type { Engine } from '@jiamao/platform/filing'
import { admit } from '@jiamao/platform/identity'

const week = 7 * 86_400_000

/**
 * Where nobody says who takes part: an administrator of security whose token lies in a file for the owner alone. The
 * operator is made where there is none.
 *
 * @returns the file
 */
export async function firstAdministrator(engine: Engine, home: string): Promise<string> {
  const at = engine.clock.machine()
  const operator =
    engine.directory.office('operator') ??
    (await engine.directory.add({ party: 'operator', name: '运行单位', creditCode: null, customsCode: null }, at)).id
  const { token } = await admit(
    engine.store,
    { name: '安全管理员', organisation: operator, roles: ['securityAdmin'] },
    momentOf(Date.now() + week),
    at,
  )
  const file = join(home, 'first-administrator-token')
  writeFileSync(file, `${token}\n`, { mode: 0o600 })
  return file
}
