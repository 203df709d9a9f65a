import type { PageHelp } from './help.ts'

/** 大表的键 (workbench §4), and what the mouse does there. */
export const gridKeys: PageHelp['keys'] = [
  [
    '↑ ↓ ← →',
    { zh: '大表里移动；加 Ctrl 到有值一段的尽头', en: 'move in a table; with Ctrl to the end of the filled cells' },
  ],
  [
    'Home End PageUp PageDown',
    {
      zh: '行首、行尾、上一屏、下一屏；Ctrl Home、Ctrl End 到表首、表尾',
      en: 'start and end of the row, a page up and down; with Ctrl the first and the last cell',
    },
  ],
  ['Shift …', { zh: '以上各键加 Shift 扩展选区', en: 'with any of these, extends the selection' }],
  ['Shift Space, Ctrl Space, Ctrl A', { zh: '选整行、整列、全部', en: 'select rows, columns, all' }],
  ['Enter Tab', { zh: '下移、右移；加 Shift 反向', en: 'down, right; with Shift the other way' }],
  ['F2 Delete', { zh: '修改、清空', en: 'edit, empty' }],
  ['Ctrl C X V', { zh: '复制、剪切、粘贴', en: 'copy, cut, paste' }],
  [
    'Ctrl D R',
    {
      zh: '向下、向右填充；也可拖动选区右下角的方块：差距相同的数字递推，按住 Ctrl 则重复',
      en: 'fill down, right; or drag the square at the corner of the selection: figures the same step apart go on, with Ctrl held they are repeated',
    },
  ],
  ['Alt Insert, Alt Delete', { zh: '插入行、删除行', en: 'insert, delete rows' }],
  ['Alt ↓', { zh: '本列的排序和筛选；Esc 关闭', en: 'sort and filter by this column; Esc closes' }],
  ['Ctrl F, F3', { zh: '查找、下一处', en: 'find, next hit' }],
  [
    'Ctrl ← →',
    {
      zh: '在表头改列宽；也可拖动列边，双击则适合内容',
      en: 'on the head: the width of the column; or drag its edge, double click to fit',
    },
  ],
  ['Esc Tab', { zh: '离开大表', en: 'leave the table' }],
]
