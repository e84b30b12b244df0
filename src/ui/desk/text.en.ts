import type { Text } from '#kernel/text.ts'
import type { zh } from './text.zh.ts'

export const en = {
  'frame.brand': 'Yiguanjia',
  'frame.skip': 'Skip to the main part',
  'frame.main': 'Main menu',
  'frame.new': 'New',
  'frame.keys': 'Keys',
  'frame.person': '{name}: post and position',
  'frame.language': '中文',
  'keys.title': 'Keys',
  'keys.single': 'Single-letter keys on',
  'keys.single-hint': 'Turn them off when you dictate or use a screen reader.',
  'keys.help': 'Show the keys',
  'mask.show': 'Show {label}',
  'mask.hide': 'Hide',
  'mask.why': 'Why do you need {label}? (goes into the access log)',
  'mask.other': 'Another reason',
  'mask.confirm': 'Record and show',
  'mask.time': 'hidden again in {seconds} s',
  'qr.label': 'QR code: {label}',
  'panes.aside': 'Patient and next steps',
  'panes.show-aside': 'Patient and next steps',
  'panes.hide-aside': 'Fold',
} satisfies Text<typeof zh>
