/** What came of a visit to a window, a kiosk or a guide, as it is said and printed (办理结果、凭条). */
export const zh = {
  arrived: '报到成功',
  booked: '预约成功',
  registered: '挂号成功',
  'arrived-then': '请到 {place} 候诊，等候叫号。',
  'arrived-late': '您比预约时间来得晚，号为您保留，叫号会靠后一些。请到 {place} 候诊。',
  'booked-then': '请妥善保管，凭此号报到、候诊。',
  'registered-then': '请先到收费窗口缴费，再到 {place} 候诊。',
  'registered-later': '请先缴费；{time} 起来报到。',
  order: '今天现场挂号第 {order} 号',
  sms: '短信会发到登记的手机。',
  paper: '没有登记手机，请打印凭条带走。',
  print: '打印凭条',
  printed: '{place} 打印',
  waiting: '候诊区',
} as const
