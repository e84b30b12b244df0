import type { Text } from '#kernel/text.ts'
import type { zh } from './text.zh.ts'

export const en = {
  'page.title': 'Your request: {title}',
  'page.loading': 'Your request',
  'page.brand': 'Patient services',
  'page.desk': 'the service desk',
  'page.number': 'Number',
  'page.opened': 'Taken at',

  'step.label': 'How far it is',
  'step.received': 'Received',
  'step.in-hand': 'The department is at work',
  'step.please-confirm': 'Please confirm',
  'step.settled': 'Settled',

  'now.with': 'Now with',
  'now.with-value': '{unit}',
  'now.owner': 'Responsible to the end',
  'now.promise': 'We promised',
  'now.promise-value': 'by {time}: {text}',
  'now.promise-late': 'by {time}: {text}. It is late, we are sorry; {owner} will contact you as soon as possible.',

  'ask.title': 'We need your answer',
  'ask.label': 'Your answer',
  'ask.send': 'Answer the hospital',
  'ask.sent': '{owner} has your answer.',

  'result.title': 'Result',
  'result.question': 'Is it settled?',
  'told.title': 'What we told you',
  'told.none': 'News will stand here.',

  'act.confirm': 'It is settled, I confirm',
  'act.not-settled': 'Not settled yet',
  'act.help': 'I need help',
  'act.add': 'Add something',

  'sign.title': 'Please sign to confirm',
  'sign.why': 'Your signature says that “{title}” is settled. Then the matter is closed.',
  'sign.by-link': 'Confirm on this page without a signature',
  'sign.done': 'Confirmed, the matter is closed. Thank you!',

  'not-settled.title': 'What is not settled yet?',
  'not-settled.label': 'Please tell us',
  'not-settled.hint': 'For example: the stamp is wrong; I do not have the papers yet',
  'not-settled.send': 'Tell the hospital to go on',
  'not-settled.done': '{owner} has it, goes on, and will ask you again when it is settled.',

  'help.title': 'How can we help?',
  'help.label': 'Say whatever you like',
  'help.hint': 'You may leave it empty and press the button below. If it is urgent, please call.',
  'help.send': 'Ask {owner} to contact me',
  'help.done': '{owner} knows and will contact you soon.',

  'add.title': 'What would you like to add?',
  'add.label': 'What to add',
  'add.hint': 'Please write nothing about your illness and no document numbers here.',
  'add.send': 'Send to the hospital',
  'add.done': '{owner} has it.',

  'say.empty': 'Please write a sentence first',
  'say.back': 'Not now, go back',

  'end.settled': 'This matter is settled.',
  'end.settled-at': 'This matter was settled at {time}. Thank you.',
  'end.withdrawn': 'This matter was withdrawn and is no longer worked on. If in doubt, please call.',

  'changed.news': 'News: {text}',
  'changed.station': 'Your request has come to a new step: {station}',
  'changed.first': 'Something is new. Please look at it before you confirm. Your confirmation was not sent.',
  'changed.already': 'The matter has just changed, so what you did had no effect.',
  'changed.look': 'See the latest',

  'ended.title': 'This link no longer opens',
  'ended.why':
    'A link works for a limited time; it may have ended, or some letters are missing. Your matter goes on, and nothing is lost.',
  'ended.track': 'Look it up by code',
  'ended.call': 'Or call us.',
  'closed.title': 'It does not open now',

  'track.title': 'Find my request',
  'track.broken': 'The link is not whole. Look it up by code, or open the link that you got again.',
  'track.guides': 'Visiting the hospital: how, where, whom',
  'track.code': 'Code',
  'track.code-hint': 'On the receipt, and in the message that you got',
  'track.digits': 'Last four digits of the phone',
  'track.digits-hint': 'The phone that you gave us',
  'track.find': 'Find',
  'track.needs-code': 'Please enter the code',
  'track.needs-digits': 'Please enter four digits',

  'paper.from': '{hospital} · {owner} {phone} · printed {time}',
} satisfies Text<typeof zh>
