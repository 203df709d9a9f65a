import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { momentOf } from '@jiamao/kernel/time'
import type { Engine } from '@jiamao/platform/filing'
import { admit } from '@jiamao/platform/identity'

const week = 7 * 86_400_000

const files = ['first-administrator-token', 'second-administrator-token']

/**
 * Where too few say who takes part: administrators of security whose tokens lie each in a file for the owner alone, to be
 * handed to two persons. The operator is made where there is none.
 *
 * @returns the files
 */
export async function securityAdministrators(engine: Engine, home: string, missing: number): Promise<string[]> {
  const at = engine.clock.machine()
  const operator =
    engine.directory.office('operator') ??
    (await engine.directory.add({ party: 'operator', name: '运行单位', creditCode: null, customsCode: null }, at)).id
  const admitted = files.slice(-missing).map(async (name) => {
    const { token } = await admit(
      engine.store,
      { name: '安全管理员', organisation: operator, roles: ['securityAdmin'] },
      momentOf(Date.now() + week),
      at,
    )
    const file = join(home, name)
    writeFileSync(file, `${token}\n`, { mode: 0o600 })
    return file
  })
  return Promise.all(admitted)
}
