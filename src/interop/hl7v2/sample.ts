/** Believable messages of a hospital information system, for tests, the demonstration and the documents (rules.md §9.1). */
const lines = (...segments: readonly string[]): string => segments.join('\r')

/** An outpatient registers. */
export const registration = lines(
  'MSH|^~\\&|HIS|XM3Y|PSC|XM3Y|20260305083000||ADT^A04^ADT_A01|HIS20260305000001|P|2.5.1|||AL|NE|CHN|UNICODE UTF-8',
  'EVN|A04|20260305083000',
  'PID|1||P00012345^^^XM3Y^PI~34052419800101001X^^^CN^NNCHN||张^三^^^^^L||19800101|M|||福建省厦门市同安区||^PRN^CP^^86^^13800138000',
  'PV1|1|O|NEUR^D203^^XM3Y||||D1001^李^四|||NEUR||||1|||||V2026030500001^^^XM3Y^VN|||||||||||||||||||||||||20260305083000',
)

/** One record goes into another. */
export const merge = lines(
  'MSH|^~\\&|HIS|XM3Y|PSC|XM3Y|20260305110000||ADT^A40^ADT_A39|HIS20260305000004|P|2.5.1|||AL|NE|CHN|UNICODE UTF-8',
  'EVN|A40|20260305110000',
  'PID|1||P00012345^^^XM3Y^PI||张^三^^^^^L||19800101|M',
  'MRG|P00099999^^^XM3Y^PI',
)

/** A CT is booked. */
export const scheduling = lines(
  'MSH|^~\\&|HIS|XM3Y|PSC|XM3Y|20260305091500||SIU^S12^SIU_S12|HIS20260305000002|P|2.5.1|||AL|NE|CHN|UNICODE UTF-8',
  'SCH|PL000123^PSC|FL000987^HIS||||ROUTINE^常规预约^L|CHEST_CT^胸部CT平扫^L|NORMAL^普通^L|15|MIN|||||CT1^^^XM3Y|F001^王^五||||OP01^赵^六|||||Booked|ORD778899^HIS',
  'PID|1||P00012345^^^XM3Y^PI||张^三^^^^^L||19800101|M',
  'PV1|1|O|RAD^CT1^^XM3Y',
  'RGS|1|A',
  'AIS|1|A|CT001^胸部CT平扫^L|20260306093000|0|MIN|15|MIN||Booked',
  'AIL|1|A|CT1^^^XM3Y|ROOM^检查室^L||20260306093000|0|MIN|15|MIN||Booked',
  'AIP|1|A|T2001^钱^七|TECH^技师^L||20260306093000|0|MIN|15|MIN||Booked',
)
