/** Words of every kiosk screen (自助机). */
export const zh = {
  back: '返回上一步',
  leave: '结束，清除我的信息',
  help: '需要帮助请找身边的导诊员，或拨打',
  who: '正在为 {name} 办理',
  keys: '数字键盘',
  'keys.back': '删除',
  'keys.clear': '清空',
  'idle.title': '您还在吗？',
  'idle.left': '{seconds} 秒后自动结束并清除您的信息。',
  'idle.stay': '我还在，继续办理',
  'idle.leave': '我办完了，结束',
} as const
