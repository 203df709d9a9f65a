import type { Problem } from '@jiamao/kernel/problem'
import { emptyFile, encrypted, notWorkbook, oldExcel, otherTable } from '../refusals.ts'

/** Formats known by their first bytes, none of which a spreadsheet program turns into a workbook. */
const signatures: readonly [bytes: string, zh: string, en: string][] = [
  ['%PDF-', 'PDF 文件', 'a PDF file'],
  ['Rar!', 'RAR 压缩包', 'a RAR archive'],
  ['7z\xbc\xaf', '7z 压缩包', 'a 7z archive'],
  ['\x1f\x8b', 'gzip 压缩包', 'a gzip archive'],
  ['\x89PNG', 'PNG 图片', 'a PNG picture'],
  ['\xff\xd8\xff', 'JPEG 图片', 'a JPEG picture'],
  ['GIF8', 'GIF 图片', 'a GIF picture'],
  ['MZ', 'Windows 程序', 'a Windows program'],
  ['\x7fELF', '可执行程序', 'a program'],
  ['PK\x05\x06', '空的压缩包', 'an empty archive'],
]

/** Whether the first bytes are those of a zip archive, in which every .xlsx lies. */
export const isZip = (head: Buffer): boolean => head.subarray(0, 4).toString('latin1') === 'PK\x03\x04'

/** An OLE container: .xls, or an encrypted .xlsx. Its directory holds stream names in UTF-16. */
export const isOle = (head: Buffer): boolean => head.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1'

/** Where the directory of an OLE container begins, by its header: sector size at 30, first directory sector at 48. */
export const oleDirectoryAt = (head: Buffer): number =>
  head.length < 52 ? 0 : (head.readUInt32LE(48) + 1) * 2 ** Math.min(head.readUInt16LE(30), 16)

/** What an OLE container is, by the names in its directory. */
export function refusalOfOle(directory: Buffer): Problem {
  const names = directory.toString('utf16le')
  if (names.includes('EncryptedPackage')) return encrypted()
  if (names.includes('Workbook') || names.includes('Book')) return oldExcel()
  return notWorkbook(
    names.includes('WordDocument')
      ? { seems: 'Word 97-2003 文档 (.doc)', seemsEn: 'a Word 97-2003 document (.doc)' }
      : { seems: 'Office 97-2003 文件', seemsEn: 'an Office 97-2003 file' },
  )
}

/** Says what a file that is neither zip nor OLE seems to be, by its content; its name is never asked (S8.5). */
export function refusalOf(head: Buffer): Problem {
  if (head.length === 0) return emptyFile()
  const latin = head.toString('latin1')
  const known = signatures.find(([bytes]) => latin.startsWith(bytes))
  if (known) return notWorkbook({ seems: known[1], seemsEn: known[2] })
  if (head.includes(0)) return notWorkbook({ seems: '未知的二进制文件', seemsEn: 'an unknown binary file' })
  const text = head.toString('utf8').trimStart().toLowerCase()
  // Systems that "export to Excel" often write an HTML table, or XML of Excel 2003, and call it .xls.
  if (text.includes('urn:schemas-microsoft-com:office:spreadsheet')) {
    return otherTable({ seems: 'Excel 2003 XML 表格', seemsEn: 'an Excel 2003 XML table' })
  }
  if (/<(!doctype html|html|table|head|meta)\b/.test(text)) {
    return otherTable({ seems: '网页 (HTML) 表格', seemsEn: 'a table in a web page (HTML)' })
  }
  if (text.startsWith('<')) return notWorkbook({ seems: 'XML 文件', seemsEn: 'an XML file' })
  if (/^[{[]/.test(text)) return notWorkbook({ seems: 'JSON 文件', seemsEn: 'a JSON file' })
  if (/[,;\t]/.test(text)) return otherTable({ seems: '文本表格 (CSV)', seemsEn: 'a text table (CSV)' })
  return notWorkbook({ seems: '文本文件', seemsEn: 'a text file' })
}

/** Says what a sound zip archive without a workbook seems to be. @param has whether it has an entry of that name */
export function refusalOfZip(has: (name: string) => boolean): Problem {
  if (has('xl/workbook.bin')) {
    return otherTable({ seems: 'Excel 二进制工作簿 (.xlsb)', seemsEn: 'an Excel binary workbook (.xlsb)' })
  }
  if (has('word/document.xml')) return notWorkbook({ seems: 'Word 文档 (.docx)', seemsEn: 'a Word document (.docx)' })
  if (has('ppt/presentation.xml')) {
    return notWorkbook({ seems: 'PowerPoint 演示文稿 (.pptx)', seemsEn: 'a PowerPoint presentation (.pptx)' })
  }
  if (has('content.xml'))
    return otherTable({ seems: 'OpenDocument 表格 (.ods)', seemsEn: 'an OpenDocument table (.ods)' })
  if (has('index/document.iwa')) return otherTable({ seems: 'Numbers 表格', seemsEn: 'a Numbers spreadsheet' })
  return notWorkbook({ seems: '普通压缩包 (.zip)', seemsEn: 'a plain archive (.zip)' })
}
