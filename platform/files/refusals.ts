import { defineProblem } from '@jiamao/kernel/problem'

/** Why a file is refused as a whole. What is wrong with single sheets, columns and cells is a finding (book/findings.ts). */
export const emptyFile = defineProblem({
  code: 'FILE_EMPTY',
  status: 422,
  zh: { title: '空文件', detail: '文件没有内容（0 字节）。', remedy: '确认文件已保存，再重新上传。' },
  en: {
    title: 'Empty file',
    detail: 'The file has no content (0 bytes).',
    remedy: 'Save the file, then upload it again.',
  },
})
export const tooLarge = defineProblem({
  code: 'FILE_TOO_LARGE',
  status: 413,
  zh: {
    title: '文件过大',
    detail: '文件有 {size} 字节，上限为 {max} 字节。',
    remedy: '删除图片和无关的工作表，或拆分为几个工作簿。',
  },
  en: {
    title: 'File too large',
    detail: 'The file has {size} bytes; the limit is {max} bytes.',
    remedy: 'Remove pictures and unrelated sheets, or split it into several workbooks.',
  },
})
export const notWorkbook = defineProblem({
  code: 'FILE_NOT_WORKBOOK',
  status: 415,
  zh: {
    title: '不是 Excel 工作簿',
    detail: '这不是 .xlsx 工作簿，看起来是{seems}。',
    remedy: '请上传原始的 .xlsx 工作簿；若它在压缩包里，请先解压。',
  },
  en: {
    title: 'Not a workbook',
    detail: 'This is not an .xlsx workbook; it looks like {seemsEn}.',
    remedy: 'Upload the original .xlsx workbook; if it lies in an archive, unpack it first.',
  },
})
export const otherTable = defineProblem({
  code: 'FILE_OTHER_TABLE',
  status: 415,
  zh: {
    title: '表格格式不是 .xlsx',
    detail: '这不是 .xlsx 工作簿，看起来是{seems}。',
    remedy: '用 Excel 或 WPS 打开，另存为“Excel 工作簿 (.xlsx)”，再上传。',
  },
  en: {
    title: 'A table, but no .xlsx',
    detail: 'This is not an .xlsx workbook; it looks like {seemsEn}.',
    remedy: 'Open it in Excel or WPS, save it as "Excel Workbook (.xlsx)", and upload that.',
  },
})
export const oldExcel = defineProblem({
  code: 'FILE_OLD_EXCEL',
  status: 415,
  zh: {
    title: '旧版 Excel 格式',
    detail: '这是 Excel 97-2003 工作簿 (.xls)，平台只读取 .xlsx。',
    remedy: '在 Excel 或 WPS 中打开，选“另存为”，类型选“Excel 工作簿 (.xlsx)”，再上传。',
  },
  en: {
    title: 'Old Excel format',
    detail: 'This is an Excel 97-2003 workbook (.xls); only .xlsx is read.',
    remedy: 'Open it in Excel or WPS, choose Save As, type "Excel Workbook (.xlsx)", and upload that.',
  },
})
export const encrypted = defineProblem({
  code: 'FILE_ENCRYPTED',
  status: 422,
  zh: {
    title: '工作簿已加密',
    detail: '工作簿设有打开密码，无法读取。',
    remedy: '在 Excel 中打开，通过“文件 → 信息 → 保护工作簿 → 用密码进行加密”清空密码，保存后再上传。',
  },
  en: {
    title: 'Workbook is encrypted',
    detail: 'The workbook needs a password to open and cannot be read.',
    remedy: 'Open it in Excel, clear the password under File, Info, Protect Workbook, save, and upload it again.',
  },
})
export const macros = defineProblem({
  code: 'FILE_MACROS',
  status: 422,
  zh: {
    title: '工作簿含有宏',
    detail: '工作簿含有宏 ({part})。文件会原样保存并可能由他人打开，因此不接收宏。',
    remedy: '另存为“Excel 工作簿 (.xlsx)”（不含宏），再上传。',
  },
  en: {
    title: 'Workbook with macros',
    detail: 'The workbook holds macros ({part}). It is kept as it is and others may open it, so macros are not taken.',
    remedy: 'Save it as "Excel Workbook (.xlsx)", without macros, and upload that.',
  },
})
export const broken = defineProblem({
  code: 'FILE_BROKEN',
  status: 422,
  zh: {
    title: '文件损坏',
    detail: '文件不完整或已损坏（{place}：{reason}）。',
    remedy: '在 Excel 或 WPS 中打开并另存为 .xlsx，再重新上传；若打不开，请使用原始文件。',
  },
  en: {
    title: 'File is broken',
    detail: 'The file is incomplete or broken ({place}: {reason}).',
    remedy: 'Open it in Excel or WPS, save it as .xlsx and upload that; if it does not open, use the original.',
  },
})
export const unsafeZip = defineProblem({
  code: 'FILE_UNSAFE_ZIP',
  status: 422,
  zh: {
    title: '压缩结构不安全',
    detail: '文件内的“{entry}”{why}，正常的工作簿没有这种内容。',
    remedy: '在 Excel 或 WPS 中打开，删除嵌入的对象，另存为 .xlsx 后再上传。',
  },
  en: {
    title: 'Unsafe archive',
    detail: 'The entry "{entry}" inside the file {whyEn}; no ordinary workbook has that.',
    remedy: 'Open it in Excel or WPS, remove embedded objects, save it as .xlsx and upload that.',
  },
})
export const bomb = defineProblem({
  code: 'FILE_BOMB',
  status: 422,
  zh: {
    title: '解压后过大',
    detail: '“{entry}”解压后至少 {size} 字节，超过允许的 {max} 字节。',
    remedy: '删除没有内容却设了格式的行和列，或拆分为几个工作簿。',
  },
  en: {
    title: 'Unpacks to too much',
    detail: '"{entry}" unpacks to at least {size} bytes; {max} bytes are allowed.',
    remedy: 'Delete rows and columns that hold formats but no content, or split it into several workbooks.',
  },
})
export const unsafeXml = defineProblem({
  code: 'FILE_UNSAFE_XML',
  status: 422,
  zh: {
    title: '内部结构不安全',
    detail: '“{entry}”内{why}，正常的工作簿没有这种内容。',
    remedy: '在 Excel 或 WPS 中打开并另存为 .xlsx，再上传。',
  },
  en: {
    title: 'Unsafe XML',
    detail: '"{entry}" {whyEn}; no ordinary workbook has that.',
    remedy: 'Open it in Excel or WPS, save it as .xlsx and upload that.',
  },
})
export const tooMany = defineProblem({
  code: 'FILE_TOO_MANY',
  status: 422,
  zh: {
    title: '数量过多',
    detail: '{what}有 {count}，最多 {max}。',
    remedy: '删除无关内容，或拆分为几个工作簿。',
  },
  en: {
    title: 'Too many',
    detail: '{whatEn}: {count}; at most {max} are allowed.',
    remedy: 'Remove what is not needed, or split it into several workbooks.',
  },
})
export const cellTooLong = defineProblem({
  code: 'FILE_CELL_TOO_LONG',
  status: 422,
  zh: {
    title: '单元格内容过长',
    detail: '{place} 有 {length} 个字符，一个单元格最多 {max} 个。',
    remedy: '缩短该单元格的内容。',
  },
  en: {
    title: 'Cell too long',
    detail: '{place} has {length} characters; a cell holds at most {max}.',
    remedy: 'Shorten the content of that cell.',
  },
})
export const tooSlow = defineProblem({
  code: 'FILE_TOO_SLOW',
  status: 422,
  zh: {
    title: '读取超时',
    detail: '{seconds} 秒内未能读完工作簿，已停止。',
    remedy: '删除无关的工作表和格式，或拆分为几个工作簿。',
  },
  en: {
    title: 'Takes too long to read',
    detail: 'The workbook could not be read within {seconds} seconds; reading was stopped.',
    remedy: 'Remove unrelated sheets and formats, or split it into several workbooks.',
  },
})
export const tooHeavy = defineProblem({
  code: 'FILE_TOO_HEAVY',
  status: 422,
  zh: {
    title: '读取所需内存过多',
    detail: '读取工作簿需要的内存超过 {max} MiB，已停止。',
    remedy: '删除无关的工作表和很长的文字，或拆分为几个工作簿。',
  },
  en: {
    title: 'Needs too much memory',
    detail: 'Reading the workbook needs more than {max} MiB of memory; reading was stopped.',
    remedy: 'Remove unrelated sheets and very long texts, or split it into several workbooks.',
  },
})
