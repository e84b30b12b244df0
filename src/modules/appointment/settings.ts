import { z } from 'zod'
import type { SettingKind } from '#platform/settings.ts'
import { BookingLimit as BookingLimitShape } from './contract/reliability.ts'
import { type BookingLimit, ONLINE } from './rules/booking-limit.ts'
import { type BookingPolicy, DEFAULT_BOOKING } from './rules/appointment.ts'
import type { ListPolicy } from './rules/place-list.ts'
import { type ArrivalPolicy, DEFAULT_ARRIVAL } from './rules/arrival.ts'
import { QUOTAS, type QuotaPlan } from './rules/quota.ts'
import type { ReservationPolicy } from './rules/reservation.ts'
import type { RedFlags } from './rules/recommend.ts'
import { LONGEST_SLOT } from './rules/slot.ts'
import type { OfferPolicy } from './rules/waiting.ts'

const minutes = z
  .int()
  .min(0)
  .max(60 * 24 * 60)

/** How places are kept, booked, changed and cancelled (预约规则, APT-07; rules.md §3.1). */
export const bookingPolicy: SettingKind<BookingPolicy> = {
  key: 'appointment.booking',
  title: '预约、改约与取消规则',
  schema: z.strictObject({
    holdMinutes: minutes.min(1).max(60),
    horizonDays: z.int().min(1).max(180),
    lateMinutes: minutes,
    cancelBeforeMinutes: minutes,
    changesAtMost: z.int().min(0).max(20),
  }),
  initial: DEFAULT_BOOKING,
}

/**
 * What is kept of each session, for whom, and when it is opened to all (号源配额): a fifth at the windows for those without a
 * phone until an hour before (rules.md APT-2), three tenths for community referrals until three days before (APT-3).
 */
export const quotaPlan: SettingKind<readonly QuotaPlan[]> = {
  key: 'appointment.quotas',
  title: '号源配额与释放时间',
  schema: z
    .array(
      z.strictObject({
        quota: z.enum(QUOTAS).exclude(['open', 'extra']),
        share: z.number().gt(0).lt(1),
        releaseMinutes: minutes,
      }),
    )
    .max(4)
    .refine(plan => plan.reduce((sum, one) => sum + one.share, 0) < 1, { error: '各配额之和须小于 100%' }),
  initial: [
    { quota: 'primary-care', share: 0.3, releaseMinutes: 3 * 24 * 60 },
    { quota: 'onsite', share: 0.2, releaseMinutes: 60 },
  ],
}

/** When somebody who did not come counts as a no-show, and from how many on the desk is told (爽约, APT-15). It bans nobody. */
export const noShowPolicy: SettingKind<{
  readonly graceMinutes: number
  readonly hintFrom: number
  readonly withinDays: number
}> = {
  key: 'appointment.no-show',
  title: '爽约判定与提示',
  schema: z.strictObject({
    graceMinutes: minutes,
    hintFrom: z.int().min(1).max(50),
    withinDays: z.int().min(1).max(1000),
  }),
  initial: { graceMinutes: 30, hintFrom: 3, withinDays: 365 },
}

/**
 * Limits on booking for who often does not come (爽约限制, rules.md §3.1): shipped off. The proposed one: three in ninety days end online
 * booking for thirty, a cancelling on the day counts half.
 */
export const bookingLimits: SettingKind<readonly BookingLimit[]> = {
  key: 'appointment.limits',
  title: '爽约限制（默认不启用）',
  schema: z.array(BookingLimitShape).min(1).max(5),
  initial: [
    {
      code: 'standard',
      isOn: false,
      windowDays: 90,
      threshold: 3,
      banDays: 30,
      scope: [...ONLINE],
      counts: { noShow: 1, sameDayCancel: 0.5, cancel: 0 },
    },
  ],
}

/** From when on patients check in, and from when on they are late (报到规则, APT-08). */
export const arrivalPolicy: SettingKind<ArrivalPolicy> = {
  key: 'appointment.arrival',
  title: '报到：开放时间与迟到判定',
  schema: z.strictObject({
    opens: z.enum(['half-day', 'slot']),
    earlyMinutes: minutes.max(24 * 60),
    lateMinutes: minutes.max(24 * 60),
  }),
  initial: DEFAULT_ARRIVAL,
}

/**
 * How long a kiosk remembers who stands there without a request of theirs (the screen itself forgets sooner), and after how many wrong
 * telephone tails a booking's number is locked, for how long (自助机).
 */
export const kioskPolicy: SettingKind<{
  readonly visitMinutes: number
  /** How long the code holds that a phone reads at the machine. */
  readonly zoneCodeMinutes: number
  readonly tries: number
  readonly lockMinutes: number
  /** Numbers that nobody has, typed at one machine within the minutes of a lock, until it takes none for as long. */
  readonly unknownAtMachine: number
}> = {
  key: 'appointment.kiosk',
  title: '自助机：一次办理的最长空闲分钟、诊区码有效分钟、预约号核对错误次数与锁定分钟、同一机器查无此人的次数',
  schema: z.strictObject({
    visitMinutes: z.int().min(1).max(30),
    zoneCodeMinutes: z.int().min(2).max(60),
    tries: z.int().min(3).max(10),
    lockMinutes: z.int().min(1).max(1440),
    // Not in the versions that were written before it was counted.
    unknownAtMachine: z.int().min(10).max(1000).default(40),
  }),
  initial: { visitMinutes: 3, zoneCodeMinutes: 10, tries: 5, lockMinutes: 15, unknownAtMachine: 40 },
}

/** How long a freed place is offered to one who waits (候补邀约, APT-14), and how shortly before its start it still is. */
export const waitingPolicy: SettingKind<OfferPolicy> = {
  key: 'appointment.waiting',
  title: '候补邀约时限',
  schema: z.strictObject({ offerMinutes: minutes.min(1), latestMinutes: minutes }),
  initial: { offerMinutes: 30, latestMinutes: 60 },
}

/** How a stopped session is followed (停诊处置, APT-13): after so many calls in vain a patient counts as not reached. */
export const stopPolicy: SettingKind<{ readonly attempts: number }> = {
  key: 'appointment.stop',
  title: '停诊联系次数',
  schema: z.strictObject({ attempts: z.int().min(1).max(10) }),
  initial: { attempts: 3 },
}

/**
 * How long the link holds by which the patient of a stopped or substituted session chooses another time (改约链接), in hours; and how long
 * after the quiet hours a visit may begin that is told of in them, so that nobody sets out in vain.
 */
export const rebookPolicy: SettingKind<{ readonly linkHours: number; readonly urgentHours: number }> = {
  key: 'appointment.rebook',
  title: '停诊、替诊：改约链接有效小时、免打扰时段后几小时内就诊的仍当即通知',
  schema: z.strictObject({ linkHours: z.int().min(1).max(336), urgentHours: z.int().min(0).max(24) }),
  initial: { linkHours: 72, urgentHours: 4 },
}

/** From which hour on a patient is reminded of the next day (就诊提醒, APT-06). */
export const reminderPolicy: SettingKind<{ readonly hour: number }> = {
  key: 'appointment.reminder',
  title: '就诊前一天提醒的时刻',
  schema: z.strictObject({ hour: z.int().min(0).max(23) }),
  initial: { hour: 16 },
}

/**
 * Complaints that go to emergency instead of a clinic (红旗主诉, APT-05; words of rules.md §1.10): a hospital signs its own list by
 * setting it.
 */
export const redFlags: SettingKind<RedFlags> = {
  key: 'appointment.red-flags',
  title: '预约时提示直接去急诊的主诉',
  schema: z.strictObject({
    words: z.array(z.string().trim().min(1).max(20)).max(100),
    unitCode: z.string().trim().min(1).max(20),
    signedBy: z.string().trim().min(1).max(40).nullable(),
  }),
  initial: {
    words: (
      '胸痛 胸闷 压榨感 濒死感 喘不上气 呼吸困难 发绀 叫不醒 抽搐 晕倒 昏迷 口角歪斜 肢体无力 言语不清 剧烈头痛 高处坠落 车祸 刀刺 ' +
      '大出血 服毒 农药 药物过量 煤气 误服 蛇咬 喉头紧 呕血 黑便 咯血 剧烈腹痛 自杀 自伤'
    ).split(' '),
    unitCode: 'JZK',
    signedBy: null,
  },
}

/** How lists of places are taken, and until when the next day of the horizon must have some (号源上传, APT-01). */
export const listPolicy: SettingKind<ListPolicy> = {
  key: 'appointment.lists',
  title: '号源上传：截止时刻、提前天数与默认时段',
  schema: z.strictObject({
    cutOffHour: z.int().min(0).max(23),
    horizonDays: z.int().min(1).max(60),
    slotMinutes: z.int().min(1).max(LONGEST_SLOT),
    releaseMinutes: minutes,
  }),
  initial: { cutOffHour: 17, horizonDays: 13, slotMinutes: LONGEST_SLOT, releaseMinutes: 120 },
}

/** Reviews weeks and months ahead (中长期预约, APT-10): how far, when a person calls, and on which days before the patient is reminded. */
export const reservationPolicy: SettingKind<ReservationPolicy> = {
  key: 'appointment.reservations',
  title: '中长期预约：可约多远、多早转电话、何时提醒',
  schema: z.strictObject({
    horizonDays: z.int().min(7).max(400),
    callDays: z.int().min(0).max(60),
    attempts: z.int().min(1).max(10),
    remindDays: z.array(z.int().min(1).max(90)).max(6),
    remindHour: z.int().min(0).max(23),
  }),
  initial: { horizonDays: 180, callDays: 7, attempts: 3, remindDays: [21, 3, 1], remindHour: 10 },
}

/** How other times for a treatment are looked for (特殊治疗预约, APT-12): how many are shown, how many days around. */
export const treatmentPolicy: SettingKind<{ readonly shown: number; readonly aroundDays: number }> = {
  key: 'appointment.treatments',
  title: '治疗预约：冲突时给出的替代时间',
  schema: z.strictObject({ shown: z.int().min(1).max(12), aroundDays: z.int().min(0).max(14) }),
  initial: { shown: 4, aroundDays: 3 },
}

/** How soon a request for an extra number is answered (紧急加号, APT-11), and how long the link to answer by holds. */
export const extraPolicy: SettingKind<{ readonly answerMinutes: number; readonly linkHours: number }> = {
  key: 'appointment.extra',
  title: '加号答复时限',
  schema: z.strictObject({ answerMinutes: minutes.min(1), linkHours: z.int().min(1).max(72) }),
  initial: { answerMinutes: 30, linkHours: 12 },
}

/** The outside booking platform (外部预约平台, APT-01): where it is, how long a call may last, and when a failed one is tried again. */
export interface PlatformPolicy {
  readonly on: boolean
  readonly name: string
  readonly endpoint: string
  readonly callSeconds: number
  /** After the first failure, the second, and so on; the last goes on. */
  readonly retryMinutes: readonly number[]
  /** By how much the platform's clock may differ. */
  readonly clockMinutes: number
}
export const platformPolicy: SettingKind<PlatformPolicy> = {
  key: 'appointment.platform',
  title: '外部预约平台',
  schema: z.strictObject({
    on: z.boolean(),
    name: z.string().trim().min(1).max(40),
    endpoint: z.url({ protocol: /^https?$/ }).max(200),
    callSeconds: z.int().min(1).max(30),
    retryMinutes: z.array(z.int().min(1).max(1440)).min(1).max(6),
    clockMinutes: z.int().min(1).max(60),
  }),
  initial: {
    on: false,
    name: '市预约挂号平台',
    endpoint: 'https://platform.invalid/api',
    callSeconds: 5,
    retryMinutes: [1, 2, 5, 15],
    clockMinutes: 5,
  },
}
