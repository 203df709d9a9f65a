import { readAccounts } from '../accounts.ts'
import type { Command } from '../command.ts'
import { print, table } from '../print.ts'

/** 演示账号. Who may sign in to this demo, and how: people by login and password, programs by token. */
export const accounts: Command = (_, json) => {
  const found = readAccounts()
  if (json) print(JSON.stringify(found))
  else {
    print(
      table(
        ['party', 'name', 'person', 'roles', 'login', 'password', 'token'],
        found.map(({ party, name, person, roles, login = '', password = '', token }) => [
          ...[party, name, person, roles.join(',')],
          ...[login, password, token],
        ]),
      ),
    )
  }
  return Promise.resolve(0)
}
