import { defineProblem } from '@jiamao/kernel/problem'

/** Why an attached paper is refused, or not taken yet. */
export const notPaper = defineProblem({
  code: 'FILE_NOT_PAPER',
  status: 415,
  zh: {
    title: '不收这种文件',
    detail: '按内容看，它不是 PDF、图片（PNG、JPEG、WebP、TIFF）、OFD、Word、Excel（2007 及以后）或 UTF-8 文本。',
    remedy: '另存为 PDF 或其中一种格式，再上传。',
  },
  en: {
    title: 'Not a kind of file that is kept',
    detail:
      'By its content it is no PDF, picture (PNG, JPEG, WebP, TIFF), OFD, Word, Excel (2007 or later) or UTF-8 text.',
    remedy: 'Save it as PDF or one of these, and upload it again.',
  },
})
export const paperTooLarge = defineProblem({
  code: 'FILE_PAPER_TOO_LARGE',
  status: 413,
  zh: { title: '附件过大', detail: '附件有 {size} 字节，上限为 {max} 字节。', remedy: '降低扫描分辨率，或分成几份。' },
  en: {
    title: 'Paper too large',
    detail: 'The paper has {size} bytes; the limit is {max} bytes.',
    remedy: 'Scan it at a lower resolution, or split it.',
  },
})
export const storeFull = defineProblem({
  code: 'FILE_STORE_FULL',
  status: 507,
  zh: { title: '存储已满', detail: '本企业的附件已用满 {max} 字节。', remedy: '联系运行岗扩容。' },
  en: {
    title: 'Store is full',
    detail: 'The papers of this enterprise fill the {max} bytes that it has.',
    remedy: 'Ask the operator for more.',
  },
})
export const wrongOffset = defineProblem({
  code: 'FILE_OFFSET',
  status: 409,
  zh: {
    title: '续传位置不对',
    detail: '从第 {offset} 字节续传，平台已收到 {arrived} 字节。',
    remedy: '从第 {arrived} 字节继续。',
  },
  en: {
    title: 'Wrong place to go on',
    detail: 'Sent from byte {offset}; {arrived} bytes are here.',
    remedy: 'Go on from byte {arrived}.',
  },
})
export const beingReceived = defineProblem({
  code: 'FILE_BUSY',
  status: 409,
  zh: { title: '正在接收', detail: '这份附件正由另一个请求上传。', remedy: '稍候再续传。' },
  en: { title: 'Being received', detail: 'Another request is uploading this paper.', remedy: 'Go on in a moment.' },
})
export const otherHash = defineProblem({
  code: 'FILE_HASH',
  status: 422,
  zh: { title: '内容不符', detail: '收到的内容与声明的 SHA-256 不符，已丢弃。', remedy: '重新上传。' },
  en: {
    title: 'Not what was announced',
    detail: 'What arrived has another SHA-256 than was announced; it is thrown away.',
    remedy: 'Upload it again.',
  },
})
export const infected = defineProblem({
  code: 'FILE_INFECTED',
  status: 422,
  zh: { title: '未通过病毒扫描', detail: '扫描程序认为文件有害，已丢弃。', remedy: '清理电脑后，重新导出文件再上传。' },
  en: {
    title: 'Refused by the scanner',
    detail: 'The scanner finds the file harmful; it is thrown away.',
    remedy: 'Clean your computer, make the file anew, and upload it again.',
  },
})
export const notScanned = defineProblem({
  code: 'FILE_NOT_SCANNED',
  status: 503,
  zh: { title: '暂时无法扫描', detail: '病毒扫描没有完成，附件已收到，尚未生效。', remedy: '稍后再点一次上传。' },
  en: {
    title: 'Not scanned yet',
    detail: 'The scanner did not finish; the paper has arrived and is not in force.',
    remedy: 'Upload it once more in a while.',
  },
})
