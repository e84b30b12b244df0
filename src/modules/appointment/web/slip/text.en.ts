import type { Text } from '#kernel/text.ts'
import type { zh } from './text.zh.ts'

export const en = {
  arrived: 'Checked in',
  booked: 'Booked',
  registered: 'Registered',
  'arrived-then': 'Please wait at {place} to be called.',
  'arrived-late':
    'You came after your time; the place is kept and you are called somewhat later. Please wait at {place}.',
  'booked-then': 'Keep this: you check in and wait with this number.',
  'registered-then': 'Please pay first, then wait at {place}.',
  'registered-later': 'Please pay first; check in from {time} on.',
  order: 'Number {order} on site today',
  sms: 'A message goes to the phone that is known.',
  paper: 'No phone is known; please print the slip and take it along.',
  print: 'Print the slip',
  printed: 'Printed at {place}',
  waiting: 'the waiting area',
} satisfies Text<typeof zh>
