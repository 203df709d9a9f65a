/** The fixed parts of a plain workbook, and the frame of its sheets (ECMA-376, Transitional). */

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRels = 'http://schemas.openxmlformats.org/package/2006/relationships'
const typePrefix = 'application/vnd.openxmlformats-officedocument.spreadsheetml.'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text inside an element or attribute. */
export const inXml = (text: string): string =>
  /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (character) => entities[character]) : text

const counted = (count: number, part: (no: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i + 1)).join('')

const override = (part: string, type: string) => `<Override PartName="${part}" ContentType="${typePrefix}${type}+xml"/>`

export const contentTypes = (sheets: number): string =>
  `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  override('/xl/workbook.xml', 'sheet.main') +
  counted(sheets, (no) => override(`/xl/worksheets/sheet${no}.xml`, 'worksheet')) +
  `${override('/xl/styles.xml', 'styles')}</Types>`

const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`

export const packageRelations = `${declaration}<Relationships xmlns="${packageRels}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`

export const workbookRelations = (sheets: number): string =>
  `${declaration}<Relationships xmlns="${packageRels}">` +
  counted(sheets, (no) => relation(`rId${no}`, 'worksheet', `worksheets/sheet${no}.xml`)) +
  `${relation(`rId${sheets + 1}`, 'styles', 'styles.xml')}</Relationships>`

export const workbook = (names: readonly string[]): string =>
  `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>` +
  names.map((name, i) => `<sheet name="${inXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('') +
  '</sheets></workbook>'

/** Cell styles by what a cell is; those of figures follow, one for each number of decimals. */
export const lookStyle = { title: 1, head: 2, value: 3 } as const

const figures = lookStyle.value + 1
const mostDecimals = 15
const textFormat = 49 // '@'
const firstOwnFormat = 164

/** The style of a figure: it shows all decimals that it has, and no more. */
export const figureStyle = (decimals: number): number => figures + decimals

/** The number format of a figure with so many decimals, as a format code. */
export const figureFormat = (decimals: number): string => (decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`)

const style = (format: number, font = 0, fill = 0) =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>`

const formats = counted(mostDecimals + 1, (no) => {
  const code = figureFormat(no - 1)
  return `<numFmt numFmtId="${firstOwnFormat + no - 1}" formatCode="${code}"/>`
})

export const styles =
  `${declaration}<styleSheet xmlns="${main}"><numFmts count="${mostDecimals + 1}">${formats}</numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>' +
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/><bgColor indexed="64"/></patternFill></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="${figures + mostDecimals + 1}">${style(0)}${style(textFormat, 1)}${style(textFormat, 1, 2)}${style(textFormat)}` +
  `${counted(mostDecimals + 1, (no) => style(firstOwnFormat + no - 1))}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'

/** A sheet up to its first row. */
export const sheetStart = (widths: readonly number[], frozen: number): string =>
  `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${
    frozen
      ? `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>`
      : ''
  }</sheetView></sheetViews><cols>${widths
    .map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
    .join('')}</cols><sheetData>`

export const sheetEnd = '</sheetData></worksheet>'
