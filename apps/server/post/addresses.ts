import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** Where the platform may call out to. */
export interface OutgoingRule {
  /** Whether plain http and any port will do: in a demo. */
  readonly isDemo: boolean
  /** Networks that the operator opened although they are not public, such as an agency's own. */
  readonly networks: readonly string[]
}

/** Why an address is not called; the page has words for each. */
export type AddressFault = 'form' | 'https' | 'port' | 'private' | 'unknownHost'

/** An address that may be called, with the machines that it names now. */
export interface CheckedAddress {
  readonly url: URL
  readonly machines: readonly { readonly address: string; readonly family: 4 | 6 }[]
}

// IANA's special-purpose registries: what is no public address of a machine.
const closed4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
]
// Of IPv6 only global unicast is open; in it, what carries or stands for IPv4 or is for books (Teredo, 6to4, documentation).
const open6 = ['2000::/3']
const closed6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address, bits] = network.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    list.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family)
  }
  return list
}
const [refused4, public6, refused6] = [closed4, open6, closed6].map(listOf)

const lookupMs = 5_000

const isPublic = (address: string, family: 4 | 6): boolean =>
  family === 4 ? !refused4.check(address, 'ipv4') : public6.check(address, 'ipv6') && !refused6.check(address, 'ipv6')

/** What of an address can be seen by itself: its form, its protocol, its port. */
function faultOfForm(text: string, { isDemo }: OutgoingRule): AddressFault | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.hash) return 'form'
  if (isDemo) return undefined
  if (url.protocol !== 'https:') return 'https'
  return ['', '443', '8443'].includes(url.port) ? undefined : 'port'
}

/**
 * Resolves an address and refuses it where any machine behind it is not public (S8.7): private, loopback, link-local, shared,
 * multicast, an IPv4 address in the dress of IPv6. What is then called is the address that was checked, not the name
 * again: a name may answer differently the second time.
 */
export async function checkAddress(text: string, rule: OutgoingRule): Promise<CheckedAddress | AddressFault> {
  const fault = faultOfForm(text, rule)
  if (fault) return fault
  const url = new URL(text)
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const found = await Promise.race([lookup(host, { all: true, verbatim: true }).catch(() => []), pause(lookupMs, [])])
  if (found.length === 0) return 'unknownHost'
  const machines = found.map(({ address, family }) => ({ address, family: family === 6 ? (6 as const) : (4 as const) }))
  const opened = listOf(rule.networks)
  const isOpen = ({ address, family }: CheckedAddress['machines'][number]) =>
    isPublic(address, family) || opened.check(address, family === 6 ? 'ipv6' : 'ipv4')
  return machines.every(isOpen) ? { url, machines } : 'private'
}
