import type { MessageKind } from './rules/template.ts'

/** What members of staff are told of modules that stand before this one (提醒). */
export const messageKinds = [
  {
    code: 'knowledge.review-due',
    zh: '内容到期复核',
    en: 'Content is due to be looked at',
    to: 'staff',
    values: { title: 40, day: 12 },
    initial: {
      zh: {
        text: '您负责的“{title}”{day}到了复核日。请在“知识 · 内容管理”的“到期复核”里确认仍然有效，或改写后送审。',
        robot: '**到期复核**\n{title} · {day}\n[确认仍然有效，或改写后送审]({link})',
      },
      en: {
        text: '“{title}”, which is yours, was due to be looked at on {day}. Under Content, Due: say that it still holds, or write it anew.',
        robot: '**Due to be looked at**\n{title} · {day}\n[Say that it holds, or write it anew]({link})',
      },
    },
  },
  {
    code: 'staff.expiry-near.own',
    zh: '本人资质到期',
    en: 'Your licence expires',
    to: 'staff',
    values: { what: 8, day: 12 },
    initial: {
      zh: { text: '您登记的{what}有效期至 {day}。请尽快办理续期，并把新证交给负责人员档案的同事登记。' },
      en: {
        text: 'Your {what} is good until {day}. Please renew it, and hand the new one to whoever keeps the register.',
      },
    },
  },
  {
    code: 'staff.expiry-near',
    zh: '职工资质到期',
    en: 'A licence in the register expires',
    to: 'staff',
    values: { who: 20, what: 8, day: 12 },
    initial: {
      zh: {
        text: '{who}的{what}有效期至 {day}。请在“团队 · 档案提醒”跟进，换证后登记。',
        robot: '**资质到期** {who}\n{what} · 有效期至 {day}\n[在档案提醒中跟进]({link})',
      },
      en: {
        text: 'The {what} of {who} is good until {day}. Please follow it up under Team, Register.',
        robot: '**A licence expires** {who}\n{what} · until {day}\n[Follow it up in the register]({link})',
      },
    },
  },
] as const satisfies readonly MessageKind[]
