import { defineProblem } from '@jiamao/kernel/problem'
import type { Subject } from './subject.ts'

const scopeMissing = defineProblem({
  code: 'SCOPE_MISSING',
  status: 403,
  zh: {
    title: '令牌没有这项权限范围',
    detail: '这一操作需要权限范围“{scope}”。',
    remedy: '请本单位管理员给接口客户端加上它，再取令牌。',
  },
  en: {
    title: 'Outside the scopes of the token',
    detail: 'This needs the scope "{scope}".',
    remedy: 'Have the administrator register an API client with it, then ask for a token again.',
  },
})
const noScope = defineProblem({
  code: 'SCOPE_NONE',
  status: 403,
  zh: {
    title: '不对接口客户端开放',
    detail: '这一操作属于人，没有权限范围包括它。',
    remedy: '由有权的人登录后办理。',
  },
  en: {
    title: 'Not open to API clients',
    detail: 'This is done by a person: no scope gives it.',
    remedy: 'Have a person sign in who may do it.',
  },
})

/** Whether what a subject may do is narrowed by scopes (权限范围): that of an API client is, a person's is not. */
export const isNarrowed = ({ scopes }: Subject): boolean => scopes !== undefined

/**
 * Holds what is to be done against the scopes of a token; who has none acts for themselves and passes. Pure, deny by default.
 *
 * @param needed undefined where no scope gives it
 * @throws SCOPE_MISSING, SCOPE_NONE
 */
export function requireScopes({ scopes }: Subject, needed: readonly string[] | undefined): void {
  if (!scopes) return
  if (!needed) throw noScope()
  const missing = needed.find((scope) => !scopes.includes(scope))
  if (missing !== undefined) throw scopeMissing({ scope: missing }, { more: { scope: missing } })
}
