import type { Instant } from '#kernel/time.ts'
import { reachOfPatient } from '#modules/patient/index.ts'
import { reachOfPerson, worksIn, organisation } from '#modules/staff/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { laneOf, type Reach, routeOf } from '../rules/route.ts'
import { type Channels, messageChannels, messagePolicy } from '../settings.ts'
import type { Recipient } from './send-message.ts'
import { lockMessages, type MessageRow, saveMessage, tell } from './store.ts'
import { makeTask } from './tasks.ts'

const AT_ONCE = 50

/** Plans how messages that have come due go out (渠道计划): by what the recipient has now, not when the message was made. */
export async function planMessages(house: House, now: Instant): Promise<void> {
  const planned = await house.database.transact(tx => planSome(house, tx, now))
  if (planned > 0) house.live.moved()
}

async function planSome(house: House, tx: Tx, now: Instant): Promise<number> {
  const hospitalId = house.hospital.id
  const rows = await run<{ id: string }>(
    tx,
    `select id from notification.message where hospital_id = $1 and due_at <= $2::timestamptz and lane is null
       and state in ('queued', 'held') order by due_at, id limit ${AT_ONCE} for update skip locked`,
    [hospitalId, now.toString()],
  )
  if (rows.length === 0) return 0
  const { value: channels } = await house.settings.at(hospitalId, messageChannels, now)
  const { value: policy } = await house.settings.at(hospitalId, messagePolicy, now)
  for (const message of await lockMessages(
    tx,
    hospitalId,
    rows.map(row => row.id),
  )) {
    const { language, ...reach } = await reachOf(house, tx, message, channels)
    const setUp = {
      sms: channels.sms.on,
      wechat: channels.wechat.on,
      robot: channels.robot.on,
      screen: channels.screen,
    }
    const route = message.byPhone
      ? []
      : routeOf(message.toKind as 'patient', reach, setUp, policy.order, policy.numbersAtMost)
    const [first] = route
    if (first === undefined) await nobodyThere(house, tx, message, now)
    else
      await saveMessage(tx, message, {
        state: 'queued',
        language,
        route: house.cipher.encipherJson(route),
        lane: laneOf(first),
      })
  }
  return rows.length
}

async function nobodyThere(house: House, tx: Tx, message: MessageRow, now: Instant): Promise<void> {
  await saveMessage(tx, message, { state: 'failed', dueAt: null, settledAt: now })
  await tell(house, tx, message, now, {
    action: 'message.failed',
    facts: { channel: null, code: message.byPhone ? 'by-phone' : 'no-address', final: true },
  })
  await makeTask(house, tx, message, 'no-address', now)
}

async function reachOf(
  house: House,
  tx: Tx,
  message: MessageRow,
  channels: Channels,
): Promise<Reach & { readonly language: 'zh' | 'en' }> {
  const nothing = { numbers: [], openid: null, prefers: null, robots: [], language: 'zh' as const }
  if (message.patientId !== null) return { ...nothing, ...(await reachOfPatient(house, tx, message.patientId)) }
  if (message.personId !== null) {
    const phone = await reachOfPerson(house, tx, message.personId)
    const who = await organisation(house)
    const unit = message.unitId
    const groups = channels.robot.groups
    const near = groups.filter(group =>
      unit === null
        ? group.units.some(one => worksIn(who, message.personId as string, one, house.clock.now()))
        : group.units.includes(unit),
    )
    const robots = [...near, ...groups.filter(group => group.units.length === 0)].map(group => group.code)
    return { ...nothing, numbers: phone === null ? [] : [phone], robots }
  }
  if (message.recipient === null) return nothing
  return { ...nothing, numbers: [house.cipher.decipherJson<Recipient>(message.recipient).phone] }
}
