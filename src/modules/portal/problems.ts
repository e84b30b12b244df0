import type { Problems } from '#kernel/problem.ts'

/** What patients' accounts refuse. */
export const problems = {
  'mobile-needed': {
    status: 422,
    zh: '请填写 11 位大陆手机号；没有手机请拨打服务电话预约',
    en: 'Enter a mainland mobile number of 11 digits; without one, book by phone',
  },
  'code-too-soon': {
    status: 429,
    zh: '验证码刚刚发过，请 {seconds} 秒后再获取',
    en: 'A code was just sent; ask again in {seconds} seconds',
  },
  'codes-too-many': {
    status: 429,
    zh: '获取验证码次数太多，请 {minutes} 分钟后再试，或拨打服务电话',
    en: 'Too many codes were asked for; try again in {minutes} minutes, or call us',
  },
  'code-wrong': {
    status: 422,
    zh: '验证码不对或已过期，请核对后重填，或重新获取',
    en: 'The code is wrong or has ended; look again, or get a new one',
  },
  'proof-wrong': {
    status: 422,
    zh: '与医院登记的资料不一致，请核对后重填；还不行请带证件到服务台办理',
    en: 'This is not what the hospital has on record; look again, or bring the document to the desk',
  },
  'proof-locked': {
    status: 429,
    zh: '核对错误次数太多，请 {minutes} 分钟后再试，或带证件到服务台办理',
    en: 'Wrong too often; try again in {minutes} minutes, or bring the document to the desk',
  },
  'guardian-needed': {
    status: 422,
    zh: '14 岁以下由监护人办理：请选“家人”，并确认您是监护人',
    en: 'A guardian acts for a child under 14: choose a relative, and confirm that you are the guardian',
  },
  'self-already': {
    status: 409,
    zh: '本人只能是一位，请按家人添加',
    en: 'You can be one person only; add this one as a relative',
  },
  'people-too-many': {
    status: 409,
    zh: '最多添加 {most} 位就诊人，请先移除不再需要的',
    en: '{most} people at most; remove one first',
  },
  'register-at-desk': {
    status: 409,
    zh: '这位就诊人的资料不能在线核对。请用建档时留的手机号获取验证码添加，或带证件到服务台办理',
    en: 'This person cannot be checked here. Add by a code to the number on record, or bring the document to the desk',
  },
} as const satisfies Problems
