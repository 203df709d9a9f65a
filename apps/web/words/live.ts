export const liveWords = {
  arrived: { zh: '{n} 条新到', en: '{n} new' },
} as const
