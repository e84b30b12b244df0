import type { Text } from '#kernel/text.ts'
import type { zh } from './text.zh.ts'

export const en = {
  'pair.title': 'This kiosk is not paired yet',
  'pair.text': 'An administrator finds its code under System › Kiosks.',
  'pair.code': 'Code (8 letters)',
  'pair.short': 'Please type the 8 letters of the code',
  'pair.go': 'Pair',
  'lost.title': 'The network is down.',
  'lost.text': 'What was done is not lost and goes on by itself; if you are in a hurry, go to the window.',
} satisfies Text<typeof zh>
