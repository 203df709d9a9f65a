import { defineProblem } from '@jiamao/kernel/problem'

const loginForm = defineProblem({
  code: 'IDENTITY_LOGIN_FORM',
  status: 422,
  zh: {
    title: '登录名不合要求',
    detail: '登录名为 3 到 32 个字符：字母、数字、点、横线、下划线，以字母或数字开头，不分大小写。',
    remedy: '换一个登录名。',
  },
  en: {
    title: 'The login does not fit',
    detail:
      'A login has 3 to 32 characters: letters, digits, dots, hyphens and underscores; it begins with a letter or a digit, and case does not count.',
    remedy: 'Choose another one.',
  },
})
const loginTaken = defineProblem({
  code: 'IDENTITY_LOGIN_TAKEN',
  status: 409,
  zh: { title: '登录名已有人用', detail: '这个登录名已有人用。', remedy: '换一个登录名。' },
  en: { title: 'The login is taken', detail: 'Somebody has this login.', remedy: 'Choose another one.' },
})

// Latin letters only: two logins that look alike would be two persons.
const form = /^[a-z0-9][a-z0-9._-]{2,31}$/

/** A login in its one form. @throws IDENTITY_LOGIN_FORM */
export function readLogin(text: string): string {
  const login = text.trim().toLowerCase()
  if (!form.test(login)) throw loginForm({}, { pointer: '/login' })
  return login
}

/** Does what gives somebody a login. @throws IDENTITY_LOGIN_TAKEN */
export async function orTaken<T>(act: Promise<T>): Promise<T> {
  try {
    return await act
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    if (code === '23505' && constraint === 'login_name_key') throw loginTaken({}, { pointer: '/login' })
    throw error
  }
}
