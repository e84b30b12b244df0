/** Words of the kiosk's frame. */
export const zh = {
  'pair.title': '这台自助机还没有配对',
  'pair.text': '请管理员在电脑上打开“系统 › 自助设备”，取得配对码后输入。',
  'pair.code': '配对码（8 位）',
  'pair.short': '请输入 8 位配对码',
  'pair.go': '配对',
  'lost.title': '网络断了。',
  'lost.text': '已经办好的不会丢，恢复后自动继续；着急请到窗口办理。',
} as const
