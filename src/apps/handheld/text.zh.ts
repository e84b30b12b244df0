/** Words of the handheld's frame. */
export const zh = {
  brand: '医管家 · 手机端',
  title: '我的待办',
  desk: '服务台',
  'sign-in': '登录',
  login: '工号或登录名',
  password: '密码',
  'needs-login': '请输入工号或登录名',
  'needs-password': '请输入密码',
  'change-password': '请先在电脑上登录医管家，设置自己的新密码，再用手机办理。',
  'no-post': '您的岗位不接收工单。如有疑问，请联系服务台。',
  'pain-points': '上报痛点',
} as const
