import type { Action } from '#kernel/event.ts'
import { minutesBetween } from '#kernel/time.ts'
import { sendMessage } from '#modules/notification/index.ts'
import { readPhone } from '#modules/patient/index.ts'
import type { Listener } from '#platform/listeners.ts'
import { contentOf } from './content.ts'
import { find } from './store.ts'

/** Where it stands, as the doctor who referred is told. */
const STANDS = {
  'referral.returned': '已退回，请补充',
  'referral.accepted': '已受理',
  'referral.booked': '已安排时间',
  'referral.booking-lost': '时间有变，另行安排',
  'referral.missed': '患者未到',
  'referral.slip-returned': '回执已出',
  'referral.declined': '未能接收',
} as const satisfies Partial<Record<Action, string>>
type Told = keyof typeof STANDS

/** What happened longer ago than this is told to nobody. */
const OLD_MINUTES = 12 * 60

/** Tells the doctor who referred where the referral stands (转诊进展, REF-07); who has no mobile number is called by a person. */
export const tellReferrer: Listener = {
  name: 'referral: tell the referrer',
  hears: Object.keys(STANDS) as Told[],
  async hear(house, tx, event) {
    if (minutesBetween(event.at, house.clock.now()) > OLD_MINUTES) return
    const row = await find(tx, house.hospital.id, event.subjectId, false)
    if (row === null) return
    const { doctorName, doctorPhone } = contentOf(house, row)
    const phone = doctorPhone === null ? null : readPhone(doctorPhone)
    if (phone === null) return
    const came = (row.submittedAt ?? row.madeAt).toZonedDateTimeISO(house.hospital.zone)
    await sendMessage(house)(tx, {
      template: 'referral.status',
      to: { kind: 'number', phone: phone.number, ...(doctorName !== null && { name: doctorName }) },
      about: { kind: 'referral', id: row.id },
      values: {
        which: row.number ?? `${came.month}月${came.day}日提交`,
        stands: STANDS[event.action as Told],
      },
    })
  },
}
