import { defineProblem } from '@jiamao/kernel/problem'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
} from 'openid-client'

/** 外部身份提供方, as the operator has set it. */
export interface ProviderSettings {
  /** What a person knows it by. */
  readonly name: string
  readonly issuer: string
  readonly client: string
  readonly secret: string
}

/** What a way to the provider is bound to. */
interface Trip {
  readonly state: string
  readonly verifier: string
  readonly nonce: string
}

/** An outside provider that speaks OpenID Connect: code flow with PKCE, state and nonce (S2.4). */
export interface Provider {
  readonly name: string
  readonly issuer: string
  /** Where the browser goes. @throws IDENTITY_OUTSIDE_AWAY */
  way(trip: Trip): Promise<string>
  /** Who came back, by the address that the provider sent the browser to. @throws IDENTITY_OUTSIDE, IDENTITY_OUTSIDE_AWAY */
  back(address: URL, trip: Trip): Promise<string>
}

const seconds = 10

const away = defineProblem({
  code: 'IDENTITY_OUTSIDE_AWAY',
  status: 503,
  zh: {
    title: '外部身份提供方没有应答',
    detail: '{name} 没有应答。',
    remedy: '稍后再试，或用密码、通行密钥登录。',
  },
  en: {
    title: 'The outside provider does not answer',
    detail: '{name} does not answer.',
    remedy: 'Try again later, or sign in by password or passkey.',
  },
})
export const outsideRefused = defineProblem({
  code: 'IDENTITY_OUTSIDE',
  status: 422,
  zh: {
    title: '外部登录未完成',
    detail: '返回的内容不正确、已过期、已用过，或不属于这个浏览器。',
    remedy: '从登录页重新开始。',
  },
  en: {
    title: 'Not signed in from outside',
    detail: 'What came back is wrong, out of date, used, or not for this browser.',
    remedy: 'Begin again on the sign-in page.',
  },
})

/** @param redirect the page that the provider sends browsers back to, exactly */
export function providerOf({ name, issuer, client, secret }: ProviderSettings, redirect: string): Provider {
  let known: Promise<Configuration> | undefined
  /** What the provider says of itself, asked when first needed; asked again where it did not answer. */
  const configuration = (): Promise<Configuration> => {
    known ??= discovery(new URL(issuer), client, secret, undefined, {
      timeout: seconds,
      // A provider on this very machine, in tests and demos; settings refuse it in production.
      execute: issuer.startsWith('http://') ? [allowInsecureRequests] : [],
    }).catch(() => {
      known = undefined
      throw away({ name })
    })
    return known
  }
  return {
    name,
    issuer,
    way: async ({ state, verifier, nonce }) =>
      buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirect,
        scope: 'openid',
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      }).href,
    back: async (address, { state, verifier, nonce }) => {
      const config = await configuration()
      const tokens = await authorizationCodeGrant(config, address, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      }).catch(() => {
        throw outsideRefused()
      })
      const subject = tokens.claims()?.sub
      if (!subject) throw outsideRefused()
      return subject
    },
  }
}
