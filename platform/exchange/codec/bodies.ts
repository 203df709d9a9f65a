// Written by bodies.test.ts from the field tables; change those, then run the test with -u.
// biome-ignore-all format: as dense as the tables.
import type { Texts } from './frame.ts'

type NptsEmlHead = Texts<
  'SeqNo' | 'EmlNo' | 'EmlType' | 'EtpsPreentNo' | 'DclTypecd' | 'MasterCuscd' | 'BizopEtpsSccd' | 'BizopEtpsno' |
  'BizopEtpsNm' | 'RvsngdEtpsSccd' | 'RcvgdEtpsno' | 'RcvgdEtpsNm' | 'RcvgdEtpsDtcd' | 'DclEtpsTypecd' |
  'DclEtpsSccd' | 'DclEtpsno' | 'DclEtpsNm' | 'DclTime' | 'SupvModecd' | 'ApcretNo' | 'ImpCtrtNo' | 'ExpCtrtNo' |
  'ValidDate' | 'ReduNatrcd' | 'ProduceTypecd' | 'ImpexpPortcd' | 'UcnsDclSegcd' | 'StndbkBankcd' | 'ProductRatio' |
  'ImpCurrcd' | 'ExpCurrcd' | 'DclTypeMarkcd' | 'PauseImpexpMarkcd' | 'InputEtpsNm' | 'InputEtpsSccd' |
  'InputEtpsTypecd' | 'Rmk' | 'InputTime' | 'LinkMan' | 'LinkManTel'
>
type NptsEmlImg = Texts<
  'SeqNo' | 'GdsSeqno' | 'MtpckEndprdTypecd' | 'GdsMtno' | 'Gdecd' | 'GdsNm' | 'EndprdGdsSpcfModelDesc' |
  'DclUnitcd' | 'LawfUnitcd' | 'SecdLawfUnitcd' | 'DclQty' | 'DclUprcAmt' | 'DclTotalAmt' | 'DclCurrcd' | 'Natcd' |
  'LvyrlfModecd' | 'AdjmtrMarkcd' | 'GdsAtrcd' | 'ModfMarkcd' | 'Rmk'
>
type NptsEmlConsume = Texts<
  'SeqNo' | 'EndprdSeqno' | 'EndprdGdsMtno' | 'MtpckSeqno' | 'MtpckGdsMtno' | 'UcnsVerno' | 'UcnsQty' |
  'NetUseupQty' | 'TgblLossRate' | 'IntgbLossRate' | 'UcnsDclStucd' | 'ModfMarkcd' | 'BondMtpckPrpr' |
  'EtpsExeMarkcd' | 'Rmk' | 'GseqNo' | 'EndprdGdecd' | 'EndprdGdsNm' | 'MtpckGdecd' | 'MtpckGdsNm'
>
type ImportInfo = Texts<
  'MessageType' | 'OpType' | 'HostId' | 'FileSize' | 'Sign'
>
type InvtHeadType = Texts<
  'SeqNo' | 'BondInvtNo' | 'ChgTmsCnt' | 'PutrecNo' | 'InvtType' | 'EtpsInnerInvtNo' | 'BizopEtpsno' |
  'BizopEtpsSccd' | 'BizopEtpsNm' | 'RcvgdEtpsno' | 'RvsngdEtpsSccd' | 'RcvgdEtpsNm' | 'DclEtpsno' | 'DclEtpsSccd' |
  'DclEtpsNm' | 'InputCode' | 'InputCreditCode' | 'InputName' | 'InputTime' | 'RltInvtNo' | 'RltPutrecNo' |
  'CorrEntryDclEtpsNo' | 'CorrEntryDclEtpsSccd' | 'CorrEntryDclEtpsNm' | 'RltEntryBizopEtpsno' |
  'RltEntryBizopEtpsSccd' | 'RltEntryBizopEtpsNm' | 'RltEntryRcvgdEtpsno' | 'RltEntryRvsngdEtpsSccd' |
  'RltEntryRcvgdEtpsNm' | 'RltEntryDclEtpsno' | 'RltEntryDclEtpsSccd' | 'RltEntryDclEtpsNm' | 'ImpexpPortcd' |
  'DclPlcCuscd' | 'ImpexpMarkcd' | 'MtpckEndprdMarkcd' | 'SupvModecd' | 'TrspModecd' | 'ApplyNo' | 'ListType' |
  'DclcusFlag' | 'DclcusTypecd' | 'IcCardNo' | 'DecType' | 'Rmk' | 'StshipTrsarvNatcd' | 'EntryNo' | 'RltEntryNo' |
  'DclTypecd' | 'GenDecFlag' | 'BondInvtTypecd' | 'ListStat' | 'InvtIochkptStucd' | 'PassportUsedTypeCd' |
  'VrfdedMarkcd' | 'InvtDclTime' | 'EntryDclTime' | 'PrevdTime' | 'FormalVrfdedTime' | 'NeedEntryModified' |
  'EntryStucd' | 'LevyBlAmt'
>
type InvtListType = Texts<
  'SeqNo' | 'GdsSeqno' | 'PutrecSeqno' | 'GdsMtno' | 'Gdecd' | 'GdsNm' | 'GdsSpcfModelDesc' | 'DclUnitcd' |
  'LawfUnitcd' | 'SecdLawfUnitcd' | 'Natcd' | 'DclUprcAmt' | 'DclTotalAmt' | 'UsdStatTotalAmt' | 'DclCurrcd' |
  'LawfQty' | 'SecdLawfQty' | 'WtSfVal' | 'FstSfVal' | 'SecdSfVal' | 'DclQty' | 'GrossWt' | 'NetWt' | 'UseCd' |
  'LvyrlfModecd' | 'UcnsVerno' | 'ClyMarkcd' | 'EntryGdsSeqno' | 'ApplyTbSeqno' | 'DestinationNatcd' | 'ModfMarkcd' |
  'Rmk' | 'Param1'
>
type InvtDecHeadType = Texts<
  'SeqNo' | 'DecSeqNo' | 'PutrecNo' | 'BizopEtpsSccd' | 'BizopEtpsno' | 'BizopEtpsNm' | 'RvsngdEtpsSccd' |
  'RcvgdEtpsno' | 'RcvgdEtpsNm' | 'DclEtpsSccd' | 'DclEtpsno' | 'DclEtpsNm' | 'InputCode' | 'InputCreditCode' |
  'InputName' | 'ImpexpPortcd' | 'DclPlcCuscd' | 'ImpexpMarkcd' | 'SupvModecd' | 'TrspModecd' | 'TradeCountry' |
  'DecType' | 'Rmk' | 'CreateFlag' | 'BillNo' | 'ContrNo' | 'CutMode' | 'DistinatePort' | 'FeeCurr' | 'FeeMark' |
  'FeeRate' | 'GrossWet' | 'InsurCurr' | 'InsurMark' | 'InsurRate' | 'LicenseNo' | 'NetWt' | 'OtherCurr' |
  'OtherMark' | 'OtherRate' | 'PackNo' | 'TrafName' | 'TransMode' | 'Type' | 'WrapType' | 'PromiseItems' |
  'TradeAreaCode' | 'DespPortCode' | 'EntryPortCode' | 'GoodsPlace' | 'OverseasConsignorCode' |
  'OverseasConsignorCname' | 'OverseasConsignorEname' | 'OverseasConsignorAddr' | 'OverseasConsigneeCode' |
  'OverseasConsigneeEname'
>
type InvtDecListType = Texts<
  'SeqNo' | 'DecSeqNo' | 'EntryGdsSeqno' | 'PutrecSeqno' | 'Gdecd' | 'GdsNm' | 'GdsSpcfModelDesc' | 'DclUnitcd' |
  'LawfUnitcd' | 'SecdLawfUnitcd' | 'DclUprcAmt' | 'DclTotalAmt' | 'DclCurrCd' | 'NatCd' | 'DestinationNatcd' |
  'LawfQty' | 'SecdLawfQty' | 'DclQty' | 'UseCd' | 'Rmk' | 'LvyrlfModecd' | 'CiqCode' | 'DeclGoodsEname' |
  'OrigPlaceCode' | 'Purpose' | 'ProdValidDt' | 'ProdQgp' | 'GoodsAttr' | 'Stuff' | 'UnCode' | 'DangName' |
  'DangPackType' | 'DangPackSpec' | 'EngManEntCnm' | 'NoDangFlag' | 'DestCode' | 'GoodsSpec' | 'GoodsModel' |
  'GoodsBrand' | 'ProduceDate' | 'ProdBatchNo' | 'DistrictCode' | 'CiqName' | 'MnufctrRegno' | 'MnufctrRegName'
>
type HdeApprResult = Texts<
  'etpsPreentNo' | 'businessId' | 'tmsCnt' | 'typecd' | 'manageResult' | 'manageDate' | 'rmk'
>
type CheckInfo = Texts<
  'note'
>
type BondInvtBsc = Texts<
  'bondInvtNo' | 'chgTmsCnt' | 'invtPreentNo' | 'putrecNo' | 'etpsInnerInvtNo' | 'bizopEtpsSccd' | 'bizopEtpsno' |
  'bizopEtpsNm' | 'rvsngdEtpsSccd' | 'rcvgdEtpsno' | 'rcvgdEtpsNm' | 'dclEtpsSccd' | 'dclEtpsno' | 'dclEtpsNm' |
  'invtDclTime' | 'entryDclTime' | 'entryNo' | 'rltInvtNo' | 'rltPutrecNo' | 'rltEntryNo' | 'rltEntryBizopEtpsSccd' |
  'rltEntryBizopEtpsno' | 'rltEntryBizopEtpsNm' | 'impexpPortcd' | 'dclPlcCuscd' | 'impexpMarkcd' |
  'mtpckEndprdMarkcd' | 'supvModecd' | 'trspModecd' | 'stshipTrsarvNatcd' | 'applyNo' | 'dclcusFlag' |
  'dclcusTypecd' | 'prevdTime' | 'formalVrfdedTime' | 'invtIochkptStucd' | 'vrfdedMarkcd' | 'invtStucd' |
  'vrfdedModecd' | 'duCode' | 'rmk' | 'bondInvtTypecd' | 'entryStucd' | 'passportUsedTypecd' | 'param1' | 'param2' |
  'param3' | 'param4' | 'needEntryModified' | 'levyBlAmt' | 'dclTypecd'
>
type BondInvtDt = Texts<
  'bondInvtNo' | 'chgTmsCnt' | 'gdsSeqno' | 'putrecSeqno' | 'gdsMtno' | 'gdecd' | 'gdsNm' | 'gdsSpcfModelDesc' |
  'dclUnitcd' | 'lawfUnitcd' | 'secdLawfUnitcd' | 'natcd' | 'dclUprcAmt' | 'dclTotalAmt' | 'usdStatTotalAmt' |
  'dclCurrcd' | 'lawfQty' | 'secdLawfQty' | 'wtSfVal' | 'fstSfVal' | 'secdSfVal' | 'dclQty' | 'grossWt' | 'netWt' |
  'useCd' | 'lvyrlfModecd' | 'ucnsVerno' | 'entryGdsSeqno' | 'applyTbSeqno' | 'clyMarkcd' | 'rmk' | 'actlPassQty' |
  'passportUsedQty' | 'param1' | 'param2' | 'param3' | 'param4' | 'destinationNatcd' | 'modfMarkcd'
>
type SasCentDclStock = Texts<
  'bondInvtNo' | 'sasStockNo'
>
type InvApprResult = Texts<
  'invPreentNo' | 'businessId' | 'entrySeqNo' | 'manageResult' | 'createDate' | 'reason'
>
type EmsPutrecDt = Texts<
  'emsNo' | 'chgTmsCnt' | 'gdsSeqno' | 'mtpckEndprdTypecd' | 'gdsMtno' | 'gdecd' | 'gdsNm' |
  'endprdGdsSpcfModelDesc' | 'dclUnitcd' | 'lawfUnitcd' | 'secdLawfUnitcd' | 'dclUprcAmt' | 'dclCurrcd' | 'dclQty' |
  'lvyrlfModecd' | 'qtyCntrMarkcd' | 'adjmtrMarkcd' | 'modfMarkcd' | 'etpsExeMarkcd' | 'cusmExeMarkcd' |
  'apprMaxSurpQty' | 'vclrPridInitQty' | 'ucnsTqsnFlag' | 'csttnFlag' | 'rmk' | 'invtNo' | 'invtGNo'
>
type BwsDt = Texts<
  'bwsNo' | 'chgTmsCnt' | 'gdsSeqno' | 'inDate' | 'gdsMtno' | 'gdecd' | 'gdsNm' | 'gdsSpcfModelDesc' | 'natcd' |
  'dclUnitcd' | 'lawfUnitcd' | 'secdLawfUnitcd' | 'dclUprcAmt' | 'dclCurrcd' | 'avgPrice' | 'totalAmt' | 'inQty' |
  'inLawfQty' | 'inSecdLawfQty' | 'actlIncQty' | 'actlRedcQty' | 'prevdIncQty' | 'prevdRedcQty' | 'outDate' |
  'limitDate' | 'inType' | 'invtNo' | 'invtGNo' | 'cusmExeMarkcd' | 'rmk' | 'modfMarkcd'
>
type MsgReceResult = Texts<
  'resutType' | 'etpsPreentNo' | 'pocketId' | 'totalPocketQty' | 'curPocketNo' | 'bizNo' | 'manageResult' |
  'manageDate' | 'rmk'
>
type EmlChgoffBsc = Texts<
  'emlNo' | 'bizopEtpsSccd' | 'bizopEtpsno' | 'bizopEtpsNm' | 'ownerEtpsSccd' | 'ownerEtpsno' | 'ownerEtpsNm' |
  'impInvtTotalCnt' | 'expInvtTotalCnt' | 'chgoffMtpckTotalCnt' | 'chgoffEndprdTotalCnt' | 'chgoffDclDate' |
  'dclTypeMarkcd' | 'emapvMarkcd' | 'masterCuscd'
>
type EmlChgoffInvt = Texts<
  'emlNo' | 'bondInvtNo'
>
type EmlChgoffMtpck = Texts<
  'emlNo' | 'typecd' | 'seqno' | 'gdecd' | 'impTotalQty' | 'dprcsCrdwImpQty' | 'sdinQty' | 'reexpQty' |
  'mtpckDstryQty' | 'lfmtQty' | 'remainCrdwQty' | 'csmTotalQty' | 'remainMtpckQty'
>
type EmlChgoffEndprd = Texts<
  'emlNo' | 'typecd' | 'seqno' | 'gdecd' | 'expTotalQty' | 'dprcsCrdwExpQty' | 'endprdRetnExchImpQty' |
  'endprdRetnExchExpQty'
>
type EmlAdjaccAcmpFormDt = Texts<
  'emlNo' | 'acmpFormSeqno' | 'acmpFormTypecd' | 'acmpFormNo' | 'fixdNo' | 'acmpFormFileNm' | 'rmk'
>
type EmlPutrecBsc = Texts<
  'emlNo' | 'chgTmsCnt' | 'emlType' | 'etpsPreentNo' | 'dclTypecd' | 'masterCuscd' | 'bizopEtpsSccd' |
  'bizopEtpsno' | 'bizopEtpsNm' | 'rvsngdEtpsSccd' | 'rcvgdEtpsno' | 'rcvgdEtpsNm' | 'rcvgdEtpsDtcd' |
  'dclEtpsTypecd' | 'dclEtpsSccd' | 'dclEtpsno' | 'dclEtpsNm' | 'dclTime' | 'putrecApprTime' | 'chgApprTime' |
  'supvModecd' | 'apcretNo' | 'impCtrtNo' | 'expCtrtNo' | 'validDate' | 'reduNatrcd' | 'produceTypecd' |
  'impexpPortcd' | 'ucnsDclSegcd' | 'stndbkBankcd' | 'productRatio' | 'impCurrcd' | 'expCurrcd' | 'dclTypeMarkcd' |
  'emapvStucd' | 'stndbkMarkcd' | 'pauseImpexpMarkcd' | 'pauseChgMarkcd' | 'vclrApplyTime' | 'vclrDate' |
  'etpsPosesSadjaQuaFlag' | 'adtaccMarkcd' | 'clcaseMarkcd' | 'clcaseDate' | 'rcaseMarkcd' | 'rcaseDate' |
  'rcaseNote' | 'sceneUrdf' | 'rmk'
>
type EmlPutrecDt = Texts<
  'emlNo' | 'gdsSeqno' | 'mtpckEndprdTypecd' | 'chgTmsCnt' | 'gdsMtno' | 'gdecd' | 'gdsNm' |
  'endprdGdsSpcfModelDesc' | 'dclUnitcd' | 'lawfUnitcd' | 'secdLawfUnitcd' | 'dclUprcAmt' | 'dclCurrcd' | 'dclQty' |
  'dclTotalAmt' | 'natcd' | 'lvyrlfModecd' | 'adjmtrMarkcd' | 'modfMarkcd' | 'gdsAtrcd' | 'cusmExeMarkcd' |
  'gdsSceneUrdf' | 'ucnsTqsnFlag' | 'csttnFlag' | 'rmk' | 'invtNo' | 'invtGNo'
>
type EmlPutrecUcnsDt = Texts<
  'emlNo' | 'endprdSeqno' | 'mtpckSeqno' | 'ucnsVerno' | 'chgTmsCnt' | 'ucnsQty' | 'netUseupQty' | 'tgblLossRate' |
  'intgbLossRate' | 'ucnsDclStucd' | 'modfMarkcd' | 'bondMtpckPrpr' | 'etpsExeMarkcd' | 'rmk'
>

/** What each message holds, by the elements of its table; what says nothing is absent. */
export interface Bodies {
  NPTS001: {
    readonly NptsEmlHead?: NptsEmlHead
    readonly NptsEmlImg?: readonly NptsEmlImg[]
    readonly NptsEmlExg?: readonly NptsEmlImg[]
    readonly NptsEmlConsume?: readonly NptsEmlConsume[]
    readonly NptsSign?: string
    readonly OperCusRegCode?: string
    readonly ImportInfo?: ImportInfo
  }
  INV101: {
    readonly InvtHeadType?: InvtHeadType
    readonly InvtListType?: readonly InvtListType[]
    readonly InvtDecHeadType?: InvtDecHeadType
    readonly InvtDecListType?: readonly InvtDecListType[]
    readonly OperCusRegCode?: string
    readonly SysId?: string
    readonly DelcareFlag?: string
  }
  CommonResponeMessage: {
    readonly SeqNo?: string
    readonly EtpsPreentNo?: string
    readonly CheckInfo?: string
    readonly DealFlag?: string
  }
  Root: {
    readonly resultFlag?: string
    readonly failCode?: string
    readonly failInfo?: string
    readonly retData?: string
  }
  INV201: {
    readonly HdeApprResult?: HdeApprResult
    readonly CheckInfo?: readonly CheckInfo[]
    readonly BondInvtBsc?: BondInvtBsc
    readonly BondInvtDt?: readonly BondInvtDt[]
    readonly SasCentDclStock?: readonly SasCentDclStock[]
    readonly BondInvtDtSimple?: readonly BondInvtDt[]
  }
  INV202: {
    readonly InvApprResult?: InvApprResult
  }
  INV211: {
    readonly BondInvtBsc?: BondInvtBsc
    readonly EmsPutrecDt?: readonly EmsPutrecDt[]
    readonly BwsDt?: readonly BwsDt[]
  }
  EML200: {
    readonly MsgReceResult?: MsgReceResult
  }
  EML121: {
    readonly EmlChgoffBsc?: EmlChgoffBsc
    readonly EmlChgoffInvt?: readonly EmlChgoffInvt[]
    readonly EmlChgoffMtpck?: readonly EmlChgoffMtpck[]
    readonly EmlChgoffEndprd?: readonly EmlChgoffEndprd[]
    readonly EmlAdjaccAcmpFormDt?: readonly EmlAdjaccAcmpFormDt[]
  }
  EML211: {
    readonly HdeApprResult?: HdeApprResult
    readonly CheckInfo?: readonly CheckInfo[]
    readonly EmlPutrecBsc?: EmlPutrecBsc
    readonly EmlPutrecDt?: readonly EmlPutrecDt[]
    readonly EmlPutrecUcnsDt?: readonly EmlPutrecUcnsDt[]
  }
  EML221: {
    readonly HdeApprResult?: HdeApprResult
    readonly CheckInfo?: readonly CheckInfo[]
    readonly EmlChgoffBsc?: EmlChgoffBsc
  }
  DEC_RESULT: {
    readonly CUS_CIQ_NO?: string
    readonly ENTRY_ID?: string
    readonly NOTICE_DATE?: string
    readonly CHANNEL?: string
    readonly NOTE?: string
    readonly CUSTOM_MASTER?: string
    readonly I_E_DATE?: string
    readonly D_DATE?: string
  }
}
