import { describe, expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { checkIn } from '#modules/appointment/server/check-in.ts'
import { run } from '#platform/database.ts'
import { mayHear } from '#platform/http/live-stream.ts'
import { noteOutcome, planReferral, returnSlip } from './answer-referral.ts'
import { draftReferral, saveReferral } from './draft-referral.ts'
import { listOwnReferrals, referralInbox } from './list-referrals.ts'
import { bookReferral } from './place-referral.ts'
import { openOwnReferral, openReferral } from './read-referral.ts'
import {
  all,
  code,
  draft,
  fields,
  hospital,
  jiangwan,
  K,
  lin,
  morningSlots,
  other,
  own,
  submitted,
  useReferrals,
  versionOf,
  wish,
} from '../../../../tests/support/referral-desk.ts'

useReferrals()

describe('the slip', () => {
  test('REF-07: each status change is visible to the own institution only, a summary only with consent; every opening is kept', async () => {
    const { slots } = await morningSlots()
    const k = await K()
    const referred = await submitted(k)
    const seen = async () => {
      await all.machinery.turn()
      const one = await own(referred.id)
      const [listed] = (await listOwnReferrals(all.house)(k, { show: 'all' })).items.filter(
        row => row.id === referred.id,
      )
      const strangers = (await listOwnReferrals(all.house)(await other(), { show: 'all' })).items
      await expect(openOwnReferral(all.house)(await other(), { id: referred.id })).rejects.toThrow(code('not-found'))
      expect(strangers.map(row => row.id)).not.toContain(referred.id)
      expect(listed?.status).toBe(one.status)
      return one
    }
    expect((await seen()).status).toBe('accepted')
    await bookReferral(all.house)(lin, { id: referred.id, version: referred.version, ...wish(slots[0]?.id) })
    expect((await seen()).status).toBe('booked')
    const [booking] = await all.house.database.transact(tx =>
      run<{ id: string; startsAt: { toString(): string } }>(
        tx,
        'select id, starts_at from appointment.appointment where referral_id = $1',
        [referred.id],
      ),
    )
    all.clock.set(Temporal.Instant.from(slots[0]?.startsAt ?? ''))
    await checkIn(all.house)(lin, { id: booking?.id ?? '', place: '消化内科诊区' })
    expect((await seen()).slip.arrivedAt).not.toBeNull()
    const done = await noteOutcome(all.house)(lin, {
      id: referred.id,
      version: await versionOf(referred.id),
      came: true,
    })
    expect((await seen()).status).toBe('seen')
    await returnSlip(all.house)(lin, {
      id: referred.id,
      version: done.version,
      summary: '胃溃疡，门诊随诊，两周后复查',
    })
    expect(await seen()).toMatchObject({
      status: 'slip_returned',
      slip: { summary: '胃溃疡，门诊随诊，两周后复查' },
    })
    const opened = await all.house.database.transact(tx =>
      run<{ actorId: string }>(
        tx,
        `select actor_id from platform.journal where action = 'referral.opened' and kind = 'read' and subject_id = $1`,
        [referred.id],
      ),
    )
    expect(opened.map(one => one.actorId)).toContain(jiangwan.personId)
    const messages = await all.house.database.transact(tx =>
      run<{ template: string }>(tx, 'select template from notification.message where about_id = $1', [referred.id]),
    )
    expect(messages.map(one => one.template)).toEqual(['referral.status', 'referral.status', 'referral.status'])
  })

  test('without consent no summary goes back; who did not come is on the slip', async () => {
    const referred = await submitted(await K(), fields({ type: 'exam', request: '胃镜', consent: false }))
    const planned = await planReferral(all.house)(lin, {
      id: referred.id,
      version: referred.version,
      at: '2026-12-18T09:00:00+08:00',
      place: '内镜中心',
    })
    const missed = await noteOutcome(all.house)(lin, { id: referred.id, version: planned.version, came: false })
    const asked = { id: referred.id, version: missed.version }
    await expect(returnSlip(all.house)(lin, { ...asked, summary: '未见异常' })).rejects.toThrow(
      code('referral-no-consent'),
    )
    expect((await returnSlip(all.house)(lin, { ...asked, summary: null })).status).toBe('slip_returned')
  })

  test('a referrer hears nothing of the house: neither who looks at what, nor that another referral moved', async () => {
    const k = await K()
    const heard = (subject: string) =>
      mayHear(k, {
        id: null,
        subject,
        subjectId: hospital.unit.desk,
        version: null,
        action: `${subject}.changed`,
        patientId: null,
      })
    expect(['presence', 'referral', 'appointment', 'ticket', 'coverage', 'broadcast'].filter(heard)).toEqual([])
  })

  test('a department sees and answers what was sent to it, and nothing else; nobody of the house reads a draft of an institution', async () => {
    const referred = await submitted(await K())
    const head = await hospital.as('ward-head')
    await expect(openReferral(all.house)(head, { id: referred.id })).rejects.toThrow(code('not-found'))
    expect((await referralInbox(all.house)(head, { shelf: 'accepted' })).items).toEqual([])
    const made = await draft(await K())
    await expect(openReferral(all.house)(lin, { id: made.id })).rejects.toThrow(code('not-found'))
    await expect(saveReferral(all.house)(lin, { id: made.id, version: 1, fields: fields() })).rejects.toThrow(
      code('not-found'),
    )
    await expect(
      draftReferral(all.house)(await other(), {
        institutionId: jiangwan.id,
        channel: 'portal',
        fields: fields(),
      }),
    ).rejects.toThrow(code('not-found'))
  })
})
