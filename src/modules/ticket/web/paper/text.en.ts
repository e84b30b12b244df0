import type { Text } from '#kernel/text.ts'
import type { zh } from './text.zh.ts'

export const en = {
  'slip.title': 'Service request',
  'slip.qr': 'follow it',
  'slip.scan': 'Scan to follow it at any time',
  'slip.code': 'Tracking code',
  'slip.look-up': 'Or open {address} with the code and the last four digits of your phone',
  'slip.owner': 'Responsible to the end: {name}',
  'slip.phone': 'Telephone: {phone}',
  'list.title': 'What to bring',
  'list.lead': 'For “{item}” please bring:',
  'list.once': 'With all of it one visit is enough; you need not register again.',
  'list.qr': 'what to bring',
  'list.scan': 'Scan to keep the list on your phone',
} satisfies Text<typeof zh>
