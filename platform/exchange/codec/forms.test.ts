import { expect, test } from 'vitest'
import { codecs, recognise } from './index.ts'

/** The forms in which real messages of 2018 to 2024 come (messages §2, §4); the companies and figures are made up. */

const utf8 = (xml: string) => Buffer.from(xml)
const dsig = 'http://www.w3.org/2000/09/xmldsig#'

function read<Decoded>(decoded: Decoded): Exclude<Decoded, readonly unknown[]> {
  if (Array.isArray(decoded)) throw new Error(JSON.stringify(decoded))
  return decoded as Exclude<Decoded, readonly unknown[]>
}

const approval = `
  <EnvelopInfo>
    <version>1.0</version>
    <message_id>CUS0000E0100002024073011480300000000001</message_id>
    <file_name>CUS0000E0100002024073011480300000000001.INV</file_name>
    <message_type>INV201</message_type>
    <sender_id>CUS0000</sender_id>
    <receiver_id>E010000</receiver_id>
    <send_time>2024-07-30T11:48:03</send_time>
  </EnvelopInfo>
  <DataInfo>
    <PocketInfo><pocket_id>QD521324E000000001-0f</pocket_id><total_pocket_qty>1</total_pocket_qty></PocketInfo>
    <BussinessData>
      <INV201>
        <HdeApprResult>
          <etpsPreentNo>202400000000000001</etpsPreentNo><businessId>QD521324E000000001</businessId>
          <tmsCnt>0</tmsCnt><typecd>1</typecd><manageResult>4</manageResult>
          <manageDate>2024-07-30 11:48:02</manageDate>
          <rmk>
</rmk>
        </HdeApprResult>
        <CheckInfo><note>第一条</note></CheckInfo>
        <BondInvtBsc>
          <bondInvtNo>QD521324E000000001</bondInvtNo><vrfdedMarkcd>1</vrfdedMarkcd><param4></param4>
          <needEntryModified></needEntryModified><levyBlAmt>0</levyBlAmt><dclTypecd>1</dclTypecd>
        </BondInvtBsc>
        <CheckInfo><note>第二条 &lt;A&gt; &#x4E2D;</note></CheckInfo>
        <BondInvtDt><gdsSeqno> 1 </gdsSeqno><dclQty>1233.1</dclQty><destinationNatcd>142</destinationNatcd></BondInvtDt>
      </INV201>
    </BussinessData>
  </DataInfo>
`
const approved = {
  HdeApprResult: {
    etpsPreentNo: '202400000000000001',
    businessId: 'QD521324E000000001',
    tmsCnt: '0',
    typecd: '1',
    manageResult: '4',
    manageDate: '2024-07-30 11:48:02',
  },
  CheckInfo: [{ note: '第一条' }, { note: '第二条 <A> 中' }],
  BondInvtBsc: { bondInvtNo: 'QD521324E000000001', vrfdedMarkcd: '1', levyBlAmt: '0', dclTypecd: '1' },
  BondInvtDt: [{ gdsSeqno: '1', dclQty: '1233.1', destinationNatcd: '142' }],
}

test.each([
  ['in the namespace of signatures', `<Package xmlns="${dsig}">${approval}</Package>`],
  [
    'without namespace, with declaration and line ends of Windows',
    `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n<Package>${approval.replaceAll('\n', '\r\n')}</Package>\r\n`,
  ],
  ['with prefixes', `<d:Package xmlns:d="${dsig}">${approval.replaceAll(/<(\/?)(\w)/g, '<$1d:$2')}</d:Package>`],
  [
    'within a signature',
    `<Signature><SignedInfo><x/></SignedInfo><Object Id="String"><Package>${approval}</Package></Object></Signature>`,
  ],
  ['under a byte order mark', `\ufeff<Package>${approval}</Package>`],
  [
    'with comments and instructions',
    `<!-- a --><?b c?><Package>${approval.replace('<HdeApprResult>', '<!-- d --><HdeApprResult>')}</Package>`,
  ],
])('a receipt %s', (_, xml) => {
  expect(recognise(utf8(xml))).toBe('INV201')
  const { body, envelope, unknown } = read(codecs.INV201.decode(utf8(xml)))
  expect(body).toEqual(approved)
  expect(unknown).toEqual([])
  expect(envelope?.EnvelopInfo.send_time).toBe('2024-07-30T11:48:03')
  expect(codecs.INV201.check(body)).toEqual([])
})

test.each(['gbk', 'GB2312', 'gb18030'])('a receipt in %s', (encoding) => {
  // 聚酰胺 in GBK; Node encodes UTF-8 only, so the bytes are written out.
  const [before, after] = ['<DEC_RESULT><NOTE>', '</NOTE><CHANNEL>P</CHANNEL></DEC_RESULT>']
  const head = `<?xml version="1.0" encoding="${encoding}"?>${before}`
  const bytes = Buffer.concat([utf8(head), Buffer.from('bedbf5a3b0b7', 'hex'), utf8(after)])
  expect(recognise(bytes)).toBe('DEC_RESULT')
  expect(read(codecs.DEC_RESULT.decode(bytes)).body).toEqual({ NOTE: '聚酰胺', CHANNEL: 'P' })
})

test('a receipt of 2019 without time, data and pocket', () => {
  const xml = `<Package xmlns="${dsig}"><EnvelopInfo><version>1.0</version><message_type>INV202</message_type></EnvelopInfo>
    <DataInfo><BussinessData><INV202><InvApprResult><invPreentNo>201900000000000001</invPreentNo>
    <businessId>QD521319E000000001</businessId><entrySeqNo>E20190000000000001</entrySeqNo><manageResult>1</manageResult>
    <createDate>2019-11-26 16:04:34</createDate><reason></reason></InvApprResult></INV202></BussinessData></DataInfo></Package>`
  const { body, envelope } = read(codecs.INV202.decode(utf8(xml)))
  expect(body.InvApprResult?.entrySeqNo).toBe('E20190000000000001')
  expect(envelope).toEqual({ EnvelopInfo: { version: '1.0', message_type: 'INV202' } })
})

test('a filing in the small envelope, in another order, with elements of its own', () => {
  const xml = `<Signature><Object><Package><EnvelopInfo><version/><message_id/><file_name/><message_type>INV101</message_type>
    <sender_id/><receiver_id/><send_time/></EnvelopInfo><DataInfo><BussinessData><InvtMessage>
    <InvtHeadType><PutrecNo>C521324A0001</PutrecNo><AddTime>2019-04-10T14:18:18</AddTime><InvtType>0</InvtType>
    <EtpsInnerInvtNo>QD-1</EtpsInnerInvtNo></InvtHeadType>
    <InvtListType><PutrecSeqno>36</PutrecSeqno><GdsSeqno>1</GdsSeqno><UseCd></UseCd></InvtListType>
    <OperCusRegCode>4419960000</OperCusRegCode><SysId>B1</SysId></InvtMessage><DelcareFlag>1</DelcareFlag>
    </BussinessData></DataInfo></Package></Object></Signature>`
  expect(recognise(utf8(xml))).toBe('INV101')
  const { body, envelope, unknown } = read(codecs.INV101.decode(utf8(xml)))
  expect(body).toEqual({
    InvtHeadType: { PutrecNo: 'C521324A0001', InvtType: '0', EtpsInnerInvtNo: 'QD-1' },
    InvtListType: [{ PutrecSeqno: '36', GdsSeqno: '1' }],
    OperCusRegCode: '4419960000',
    SysId: 'B1',
    DelcareFlag: '1',
  })
  expect(envelope).toEqual({ EnvelopInfo: { message_type: 'INV101' } })
  expect(unknown).toEqual([
    { parent: '/InvtHeadType', after: 'PutrecNo', xml: '<AddTime>2019-04-10T14:18:18</AddTime>' },
  ])
  // What real requests leave out is nonetheless owed: the receiver says so to the sender.
  expect(codecs.INV101.check(body).map((problem) => problem.pointer)).toContain('/InvtHeadType/BizopEtpsno')
})

test('other spellings of bridges are read as the table has them', () => {
  const xml = `<Package><DataInfo><BussinessData><INV201><BondInvtBsc><passportUsedTypeCd>3</passportUsedTypeCd></BondInvtBsc>
    <BondInvtDtl><gdsSeqno>1</gdsSeqno><passportUsed>2.5</passportUsed></BondInvtDtl></INV201></BussinessData></DataInfo></Package>`
  expect(read(codecs.INV201.decode(utf8(xml))).body).toEqual({
    BondInvtBsc: { passportUsedTypecd: '3' },
    BondInvtDt: [{ gdsSeqno: '1', passportUsedQty: '2.5' }],
  })
})

test('a message that says it is another is none', () => {
  const xml = `<Package><EnvelopInfo><message_type>INV211</message_type></EnvelopInfo><DataInfo><BussinessData><INV201/></BussinessData></DataInfo></Package>`
  expect(codecs.INV201.decode(utf8(xml))).toMatchObject([
    { code: 'MESSAGE_OTHER_KIND', values: { expected: 'INV201', found: 'INV211' } },
  ])
  expect(codecs.INV211.decode(utf8(xml))).toMatchObject([{ code: 'MESSAGE_OTHER_KIND', values: { found: 'INV201' } }])
})

test('import responses', () => {
  const refused = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><CommonResponeMessage><EtpsPreentNo>QD-1</EtpsPreentNo>
    <CheckInfo>报文类型为INV101,
    与系统已有记录【202400000000000001】重复。</CheckInfo><DealFlag>-1</DealFlag></CommonResponeMessage>`
  expect(recognise(utf8(refused))).toBe('CommonResponeMessage')
  const { body } = read(codecs.CommonResponeMessage.decode(utf8(refused)))
  expect(body).toMatchObject({ EtpsPreentNo: 'QD-1', DealFlag: '-1' })
  expect(body.CheckInfo).toMatch(/^报文类型为INV101,\n {4}与系统/)
  const failed = `<Root><resultFlag>0</resultFlag><failCode>C18</failCode><failInfo><![CDATA[a <b> & "c"]]></failInfo><retData/></Root>`
  expect(recognise(utf8(failed))).toBe('Root')
  expect(read(codecs.Root.decode(utf8(failed))).body).toEqual({
    resultFlag: '0',
    failCode: 'C18',
    failInfo: 'a <b> & "c"',
  })
})

test('a handbook is its own root, with what follows it', () => {
  const body = {
    NptsEmlHead: { EmlType: 'C', DclTypecd: '1', ValidDate: '20251231' },
    NptsEmlImg: [{ GdsSeqno: '1', DclQty: '100.00001' }],
    NptsEmlConsume: [{ EndprdSeqno: '1', MtpckSeqno: '1', NetUseupQty: '1.250000001', TgblLossRate: '3' }],
    OperCusRegCode: '4419960000',
    ImportInfo: { MessageType: 'NPTS001', OpType: 'S', FileSize: '0' },
  }
  const bytes = codecs.NPTS001.encode(body)
  if (!(bytes instanceof Uint8Array)) throw new Error(JSON.stringify(bytes))
  expect(recognise(bytes)).toBe('NPTS001')
  const xml = Buffer.from(bytes).toString()
  expect(xml).toMatch(/^<\?xml[^>]+>\n<EmlMessage><NptsEmlHead>/)
  expect(xml).toMatch(/<NptsSign><\/NptsSign><OperCusRegCode>4419960000<\/OperCusRegCode><ImportInfo>/)
  expect(read(codecs.NPTS001.decode(bytes)).body).toEqual(body)
})

test('a filing goes out in the full form, unsigned; a receipt without signature', () => {
  const filing = codecs.EML121.encode({ EmlChgoffBsc: { emlNo: 'C521324A0001', masterCuscd: '5213' } })
  expect(Buffer.from(filing as Uint8Array).toString()).toMatch(
    /^<\?xml[^>]+>\n<Signature [^>]+><SignedInfo>.*<DigestValue><\/DigestValue>.*<SignatureValue><\/SignatureValue><KeyInfo><KeyName>aa<.*<Object Id="String"><Package><EnvelopInfo>/,
  )
  const receipt = codecs.EML221.encode({
    HdeApprResult: { etpsPreentNo: '1', manageResult: '1', manageDate: '2024-11-23 14:05:09' },
  })
  expect(Buffer.from(receipt as Uint8Array).toString()).toMatch(
    /^<\?xml[^>]+>\n<Package xmlns="http:\/\/www.w3.org\/2000\/09\/xmldsig#"><EnvelopInfo>/,
  )
})

test.each([
  ['<InvtMessage><SysId>B1</SysId></InvtMessage>', 'NPTS301'],
  ['<Package><DataInfo><BussinessData><SAS221/></BussinessData></DataInfo></Package>', 'SAS221'],
  ['<Package><DataInfo><BussinessData><PassPortMessage/></BussinessData></DataInfo></Package>', 'SAS121'],
  ['<Package><EnvelopInfo><message_type> INV211 </message_type></EnvelopInfo><DataInfo><BussinessData><x/>', 'INV211'],
  [
    '<Package><EnvelopInfo><message_type>SAS223</message_type></EnvelopInfo><DataInfo><BussinessData><INV201/>',
    'SAS223',
  ],
  ['<DecImportResponse xmlns="http://www.chinaport.gov.cn/dec"><ResponseCode>0</ResponseCode>', 'DecImportResponse'],
])('recognises %s by content', (xml, type) => {
  expect(recognise(utf8(xml))).toBe(type)
})

test('what is no message is said to be none', () => {
  const codes = (xml: string) => {
    const found = recognise(utf8(xml))
    return typeof found === 'string' ? found : found.map((problem) => problem.code)
  }
  expect(codes('<html><Package/></html>')).toEqual(['MESSAGE_UNKNOWN_KIND'])
  expect(codes('<Package><DataInfo/></Package>')).toEqual(['MESSAGE_UNKNOWN_KIND'])
  expect(codes('<constructor/>')).toEqual(['MESSAGE_UNKNOWN_KIND'])
  expect(codes('')).toEqual(['XML_TRUNCATED'])
  expect(codes('not XML')).toEqual(['XML_NOT_WELL_FORMED'])
})
