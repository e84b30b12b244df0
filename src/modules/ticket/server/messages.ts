import { declareMessages } from '#modules/notification/index.ts'

/** The longest name of an item, and the longest list of papers, that a short message holds. */
export const LONGEST = { item: 30, papers: 110 } as const

/** What the ticket module says outside the house's own screens; nothing about the illness, and no names (TKT-02, TKT-12). */
export const declareTicketMessages = (): void =>
  declareMessages(
    {
      code: 'ticket.paper-list',
      zh: '一次性告知清单',
      en: 'What to bring',
      to: 'patient',
      values: LONGEST,
      initial: {
        zh: { text: '办理“{item}”请补带：{papers}。带齐后来一次即可办理。' },
        en: { text: 'For {item} please bring: {papers}. One visit is then enough.' },
      },
    },
    {
      code: 'ticket.step-done',
      zh: '办理步骤告知',
      en: 'A step is done',
      to: 'patient',
      values: { item: LONGEST.item, text: 90 },
      initial: { zh: { text: '您办理的“{item}”：{text}' }, en: { text: 'Your matter {item}: {text}' } },
    },
  )
