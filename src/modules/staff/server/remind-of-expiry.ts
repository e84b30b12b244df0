import { systemCaller } from '#kernel/caller.ts'
import { type Instant, Temporal } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { nextReminder } from '../rules/register.ts'
import { registerPolicy } from '../settings.ts'
import { dayOf } from './organisation.ts'
import type { QualificationRow } from './record-store.ts'

const AT_ONCE = 200

/** Says which licences and trainings expire soon (到期提醒), each at the days that the hospital set, and puts the next reminder. */
export async function remindOfExpiry(house: House, now: Instant): Promise<void> {
  const { hospital } = house
  const { reminderDays } = (await house.settings.at(hospital.id, registerPolicy, now)).value
  const today = Temporal.PlainDate.from(dayOf(now, hospital.zone))
  await transact(house, systemCaller(hospital.id), async ({ tx, tell }) => {
    const due = await run<QualificationRow>(
      tx,
      `select q.* from staff.qualification q
       join staff.person p on p.hospital_id = q.hospital_id and p.id = q.person_id and p.left_at is null
       where q.hospital_id = $1 and q.remind_at <= $2::timestamptz and q.ended_at is null
       order by q.remind_at limit ${AT_ONCE} for update of q skip locked`,
      [hospital.id, now.toString()],
    )
    for (const row of due) {
      const next = nextReminder(row.expiresOn, reminderDays, now, hospital.zone)
      await tx
        .updateTable('staff.qualification')
        .set({ remindAt: next?.toString() ?? null })
        .where('hospitalId', '=', hospital.id)
        .where('id', '=', row.id)
        .execute()
      const expiresOn = row.expiresOn ?? today.toString()
      tell({
        action: 'staff.expiry-near',
        subject: { kind: 'staff', id: row.personId },
        facts: {
          person: row.personId,
          qualification: row.id,
          kind: row.kind,
          expiresOn,
          days: today.until(Temporal.PlainDate.from(expiresOn), { largestUnit: 'days' }).days,
        },
      })
    }
  })
}
