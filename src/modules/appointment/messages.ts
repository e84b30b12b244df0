import type { MessageKind } from '#modules/notification/index.ts'

/** When, by which number, and where to be: no department, no doctor, no name (对外消息, rules.md §9.4). */
const VALUES = { number: 16, when: 16, place: 20 } as const

/** What a patient is told outside the house of a booking (就诊通知, APT-06). */
export const messageKinds = [
  {
    code: 'appointment.booked',
    zh: '预约成功',
    en: 'Booked',
    to: 'patient',
    values: VALUES,
    initial: {
      zh: { text: '预约成功：{when}，{place}，预约号 {number}。请带有效证件提前 15 分钟报到。' },
      en: { text: 'Booked: {when}, {place}, number {number}. Bring your ID and check in 15 minutes before.' },
    },
  },
  {
    code: 'appointment.registered',
    zh: '挂号成功',
    en: 'Registered',
    to: 'patient',
    values: VALUES,
    initial: {
      zh: { text: '挂号成功：{when}，{place}，号 {number}。请先缴费，再到候诊区等候叫号。' },
      en: { text: 'Registered: {when}, {place}, number {number}. Please pay, then wait to be called.' },
    },
  },
  {
    code: 'appointment.moved',
    zh: '改约成功',
    en: 'Changed',
    to: 'patient',
    values: VALUES,
    initial: {
      zh: { text: '已为您改约到 {when}，{place}，预约号 {number}。原时段已取消。' },
      en: { text: 'Changed to {when}, {place}, number {number}. The earlier time is cancelled.' },
    },
  },
  {
    code: 'appointment.cancelled',
    zh: '预约已取消',
    en: 'Cancelled',
    to: 'patient',
    values: { number: 16, when: 16 },
    initial: {
      zh: { text: '您 {when} 的预约（{number}）已取消。如需再约，请拨打服务电话。' },
      en: { text: 'Your booking of {when} ({number}) is cancelled. Call us to book again.' },
    },
  },
  {
    code: 'appointment.stopped',
    zh: '停诊通知',
    en: 'Session stopped',
    to: 'patient',
    values: { number: 16, when: 16 },
    initial: {
      zh: {
        text: '很抱歉，您 {when} 的预约（{number}）因停诊不能如期就诊，不计爽约。我们会尽快与您联系，您也可以自己改约 {link}',
      },
      en: {
        text: 'We are sorry: your booking of {when} ({number}) cannot take place. We call you, or choose another time yourself: {link}',
      },
    },
  },
  {
    code: 'appointment.stopped-here',
    zh: '停诊通知（已报到）',
    en: 'Session stopped, patient here',
    to: 'patient',
    values: { number: 16, when: 16 },
    initial: {
      zh: {
        text: '很抱歉，您 {when} 的预约（{number}）因停诊不能就诊。您已经报到，请到服务台，马上当面为您安排，也可以自己改约 {link}',
      },
      en: {
        text: 'We are sorry: your booking of {when} ({number}) cannot take place. Please come to the desk, or choose another time: {link}',
      },
    },
  },
  {
    code: 'appointment.call-asked',
    zh: '请回电（停诊、替诊）',
    en: 'Asked to be called',
    to: 'patient',
    values: { number: 16, when: 16 },
    initial: {
      zh: { text: '您 {when} 的预约（{number}）因停诊或替诊请我们回电，现在与您商量改约。' },
      en: {
        text: 'You asked to be called about your booking of {when} ({number}), which was stopped or given to another doctor.',
      },
    },
  },
  {
    code: 'appointment.stopped-here-desk',
    zh: '停诊时有患者已报到',
    en: 'Patients of a stopped session are here',
    to: 'staff',
    values: { unit: 20, here: 4 },
    initial: {
      zh: {
        text: '{unit}停诊，{here} 位患者已经报到、正在院内，请马上当面安排。{link}',
        robot: '**停诊，患者在院内** {unit}\n{here} 位患者已经报到，请马上[当面安排]({link})',
      },
      en: {
        text: '{unit}: a session was stopped and {here} patients have checked in. Please see to them now. {link}',
        robot: '**Stopped session, patients here** {unit}\n{here} have checked in: please [see to them]({link}) now',
      },
    },
  },
  {
    code: 'appointment.substituted',
    zh: '替诊通知',
    en: 'Another doctor',
    to: 'patient',
    values: VALUES,
    initial: {
      zh: {
        text: '您 {when} 的预约（{number}）改由同科室另一位医生接诊，时间和地点（{place}）不变，不另收费。不同意可以改约 {link}',
      },
      en: {
        text: 'Another doctor sees you at {when}, {place} (number {number}), at no extra charge. To change: {link}',
      },
    },
  },
  {
    code: 'appointment.offered',
    zh: '候补有号',
    en: 'A place for you',
    to: 'patient',
    values: { ...VALUES, until: 16 },
    initial: {
      zh: { text: '您候补的号有了：{when}，{place}，号为您保留到 {until}，请致电服务台，或在手机“我的就诊”里答复。' },
      en: {
        text: 'A place you wait for: {when}, {place}. It is kept until {until}; call us, or answer under My visits on the phone.',
      },
    },
  },
  {
    code: 'appointment.excused',
    zh: '爽约申诉通过',
    en: 'Appeal granted',
    to: 'patient',
    values: { number: 16 },
    initial: {
      zh: { text: '您对预约 {number} 的申诉已复核通过，这次不计爽约。' },
      en: { text: 'Your appeal about booking {number} was granted; it does not count.' },
    },
  },
  {
    code: 'appointment.not-excused',
    zh: '爽约申诉未通过',
    en: 'Appeal not granted',
    to: 'patient',
    values: { number: 16 },
    initial: {
      zh: { text: '您对预约 {number} 的申诉已复核，维持原记录。窗口、电话和急诊不受影响，如有疑问请致电服务台。' },
      en: {
        text: 'Your appeal about booking {number} was not granted. Windows, telephone and emergency stay open; call us.',
      },
    },
  },
  {
    code: 'appointment.reminded',
    zh: '就诊提醒',
    en: 'Reminder',
    to: 'patient',
    values: VALUES,
    initial: {
      zh: { text: '提醒您：{when} 就诊，{place}，预约号 {number}。如不能来，请尽早取消。' },
      en: { text: 'A reminder: {when}, {place}, number {number}. If you cannot come, please cancel early.' },
    },
  },
  {
    code: 'appointment.series-booked',
    zh: '治疗已约好',
    en: 'Sessions booked',
    to: 'patient',
    values: { number: 16, count: 4, when: 16, place: 20 },
    initial: {
      zh: { text: '已为您约好 {count} 次（{number}），首次 {when}，{place}。每次前一天另行提醒。' },
      en: {
        text: '{count} sessions are booked ({number}), the first {when}, {place}. You are reminded the day before each.',
      },
    },
  },
  {
    code: 'appointment.treatment-moved',
    zh: '治疗改时间',
    en: 'Session moved',
    to: 'patient',
    values: { number: 16, when: 16, place: 20 },
    initial: {
      zh: { text: '您 {number} 中的一次已改到 {when}，{place}，其他各次不变。' },
      en: { text: 'One session of {number} is moved to {when}, {place}; the others stay.' },
    },
  },
  {
    code: 'appointment.treatment-cancelled',
    zh: '治疗已取消',
    en: 'Sessions cancelled',
    to: 'patient',
    values: { number: 16, count: 4 },
    initial: {
      zh: { text: '您 {number} 中的 {count} 次已取消。如需再约，请拨打服务电话。' },
      en: { text: '{count} sessions of {number} are cancelled. Call us to book again.' },
    },
  },
  {
    code: 'appointment.treatment-reminded',
    zh: '治疗提醒',
    en: 'Reminder of a session',
    to: 'patient',
    values: { number: 16, when: 16, place: 20 },
    initial: {
      zh: { text: '提醒您：{when}，{place}，{number}。请按告知的要求准备；如不能来，请尽早致电。' },
      en: { text: 'A reminder: {when}, {place}, {number}. Prepare as you were told; call early if you cannot come.' },
    },
  },
  {
    code: 'appointment.reserved',
    zh: '复诊已登记',
    en: 'Review reserved',
    to: 'patient',
    values: { number: 16, week: 16 },
    initial: {
      zh: { text: '已为您登记 {week} 这一周的复诊（{number}）。号源放出后为您排号并通知您，不用再来排队。' },
      en: {
        text: 'Your review is reserved for the week of {week} ({number}). We book and tell you when places are there.',
      },
    },
  },
  {
    code: 'appointment.review-due',
    zh: '复诊提醒',
    en: 'Review ahead',
    to: 'patient',
    values: { number: 16, week: 16 },
    initial: {
      zh: { text: '提醒您：{week} 这一周有登记的复诊（{number}），时间排定后另行通知。如不能来，请致电服务台。' },
      en: {
        text: 'A reminder: your review is in the week of {week} ({number}); the time follows. Call us if you cannot come.',
      },
    },
  },
  {
    code: 'appointment.extra-asked',
    zh: '加号申请',
    en: 'An extra number is asked for',
    to: 'staff',
    values: { number: 16, unit: 20, session: 20, until: 16 },
    secret: ['link'],
    initial: {
      zh: {
        text: '加号申请 {number}：{unit} {session}，请在 {until} 前答复。{link}',
        robot: '**加号申请** {number}\n{unit} {session}\n请在 {until} 前答复：[同意或不同意]({link})',
      },
      en: {
        text: 'Extra number asked for, {number}: {unit} {session}. Please answer by {until}. {link}',
        robot: '**Extra number asked for** {number}\n{unit} {session}\nPlease [answer]({link}) by {until}',
      },
    },
  },
  {
    code: 'appointment.extra-escalated',
    zh: '加号申请超时未答',
    en: 'An extra number is not answered',
    to: 'staff',
    values: { number: 16, unit: 20, session: 20, until: 16 },
    secret: ['link'],
    initial: {
      zh: {
        text: '加号申请 {number}（{unit} {session}）到 {until} 仍未答复，请您处理。{link}',
        robot: '**加号申请超时** {number}\n{unit} {session}，{until} 到时未答\n请您处理：[同意或不同意]({link})',
      },
      en: {
        text: 'Extra number {number} ({unit} {session}) was not answered by {until}; please decide. {link}',
        robot: '**Extra number not answered** {number}\n{unit} {session}, due {until}\nPlease [decide]({link})',
      },
    },
  },
  {
    code: 'appointment.lists-missing',
    zh: '号源未上传',
    en: 'Lists of places missing',
    to: 'staff',
    values: { day: 10, given: 4, planned: 4 },
    initial: {
      zh: {
        text: '{day} 的号源到截止时刻还没有传齐：已放号 {given} 场，未放号 {planned} 场。请尽快上传或在出诊日历中放号。',
      },
      en: {
        text: 'The lists for {day} are missing at the cut-off: {given} sessions given out, {planned} not. Upload them now.',
      },
    },
  },
] as const satisfies readonly MessageKind[]
