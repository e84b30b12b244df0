import type { Text } from '#kernel/text.ts'
import type { zh } from './text.zh.ts'

export const en = {
  back: 'Back',
  leave: 'Finish and clear my data',
  help: 'For help ask the guide beside you, or call',
  who: 'For {name}',
  keys: 'Number keys',
  'keys.back': 'Delete',
  'keys.clear': 'Clear',
  'idle.title': 'Are you still there?',
  'idle.left': 'In {seconds} seconds this ends and your data is cleared.',
  'idle.stay': 'I am here, go on',
  'idle.leave': 'I have finished',
} satisfies Text<typeof zh>
