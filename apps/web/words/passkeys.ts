/** 通行密钥 and the proof that it is still the same person. */
export const passkeyWords = {
  passkeys: { zh: '通行密钥', en: 'Passkeys' },
  passkeyHint: {
    zh: '用这台设备的指纹、面容或 PIN 登录，不用密码。',
    en: 'Sign in by the fingerprint, face or PIN of this device, without a password.',
  },
  noPasskeys: { zh: '还没有通行密钥。', en: 'No passkeys yet.' },
  unsupported: { zh: '这个浏览器不支持通行密钥。', en: 'This browser has no passkeys.' },
  passkeyName: { zh: '给这台设备起个名字', en: 'A name for this device' },
  add: { zh: '添加通行密钥', en: 'Add a passkey' },
  removePasskey: { zh: '删除', en: 'Remove' },
  rename: { zh: '改名', en: 'Rename' },
  keepName: { zh: '保存名称', en: 'Save the name' },
  never: { zh: '还没有用过', en: 'not used yet' },
  lastUsed: { zh: '最近使用', en: 'last used' },
  by: { zh: '用通行密钥登录', en: 'Sign in with a passkey' },
  declined: {
    zh: '设备没有确认本人，或操作已取消。可以再试。',
    en: 'The device did not verify you, or it was called off. You can try again.',
  },
  proveTitle: { zh: '请再次确认本人', en: 'Show that it is still you' },
  proveWhy: {
    zh: '这一操作要求 5 分钟内确认过本人。确认后自动继续。',
    en: 'This asks for a proof that is at most 5 minutes old. It goes on by itself afterwards.',
  },
  proveBy: { zh: '用通行密钥确认', en: 'Use a passkey' },
  provePassword: { zh: '密码', en: 'Password' },
  proveCode: { zh: '动态口令（六位）', en: 'Code (six digits)' },
  prove: { zh: '确认', en: 'Confirm' },
  cancel: { zh: '取消', en: 'Cancel' },
} as const
