/** 登录将结束. */
export const sessionEndWords = {
  title: { zh: '登录将要结束', en: 'You are about to be signed out' },
  idle: {
    zh: '有一段时间没有操作。不继续的话，时间到了会退出；已填写的内容留在本机，再登录后还在原处。',
    en: 'Nothing was done for a while. Unless you stay, you are signed out when the time is over; what you entered stays on this machine, and you come back to the same place.',
  },
  whole: {
    zh: '一次登录至多 12 小时，时间到了要重新登录；已填写的内容留在本机，再登录后还在原处。',
    en: 'One sign-in lasts 12 hours at most; then you sign in again. What you entered stays on this machine, and you come back to the same place.',
  },
  left: { zh: '还有 {time}', en: '{time} left' },
  seconds: { zh: '还有 {n} 秒退出', en: 'Signed out in {n} seconds' },
  stay: { zh: '继续', en: 'Stay signed in' },
  known: { zh: '知道了', en: 'I see' },
} as const
