import { describe, expect, test } from 'vitest'
import { checkAddress } from './addresses.ts'

const outside = { isDemo: false, networks: [] }
const faultOf = async (url: string, rule: Parameters<typeof checkAddress>[1] = outside) => {
  const checked = await checkAddress(url, rule)
  return typeof checked === 'string' ? checked : 'open'
}

describe('an address that the platform is to call (S8.7)', () => {
  test.each([
    ...['127.0.0.1', '127.1', '0x7f.1', '2130706433', '10.1.2.3', '172.16.0.1', '172.31.255.254', '192.168.1.1'],
    ...['169.254.169.254', '100.64.0.1', '100.127.255.255', '0.0.0.0', '224.0.0.1', '255.255.255.255', '192.0.2.7'],
    ...[
      '[::1]',
      '[::]',
      '[::ffff:127.0.0.1]',
      '[::ffff:8.8.8.8]',
      '[fe80::1]',
      '[fd00::1]',
      '[ff02::1]',
      '[64:ff9b::a00:1]',
    ],
    ...['[2002:7f00:1::]', '[2001:db8::1]', '[2001::1]', 'localhost'],
  ])('is no machine of a network that is not public: %s', async (host) => {
    expect(await faultOf(`https://${host}/told`)).toBe('private')
    expect(await faultOf(`http://${host}:8080/told`, { ...outside, isDemo: true })).toBe('private')
  })

  test.each([
    ['http://8.8.8.8/told', 'https'],
    ['https://8.8.8.8:22/', 'port'],
    ['https://user:secret@8.8.8.8/', 'form'],
    ['file:///etc/passwd', 'form'],
    ['gopher://8.8.8.8/', 'form'],
    ['not an address', 'form'],
    ['https://no-such-host.invalid/', 'unknownHost'],
  ])('is https to a usual port of a host that there is: %s is not, %s', async (url, fault) => {
    expect(await faultOf(url)).toBe(fault)
  })

  test.each([
    'https://8.8.8.8/told',
    'https://8.8.8.8:8443/told',
    'https://[2400:3200::1]/told',
    'https://172.32.0.1/',
  ])('may be a public one: %s', async (url) => {
    expect(await faultOf(url)).toBe('open')
  })

  test('may be in a network that the operator opened, and in no other', async () => {
    const opened = { isDemo: true, networks: ['127.0.0.0/8', 'fd00::/16'] }
    expect(await faultOf('http://127.0.0.1:9/x', opened)).toBe('open')
    expect(await faultOf('http://[fd00::7]/x', opened)).toBe('open')
    expect(await faultOf('http://10.0.0.1/x', opened)).toBe('private')
  })

  test('is called at the machine that was checked', async () => {
    const checked = await checkAddress('http://127.0.0.1:9/x', { isDemo: true, networks: ['127.0.0.1'] })
    expect(checked).toMatchObject({ machines: [{ address: '127.0.0.1', family: 4 }] })
  })
})
