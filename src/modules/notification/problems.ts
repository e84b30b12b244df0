import type { Problems } from '#kernel/problem.ts'

/** What the notification module refuses. */
export const problems = {
  'template-unknown': { status: 422, zh: '没有这个消息模板', en: 'There is no such message template' },
  'template-wants-value': {
    status: 422,
    zh: '消息模板缺少内容：{name}',
    en: 'The message template wants a value: {name}',
  },
  'template-has-no-place': {
    status: 422,
    zh: '消息模板没有这一项：{name}',
    en: 'The message template has no place for {name}',
  },
  'template-invalid': {
    status: 422,
    zh: '模板有 {count} 处需要修改，请看标出的地方',
    en: '{count} things in the template must be mended; see what is marked',
  },
  'template-own-draft': {
    status: 409,
    zh: '模板要由另一位同事审核，不能自己审自己写的',
    en: 'Somebody else must approve a template; not the one who wrote it',
  },
  'message-not-resendable': {
    status: 409,
    zh: '只有失败、结果不明或已发送未确认的消息可以重发',
    en: 'Only a message that failed, is unknown, or is sent without receipt can be sent again',
  },
  'message-resent': {
    status: 409,
    zh: '这条消息已经重发过，请看新的一条',
    en: 'This message was sent again already; look at the new one',
  },
  'task-done': { status: 409, zh: '这项告知已经完成', en: 'This task is done already' },
  'task-wants-note': {
    status: 422,
    zh: '放弃告知要写明原因',
    en: 'Say why the telling is given up',
  },
  'link-ended': {
    status: 404,
    zh: '这个链接已失效，请用查询码查询，或联系服务台',
    en: 'This link has ended; use the tracking code or ask the desk',
  },
  'secret-unknown': { status: 422, zh: '没有这个渠道密钥', en: 'There is no such channel key' },
  'receipt-key-wrong': { status: 403, zh: '回执地址的密钥不对', en: 'The key of the receipt address is wrong' },
} as const satisfies Problems
