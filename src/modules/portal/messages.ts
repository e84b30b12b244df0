import type { MessageKind } from '#modules/notification/index.ts'

/** The code itself, and nothing of whom it is for (登录验证码). */
export const messageKinds = [
  {
    code: 'portal.code',
    zh: '登录验证码',
    en: 'Sign-in code',
    to: 'patient',
    values: { code: 6, minutes: 3 },
    secret: ['code'],
    initial: {
      zh: { text: '验证码 {code}，{minutes} 分钟内有效，用于登录患者服务。医院不会向您索要验证码，请勿告诉他人。' },
      en: { text: 'Code {code}, good for {minutes} minutes, to sign in. We never ask for it; tell it to nobody.' },
    },
  },
] as const satisfies readonly MessageKind[]
