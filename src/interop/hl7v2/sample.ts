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
