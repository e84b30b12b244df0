import type { Text } from '#kernel/text.ts'
import type { zh } from './text.zh.ts'

export const en = {
  title: 'On-site registration',
  'pane.list': 'Choose a department',
  'pane.slots': 'Today’s places',
  'pane.form': 'Register',
  hint: 'Today’s places only: what is kept for the window first, then what is open. With it the patient is checked in.',
  none: 'The department has no place left today. Choose another, or put the patient on the waiting list; emergencies go to emergency.',
  pick: 'Choose a time in the middle first.',
  chosen: '{time} · {doctor} · {fee}',
  who: 'Who is here',
  'who.desk': 'The patient at the window',
  'who.assisted': 'In the patient’s name',
  severity: 'Severity',
  'severity.none': 'not assessed',
  'severity.1': '1 critical',
  'severity.2': '2 emergent',
  'severity.3': '3 urgent',
  'severity.4': '4 not urgent',
  consent: 'The patient agrees that I do it',
  doubled: 'The patient has a number of this half-day: why a second one',
  go: 'Register',
  done: 'Registered {number}, number {order} on site today. Please have the patient pay first.',
  'done.later':
    'Registered {number}, number {order} on site today; check in from {time} on. Please have the patient pay first.',
  again: 'Next patient',
  next: 'Free later:',
  'fee.ordinary': 'ordinary fee',
  'fee.associate': 'associate chief’s fee',
  'fee.expert': 'expert’s fee',
  'fee.special': 'special fee',
} satisfies Text<typeof zh>
