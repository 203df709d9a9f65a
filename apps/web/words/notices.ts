/** 通知与偏好的词. */
export const noticeWords = {
  notices: { zh: '通知', en: 'Notices' },
  unread: { zh: '通知，{n} 条未读', en: 'Notices, {n} unread' },
  isUnread: { zh: '未读', en: 'Unread' },
  read: { zh: '标为已读', en: 'Mark as read' },
  readAll: { zh: '全部标为已读', en: 'Mark all as read' },
  none: { zh: '还没有通知。受理、接受、退回会在这里告知。', en: 'No notices yet. What is decided is told here.' },
} as const

export const settingWords = {
  title: { zh: '页面偏好', en: 'Preferences' },
  kept: { zh: '随账号保存，换一台电脑也一样。', en: 'Kept with your account: the same on every machine.' },
  language: { zh: '语言', en: 'Language' },
  look: { zh: '外观', en: 'Look' },
  density: { zh: '行距', en: 'Density' },
  size: { zh: '字号', en: 'Size of type' },
  light: { zh: '浅色', en: 'Light' },
  dark: { zh: '深色', en: 'Dark' },
  dense: { zh: '紧凑', en: 'Dense' },
  roomy: { zh: '宽松', en: 'Roomy' },
  normal: { zh: '标准', en: 'Normal' },
  large: { zh: '大', en: 'Large' },
  larger: { zh: '特大', en: 'Larger' },
} as const
