export const editorWords = {
  saved: { zh: '已保存', en: 'Saved' },
  saving: { zh: '保存中', en: 'Saving' },
  local: { zh: '仅存本机，等待上传', en: 'On this machine only, waiting to be sent' },
  restored: { zh: '恢复了上次没有传上去的修改。', en: 'What was not sent last time is here again.' },
  conflict: {
    zh: '别人也改了这份草稿。您的内容还在这里。',
    en: 'Somebody else changed this draft. What you entered is still here.',
  },
  useMine: { zh: '用我的覆盖', en: 'Keep mine' },
  useTheirs: { zh: '用平台上的', en: 'Take theirs' },
  undo: { zh: '撤销', en: 'Undo' },
  redo: { zh: '重做', en: 'Redo' },
  nextFinding: { zh: 'F8 下一个问题', en: 'F8 next finding' },
} as const
