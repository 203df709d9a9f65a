import { defineProblem } from '@jiamao/kernel/problem'

/** What may be said about the sheets, columns and cells of a workbook; its weight is given where it is said. */
export const moreOfThem = defineProblem({
  code: 'FINDINGS_MORE',
  status: 422,
  zh: {
    title: '更多同类问题',
    detail: '另有 {count} 处“{title}”，未逐一列出。',
    remedy: '先按已列出的修改，再重新导入。',
  },
  en: {
    title: 'More of the same',
    detail: '{count} more of "{titleEn}" are not listed.',
    remedy: 'Mend those listed, then import again.',
  },
})
export const sheetMissing = defineProblem({
  code: 'SHEET_MISSING',
  status: 422,
  zh: { title: '缺少工作表', detail: '没有“{sheet}”工作表（{part}）。', remedy: '补上该工作表，名称为：{names}。' },
  en: {
    title: 'Sheet missing',
    detail: 'There is no sheet "{sheet}" ({partEn}).',
    remedy: 'Add it under one of these names: {names}.',
  },
})
export const sheetUnknown = defineProblem({
  code: 'SHEET_UNKNOWN',
  status: 422,
  zh: {
    title: '未导入的工作表',
    detail: '工作表“{sheet}”不属于此申报，未导入。',
    remedy: '若其中有申报内容，请把表名改为：{names}。',
  },
  en: {
    title: 'Sheet not read',
    detail: 'Sheet "{sheet}" is not part of this filing and was not read.',
    remedy: 'If it belongs to the filing, rename it to one of: {names}.',
  },
})
export const sheetRepeated = defineProblem({
  code: 'SHEET_REPEATED',
  status: 422,
  zh: {
    title: '工作表重复',
    detail: '工作表“{sheet}”与“{first}”是同一内容，未导入。',
    remedy: '合并为一个工作表，或删除多余的一个。',
  },
  en: {
    title: 'Sheet twice',
    detail: 'Sheet "{sheet}" is the same part as "{first}" and was not read.',
    remedy: 'Join them into one sheet, or remove one.',
  },
})
export const headerMissing = defineProblem({
  code: 'HEADER_MISSING',
  status: 422,
  zh: {
    title: '找不到表头',
    detail: '工作表“{sheet}”中没有可识别的列名或项目名。',
    remedy: '列名应在前 10 行内，例如：{titles}；也可下载模板填写。',
  },
  en: {
    title: 'No header found',
    detail: 'Sheet "{sheet}" has no column names or labels that are known.',
    remedy: 'Put column names within the first 10 rows, such as: {titles}; or fill in the template.',
  },
})
export const columnMissing = defineProblem({
  code: 'COLUMN_MISSING',
  status: 422,
  zh: { title: '缺少列', detail: '工作表“{sheet}”缺少必填的“{title}”。', remedy: '补上“{title}”并填写。' },
  en: {
    title: 'Column missing',
    detail: 'Sheet "{sheet}" lacks "{title}" ({titleEn}), which must be filled in.',
    remedy: 'Add "{title}" and fill it in.',
  },
})
export const columnRepeated = defineProblem({
  code: 'COLUMN_REPEATED',
  status: 422,
  zh: {
    title: '列重复',
    detail: '“{title}”在 {first} 和 {cell} 出现两次，后一个未导入。',
    remedy: '删除或改名多余的一个。',
  },
  en: {
    title: 'Column twice',
    detail: '"{title}" stands in {first} and in {cell}; the second was not read.',
    remedy: 'Remove or rename one of them.',
  },
})
export const columnUnknown = defineProblem({
  code: 'COLUMN_UNKNOWN',
  status: 422,
  zh: {
    title: '未识别的列',
    detail: '{column} 列“{title}”无法识别，其中 {count} 个值未导入（如“{sample}”）；原文件仍保留。',
    remedy: '若属于申报内容，请把列名改为平台的名称；否则不必处理。',
  },
  en: {
    title: 'Column not known',
    detail:
      'Column {column} "{title}" is not known; its {count} values were not read (such as "{sample}"). The file itself is kept.',
    remedy: 'If it belongs to the filing, give it the name used here; otherwise do nothing.',
  },
})
export const labelUnknown = defineProblem({
  code: 'LABEL_UNKNOWN',
  status: 422,
  zh: {
    title: '未识别的项目',
    detail: '{cell} 的“{title}”无法识别，其值“{sample}”未导入；原文件仍保留。',
    remedy: '若属于申报内容，请改为平台的名称；否则不必处理。',
  },
  en: {
    title: 'Label not known',
    detail: '"{title}" in {cell} is not known; its value "{sample}" was not read. The file itself is kept.',
    remedy: 'If it belongs to the filing, give it the name used here; otherwise do nothing.',
  },
})
export const rowsEmpty = defineProblem({
  code: 'ROW_EMPTY',
  status: 422,
  zh: {
    title: '空行',
    detail: '表中有 {count} 个空行（第一个在第 {row} 行），已跳过。',
    remedy: '若该行应有内容，请补上；否则不必处理。',
  },
  en: {
    title: 'Empty rows',
    detail: '{count} empty rows inside the table (the first is row {row}) were skipped.',
    remedy: 'Fill them in if something should be there; otherwise do nothing.',
  },
})
export const rowUnread = defineProblem({
  code: 'ROW_UNREAD',
  status: 422,
  zh: {
    title: '未导入的行',
    detail: '第 {row} 行不在{place}内，未导入（如“{sample}”）；原文件仍保留。',
    remedy: '若属于申报内容，请移到{place}内；否则不必处理。',
  },
  en: {
    title: 'Row not read',
    detail: 'Row {row} lies outside {placeEn} and was not read (such as "{sample}"). The file itself is kept.',
    remedy: 'If it belongs to the filing, move it; otherwise do nothing.',
  },
})
export const cellFormula = defineProblem({
  code: 'CELL_FORMULA',
  status: 422,
  zh: {
    title: '公式',
    detail: '{cell} 是公式。平台不计算公式，取用 Excel 上次算出的值“{text}”。',
    remedy: '核对该值并确认；或在 Excel 中复制后“选择性粘贴 → 数值”。',
  },
  en: {
    title: 'Formula',
    detail:
      '{cell} is a formula. Formulas are not computed here; the value last computed by Excel, "{text}", is taken.',
    remedy: 'Check and confirm the value; or paste it as a value in Excel.',
  },
})
export const cellUncomputed = defineProblem({
  code: 'CELL_FORMULA_EMPTY',
  status: 422,
  zh: {
    title: '公式没有结果',
    detail: '{cell} 是公式，但文件中没有算出的值。',
    remedy: '在 Excel 中打开并保存，使公式有结果；或直接填写数值。',
  },
  en: {
    title: 'Formula without result',
    detail: '{cell} is a formula, and the file holds no computed value.',
    remedy: 'Open and save it in Excel so that it has one; or type the value.',
  },
})
export const cellError = defineProblem({
  code: 'CELL_ERROR',
  status: 422,
  zh: {
    title: '单元格出错',
    detail: '{cell} 显示错误值 {text}，没有可用的内容。',
    remedy: '在 Excel 中修正公式或引用，或直接填写。',
  },
  en: {
    title: 'Cell in error',
    detail: '{cell} shows the error {text} and holds nothing that can be used.',
    remedy: 'Mend the formula or reference in Excel, or type the value.',
  },
})
export const cellDigitsLost = defineProblem({
  code: 'CELL_DIGITS_LOST',
  status: 422,
  zh: {
    title: '位数丢失',
    detail: '{cell} 以数字保存了超过 15 位的“{text}”，Excel 已丢失第 15 位之后的数字。',
    remedy: '把单元格格式设为“文本”，再重新填写。',
  },
  en: {
    title: 'Digits lost',
    detail: '{cell} holds "{text}", more than 15 digits, as a number; Excel has lost those after the 15th.',
    remedy: 'Format the cell as text, then type the value again.',
  },
})
export const cellNotUnderstood = defineProblem({
  code: 'CELL_NOT_UNDERSTOOD',
  status: 422,
  zh: { title: '看不懂的值', detail: '{cell} 的“{text}”不是{wanted}。', remedy: '填写{example}。' },
  en: { title: 'Value not understood', detail: '"{text}" in {cell} is not {wantedEn}.', remedy: 'Give {exampleEn}.' },
})
export const cellsNormalised = defineProblem({
  code: 'CELL_NORMALISED',
  status: 422,
  zh: {
    title: '统一了写法',
    detail: '{column} 列“{title}”有 {count} 个值统一了写法，如 {cell}：“{from}” → “{to}”。',
    remedy: '请核对；无误则不必处理。',
  },
  en: {
    title: 'Written alike',
    detail: 'Column {column} "{title}": values written alike: {count}, such as {cell}: "{from}" → "{to}".',
    remedy: 'Check them; if they are right, do nothing.',
  },
})
export const sheetLeftOut = defineProblem({
  code: 'SHEET_LEFT_OUT',
  status: 422,
  zh: { title: '不读取的工作表', detail: '工作表“{sheet}”选了不读取。', remedy: '若其中有申报内容，请更改列的对应。' },
  en: {
    title: 'Sheet left out',
    detail: 'Sheet "{sheet}" was said not to be read.',
    remedy: 'If it belongs to the filing, change the mapping of columns.',
  },
})
export const columnLeftOut = defineProblem({
  code: 'COLUMN_LEFT_OUT',
  status: 422,
  zh: {
    title: '不读取的列',
    detail: '{column} 列“{title}”没有对应，其中 {count} 个值未读入（如“{sample}”）；原文件仍保留。',
    remedy: '若属于申报内容，请更改列的对应；否则不必处理。',
  },
  en: {
    title: 'Column left out',
    detail:
      'Column {column} "{title}" is not mapped; its {count} values were not read (such as "{sample}"). The file is kept.',
    remedy: 'If it belongs to the filing, change the mapping of columns; otherwise do nothing.',
  },
})
export const rowsLeftOut = defineProblem({
  code: 'ROW_LEFT_OUT',
  status: 422,
  zh: {
    title: '不读取的行',
    detail: '有 {count} 行是合计或说明，未读入（第一个在第 {row} 行：“{sample}”）。',
    remedy: '请核对；若是明细，把它填完整再导入。',
  },
  en: {
    title: 'Rows left out',
    detail: 'Rows that are totals or notes were not read: {count}, the first is row {row}: "{sample}".',
    remedy: 'Check them; if one is a line, complete it and import again.',
  },
})
