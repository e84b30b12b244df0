/** Words on the paper that a patient takes home. */
export const zh = {
  'slip.title': '服务事项受理单',
  'slip.qr': '查看进展',
  'slip.scan': '微信或手机扫一扫，随时查看进展',
  'slip.code': '查询码',
  'slip.look-up': '也可打开 {address}，输入查询码和手机号后四位',
  'slip.owner': '负责到底的人：{name}',
  'slip.phone': '电话：{phone}',
  'list.title': '一次性告知单',
  'list.lead': '办理“{item}”，请补带：',
  'list.once': '带齐后来一次即可办理，不用重新排队登记。',
  'list.qr': '需要补带的材料',
  'list.scan': '扫一扫，把清单存到手机',
} as const
