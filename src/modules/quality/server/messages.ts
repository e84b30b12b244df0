import { declareMessages } from '#modules/notification/index.ts'

/** What the quality module says to staff outside its screens. */
export const declareQualityMessages = (): void =>
  declareMessages(
    {
      code: 'report.unsigned',
      zh: '日报未签字',
      en: 'Daily report not signed',
      to: 'staff',
      values: { days: 60, count: 3 },
      initial: {
        zh: { text: '{count} 份日报还没有签字：{days}。请安排服务台核对后签字。' },
        en: { text: '{count} daily reports are not signed: {days}. Please have the desk check and sign them.' },
      },
    },
    {
      code: 'review.invitation',
      zh: '复盘会邀请',
      en: 'Invitation to the service review',
      to: 'staff',
      values: { month: 10, time: 20, place: 40 },
      initial: {
        zh: { text: '请参加 {month} 服务复盘会：{time}，{place}。请带上本科室的改进建议。' },
        en: {
          text: 'Please come to the service review of {month}: {time}, {place}. Bring what your department proposes.',
        },
      },
    },
  )
