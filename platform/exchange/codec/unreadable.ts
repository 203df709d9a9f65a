import { defineProblem } from '@jiamao/kernel/problem'

type Text = readonly [title: string, detail: string, remedy: string]

const kind = (code: string, zh: Text, en: Text) =>
  defineProblem({
    code,
    status: 422,
    zh: { title: zh[0], detail: zh[1], remedy: zh[2] },
    en: { title: en[0], detail: en[1], remedy: en[2] },
  })

/** A message that ends too soon: wait for the rest, or ask for it again (I9.7). */
export const truncated = kind(
  'XML_TRUNCATED',
  ['报文不完整', '报文在第 {line} 行中断，后面没有了。', '等文件写完再读；仍不完整时请对方重发。'],
  [
    'Message cut off',
    'The message stops in line {line}.',
    'Read again when the file is complete, or ask for it again.',
  ],
)
export const malformed = kind(
  'XML_NOT_WELL_FORMED',
  ['报文不是合格的 XML', '第 {line} 行第 {column} 列：{reason}。', '请发送方改正后重发。'],
  ['Not well-formed XML', 'Line {line}, column {column}: {reason}.', 'The sender has to correct it and send again.'],
)
export const doctype = kind(
  'XML_DOCTYPE',
  [
    '报文含有 DOCTYPE',
    '第 {line} 行有 DOCTYPE 声明；海关报文从不使用，可能是攻击。',
    '删除 DOCTYPE 后重发；请核实来源。',
  ],
  [
    'Message with a DOCTYPE',
    'Line {line} declares a DOCTYPE. No customs message has one: it may be an attack.',
    'Send it without, and check where it came from.',
  ],
)
export const tooDeep = kind(
  'XML_TOO_DEEP',
  ['层次过深', '第 {line} 行超过 {limit} 层。', '报文最多 {limit} 层，请核实来源。'],
  [
    'Nested too deep',
    'Line {line} is nested deeper than {limit}.',
    'At most {limit} levels; check where it came from.',
  ],
)
export const tooManyAttributes = kind(
  'XML_TOO_MANY_ATTRIBUTES',
  ['属性过多', '第 {line} 行的元素超过 {limit} 个属性。', '每个元素最多 {limit} 个属性，请核实来源。'],
  [
    'Too many attributes',
    'An element in line {line} has more than {limit} attributes.',
    'At most {limit} an element; check where it came from.',
  ],
)
export const tooManyElements = kind(
  'XML_TOO_MANY_ELEMENTS',
  ['元素过多', '报文超过 {limit} 个元素。', '分成几份报文发送。'],
  ['Too many elements', 'The message has more than {limit} elements.', 'Split it into several messages.'],
)
export const tooLarge = kind(
  'XML_TOO_LARGE',
  ['报文过大', '报文 {size} 字节，上限 {limit} 字节。', '分成几份报文发送。'],
  ['Message too large', 'The message has {size} bytes; at most {limit}.', 'Split it into several messages.'],
)
export const unknownEncoding = kind(
  'XML_ENCODING',
  ['编码不支持', '报文声明的编码是 {encoding}。', '改用 UTF-8 或 GB18030。'],
  ['Encoding not supported', 'The message declares the encoding {encoding}.', 'Use UTF-8 or GB18030.'],
)
export const wrongBytes = kind(
  'XML_BYTES',
  ['字节与编码不符', '报文里有不属于 {encoding} 的字节。', '请发送方按所声明的编码重发。'],
  [
    'Bytes do not fit the encoding',
    'The message holds bytes that are not {encoding}.',
    'Send it in the encoding it declares.',
  ],
)
export const otherKind = kind(
  'MESSAGE_OTHER_KIND',
  ['不是该种报文', '应为 {expected}，实为 {found}。', '按内容重新识别报文类型。'],
  ['Another kind of message', 'Expected {expected}, found {found}.', 'Recognise the message by its content first.'],
)
export const unknownKind = kind(
  'MESSAGE_UNKNOWN_KIND',
  ['报文类型不明', '根元素 {root} 里没有可识别的报文。', '转人工处理；请核实来源。'],
  [
    'Unknown kind of message',
    'No known message under the root {root}.',
    'Pass it to the desk, and check where it came from.',
  ],
)
export const repeated = kind(
  'MESSAGE_REPEATED',
  ['元素重复', '{element} 只能出现一次。', '请发送方确认以哪一个为准后重发。'],
  ['Element repeated', '{element} may appear only once.', 'The sender has to say which one holds and send again.'],
)
export const strayContent = kind(
  'MESSAGE_CONTENT',
  ['内容错位', '{element} 里有不该有的内容：{found}。', '请发送方改正后重发。'],
  ['Misplaced content', '{element} holds what it may not: {found}.', 'The sender has to correct it and send again.'],
)
export const tooManyUnknown = kind(
  'MESSAGE_TOO_MANY_UNKNOWN',
  ['未知元素过多', '报文里超过 {limit} 个元素不在 {expected} 中。', '转人工处理：可能是别的报文或新版本。'],
  [
    'Too many unknown elements',
    'More than {limit} elements are not known to {expected}.',
    'Pass it to the desk: another message, or a new version.',
  ],
)
export const zipTruncated = kind(
  'ZIP_TRUNCATED',
  ['压缩包不完整', '压缩包不完整或校验不符：{reason}。', '等文件写完再读；仍不完整时请对方重发。'],
  [
    'Archive cut off',
    'The archive is cut off or damaged: {reason}.',
    'Read again when the file is complete, or ask for it again.',
  ],
)
export const zipMalformed = kind(
  'ZIP_MALFORMED',
  ['压缩包不合规', '{reasonZh}。', '压缩包内应只有一个与包同名的 XML 文件，不加密。'],
  ['Archive not as agreed', '{reasonEn}.', 'It should hold one XML file of its own name, not encrypted.'],
)
export const zipTooLarge = kind(
  'ZIP_TOO_LARGE',
  ['压缩包过大', '解压后 {size} 字节，上限 {limit} 字节、{ratio} 倍。', '分成几份报文发送；请核实来源。'],
  [
    'Archive too large',
    'Unpacked it has {size} bytes; at most {limit}, and {ratio} times the packed size.',
    'Split it into several messages; check where it came from.',
  ],
)
