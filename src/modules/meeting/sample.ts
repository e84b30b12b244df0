/** A believable issue and a broadcast, for tests and documents. */
export const sampleIssue = {
  title: '出院带药与结算窗口排队冲突',
  description: '每日 10 点至 11 点，出院患者在结算窗口与药房之间往返，平均多走两趟。',
} as const

export const sampleBroadcast = {
  title: '周五 12:00–13:00 自助机升级',
  body: '期间自助机停用，请引导患者到人工窗口，急诊窗口不受影响。',
} as const
