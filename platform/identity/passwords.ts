import { defineProblem } from '@jiamao/kernel/problem'
import { hash, verify } from '@node-rs/argon2'

/** S2.2: Argon2id, 19 MiB, two passes, one lane. Its default kind is Argon2id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const least = 12
const most = 128

/** The commonest of twelve characters and more among those that leaked; shorter ones are refused by their length. */
const leaked = new Set([
  ...['123456789012', '1234567890123', '123456123456', '123123123123', '111111111111', '000000000000', '987654321098'],
  ...['qwertyuiop12', 'qwertyuiop123', 'qwerty123456', '1qaz2wsx3edc', '1q2w3e4r5t6y', 'qazwsxedcrfv', 'asdfghjkl123'],
  ...[
    'password1234',
    'password12345',
    'password123456',
    'passw0rd1234',
    'adminadmin12',
    'administrator',
    'administrator1',
  ],
  ...['woaini1314520', 'woaini520520', 'a123456789012', 'abcd12345678', 'abc123456789', 'iloveyou1234', 'zxcvbnm12345'],
])

const weakPassword = defineProblem({
  code: 'IDENTITY_PASSWORD_WEAK',
  status: 422,
  zh: {
    title: '密码不够强',
    detail: '密码应为 {least} 到 {most} 个字符，不含登录名，也不在常见泄露密码之列。',
    remedy: '换一个更长的密码，例如几个不相干的词连在一起。',
  },
  en: {
    title: 'The password is too weak',
    detail:
      'A password has {least} to {most} characters, does not contain the login name, and is none of the commonest leaked ones.',
    remedy: 'Take a longer one, such as a few words that have nothing to do with each other.',
  },
})

/** Hashes a new password, given at `pointer`. @throws IDENTITY_PASSWORD_WEAK */
export async function hashPassword(password: string, login: string, pointer: string): Promise<string> {
  const plain = password.toLowerCase()
  const isWeak =
    password.length < least || password.length > most || plain.includes(login.toLowerCase()) || leaked.has(plain)
  if (isWeak) throw weakPassword({ least, most }, { pointer })
  return hash(password, cost)
}

// Nobody's password: checked where there is no login, so that an unknown name takes as long as a known one.
const nobody = hash('nobody signs in with this', cost)

/** Whether this is the password. Takes as long where there is none to compare with. */
export async function isPassword(kept: string | undefined, password: string): Promise<boolean> {
  if (password.length > most) return false
  const right = await verify(kept ?? (await nobody), password)
  return right && kept !== undefined
}
