import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/**
 * Four roles (S3.5). The owner of the database migrates and owns. Nothing serves as owner: the server signs in as a
 * member of `jiamao_app`, which owns nothing and cannot step around row security, and for carrying messages as a
 * member of `jiamao_worker`, which sees outboxes of all enterprises but none of their filings.
 */
export interface Logins {
  readonly app: pg.ClientConfig
  readonly worker: pg.ClientConfig
}

const groups = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'jiamao_app') then
    create role jiamao_app nologin noinherit nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'jiamao_worker') then
    create role jiamao_worker nologin noinherit nobypassrls;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;`

/**
 * Makes the two groups and this database's two logins, and lets nobody else connect. Logins belong to one database,
 * so that two platforms on one server do not share them.
 *
 * @param secrets folder for the generated passwords (0600); undefined where the socket's folder is the protection
 * @throws Error with the statement a database administrator can run, where the owner may not create roles
 */
export async function prepareRoles(owner: pg.ClientConfig, secrets: string | undefined): Promise<Logins> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const database = (await client.query<{ name: string }>('select current_database() as name')).rows[0].name
    await client.query(groups)
    const login = async (group: 'app' | 'worker') => {
      const role = `${database}_${group === 'app' ? 'serves' : 'carries'}`
      const password = secrets && passwordIn(secrets, role)
      const quoted = pg.escapeIdentifier(role)
      const exists = (await client.query('select from pg_roles where rolname = $1', [role])).rowCount === 1
      if (!exists) await client.query(`create role ${quoted} login inherit nobypassrls`)
      if (password) await client.query(`alter role ${quoted} password ${pg.escapeLiteral(password)}`)
      await client.query(`grant jiamao_${group} to ${quoted}`)
      await client.query(`grant connect on database ${pg.escapeIdentifier(database)} to ${quoted}`)
      for (const [key, value] of Object.entries(sessionSettings)) {
        await client.query(`alter role ${quoted} in database ${pg.escapeIdentifier(database)} set ${key} = ${value}`)
      }
      return { ...owner, user: role, ...(password ? { password } : {}) }
    }
    const logins = { app: await login('app'), worker: await login('worker') }
    await client.query(`revoke connect on database ${pg.escapeIdentifier(database)} from public`)
    return logins
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    throw new Error(
      'the user of DATABASE_URL may not create roles: let an administrator run "alter role USER createrole" and make it owner of the database',
      { cause: error },
    )
  } finally {
    await client.end()
  }
}

// Statement and lock limits of S8.4.
const sessionSettings = {
  search_path: 'platform, register',
  jit: 'off',
  statement_timeout: `'60s'`,
  lock_timeout: `'5s'`,
  idle_in_transaction_session_timeout: `'60s'`,
}

function passwordIn(folder: string, role: string): string {
  const file = join(folder, `${role}.password`)
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}
