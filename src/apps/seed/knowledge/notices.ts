/** Notices (公告): from how many days before today to how many after; null has no end. */
export const noticeTexts: readonly {
  readonly title: string
  readonly audience: 'patient' | 'staff'
  readonly unit: string | null
  readonly from: number
  readonly to: number | null
  readonly body: string
}[] = [
  {
    title: '门诊开放时间',
    audience: 'patient',
    unit: null,
    from: 100,
    to: null,
    body: '门诊工作日 8:00–12:00、14:00–17:30 开放，采血大厅 7:00 起开放。急诊、发热门诊全天开放。法定节假日安排另行公告。',
  },
  {
    title: '就诊请带好这些证件',
    audience: 'patient',
    unit: null,
    from: 90,
    to: null,
    body: '请带身份证或医保卡（医保电子凭证也可以）。儿童请带户口簿或出生证明。复诊请带上以往的病历、检查单和正在服用的药。忘带证件也可以先就诊，请到一站式服务大厅说明。',
  },
  {
    title: '便民服务：轮椅、雨伞、饮水、代寄',
    audience: 'patient',
    unit: null,
    from: 60,
    to: null,
    body: '一站式服务大厅免费借用轮椅、平车、老花镜和雨伞，凭证件登记。各楼层设饮水处。病历复印件、胶片可以代寄，邮费自付。',
  },
  {
    title: '磁共振设备保养',
    audience: 'patient',
    unit: 'FSK',
    from: 2,
    to: 5,
    body: '因设备定期保养，本周六上午磁共振检查暂停，已预约的患者由影像预约处电话改期。急诊检查不受影响。',
  },
  {
    title: '流感季节就诊提示',
    audience: 'patient',
    unit: 'GWK',
    from: 10,
    to: 60,
    body: '发热、咳嗽的患者请戴好口罩，先到门诊楼一层预检通道测量体温，再按指引就诊。探视请减少人数。',
  },
  {
    title: '服务台交接班提醒',
    audience: 'staff',
    unit: null,
    from: 20,
    to: null,
    body: '交班前逐件核对未办结事项和承诺时间，口头交接的内容写进工单。夜间来电由值班室接听并在次日 8:30 前转回。',
  },
]
