import type { MessageKind } from '#modules/notification/index.ts'

/** Which referral, and where it stands: no name, no department, no illness (对外消息, rules.md §9.4). */
export const messageKinds = [
  {
    code: 'referral.status',
    zh: '转诊进展',
    en: 'Referral news',
    to: 'staff',
    values: { which: 20, stands: 12 },
    initial: {
      zh: { text: '贵机构的转诊（{which}）{stands}，请登录转诊页面查看回执。' },
      en: { text: 'Your referral ({which}): {stands}. Sign in to read the slip.' },
    },
  },
] as const satisfies readonly MessageKind[]
