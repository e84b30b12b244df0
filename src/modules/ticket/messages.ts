import type { MessageKind } from '#modules/notification/index.ts'

const VALUES = { number: 20, item: 20 } as const
/** The longest list of papers that a message holds. */
export const PAPER_LIST = { item: VALUES.item, papers: 110 } as const

/** What a patient or a liaison is told outside the house of a matter (对外消息): no illness, no names. */
export const messageKinds = [
  {
    code: 'ticket.taken',
    zh: '事项已受理',
    en: 'Matter taken',
    to: 'patient',
    values: { ...VALUES, until: 16 },
    initial: {
      zh: { text: '您的“{item}”已受理，编号 {number}，{until} 前给您答复。查看进度：{link}' },
      en: { text: 'We have taken your matter {number} ({item}); you hear from us by {until}. Follow it: {link}' },
    },
  },
  {
    code: 'ticket.news',
    zh: '事项有新进展',
    en: 'News of a matter',
    to: 'patient',
    values: VALUES,
    initial: {
      zh: { text: '您的“{item}”（{number}）有新进展，请查看：{link}' },
      en: { text: 'There is news of your matter {number} ({item}): {link}' },
    },
  },
  {
    code: 'ticket.promised',
    zh: '答复时间',
    en: 'When we answer',
    to: 'patient',
    values: { ...VALUES, until: 16 },
    initial: {
      zh: { text: '您的“{item}”（{number}），我们 {until} 前给您答复。查看：{link}' },
      en: { text: 'Your matter {number} ({item}): we answer by {until}. See: {link}' },
    },
  },
  {
    code: 'ticket.waiting',
    zh: '需要您配合',
    en: 'We wait for you',
    to: 'patient',
    values: VALUES,
    initial: {
      zh: { text: '您的“{item}”（{number}）需要您配合才能继续办理，请查看：{link}' },
      en: { text: 'We need something from you to go on with {number} ({item}): {link}' },
    },
  },
  {
    code: 'ticket.please-confirm',
    zh: '请您确认',
    en: 'Please confirm',
    to: 'patient',
    values: VALUES,
    initial: {
      zh: { text: '您的“{item}”（{number}）已办好，请查看结果并确认：{link}' },
      en: { text: 'Your matter {number} ({item}) is done; please look and confirm: {link}' },
    },
  },
  {
    code: 'ticket.closed',
    zh: '事项已办结',
    en: 'Matter closed',
    to: 'patient',
    values: VALUES,
    initial: {
      zh: { text: '您的“{item}”（{number}）已办结。如仍有问题，请告诉我们：{link}' },
      en: { text: 'Your matter {number} ({item}) is closed. If something is left, tell us: {link}' },
    },
  },
  {
    code: 'ticket.paper-list',
    zh: '一次性告知清单',
    en: 'What to bring',
    to: 'patient',
    values: PAPER_LIST,
    initial: {
      zh: { text: '办理“{item}”请补带：{papers}。带齐后来一次即可办理。' },
      en: { text: 'For {item} please bring: {papers}. One visit is then enough.' },
    },
  },
  {
    code: 'ticket.dispatched',
    zh: '新派单',
    en: 'A matter for you',
    to: 'staff',
    values: { ...VALUES, unit: 30, until: 16 },
    initial: {
      zh: {
        text: '新派单 {number}，{unit}，请于 {until} 前接单：{link}',
        robot: '**新派单 {number}**\n{item} · {unit}\n请于 {until} 前[接单、退回或提问]({link})',
      },
      en: {
        text: 'New matter {number} for {unit}; please accept by {until}: {link}',
        robot: '**New matter {number}**\n{item} · {unit}\n[Accept, decline or ask]({link}) by {until}',
      },
    },
  },
] as const satisfies readonly MessageKind[]
