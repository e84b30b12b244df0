import type { MessageKind } from './rules/template.ts'

/** A believable kind of message, for tests and documents. */
export const sampleKind: MessageKind = {
  code: 'sample.accepted',
  zh: '事项已受理',
  en: 'Matter taken',
  to: 'patient',
  values: { number: 20, item: 20 },
  initial: {
    zh: { text: '您的“{item}”已受理，编号 {number}。查看进度：{link}' },
    en: { text: 'We have taken your matter {number} ({item}). Follow it: {link}' },
  },
}
