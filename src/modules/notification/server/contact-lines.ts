import { onContactLine } from '#modules/patient/index.ts'

/** Which steps of a message are contacts with the patient (服务轨迹, PAT-04): that it went out, and that a person told it. */
export const sayMessages = (): void =>
  onContactLine('notification', {
    'message.sent': { zh: '发送消息', en: 'A message was sent' },
    'message.task-done': { zh: '电话告知', en: 'Told by telephone' },
  })
