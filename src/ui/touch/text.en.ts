import type { Text } from '#kernel/text.ts'
import type { zh } from './text.zh.ts'

export const en = {
  'page.help': 'Call {name}',
  'page.close': 'Close',
  'page.back': 'Back',
  'read.size': 'Text size',
  'read.size-standard': 'Text: standard',
  'read.size-large': 'Text: large',
  'read.size-largest': 'Text: largest',
  'read.contrast': 'High contrast',
  'read.aloud': 'Read aloud',
  'read.stop': 'Stop reading',
  'read.print': 'Print',
  'frame.language': '中文',
  'read.tools': 'How to read',
  'step.done': 'done',
  'step.now': 'now',
  'step.next': 'not yet',
  'field.optional': ' (optional)',
  'sign.label': 'Please sign in the box',
  'sign.again': 'Sign again',
  'sign.done': 'Signed, send',
  'sign.empty': 'Please sign first: write your name',
} satisfies Text<typeof zh>
