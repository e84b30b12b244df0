import { describe, expect, test } from 'vitest'
import { run } from '#platform/database.ts'
import { someKey } from '../../../../tests/support/house.ts'
import { attachPage, readPage } from './attach-page.ts'
import { acceptReferral, declineReferral, returnReferral } from './decide-referral.ts'
import { draftReferral, saveReferral } from './draft-referral.ts'
import { listOwnReferrals } from './list-referrals.ts'
import { bookReferral } from './place-referral.ts'
import { submitReferral } from './submit-referral.ts'
import {
  all,
  binhai,
  code,
  draft,
  fields,
  hospital,
  idNumber,
  inbox,
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

describe('intake', () => {
  test('REF-01: an incomplete referral is returned with the missing fields; complete it gets a number and stands in the priority list', async () => {
    const first = await submitted(await K(), fields({ diagnosis: null, patientPhone: null, urgency: 2 }))
    expect(first).toMatchObject({
      status: 'returned',
      number: null,
      lacks: [
        { field: 'patientPhone', because: 'missing' },
        { field: 'diagnosis', because: 'missing' },
      ],
    })
    expect((await own(first.id)).lacks).toHaveLength(2)
    expect((await inbox('returned')).map(one => one.id)).toContain(first.id)
    const routine = await submitted(await K(), fields({ urgency: 3 }))
    const saved = await saveReferral(all.house)(await K(), { id: first.id, version: first.version, fields: fields() })
    const second = await submitReferral(all.house)(await K(), { id: first.id, version: saved.version })
    expect(second).toMatchObject({ status: 'accepted', lacks: [] })
    expect(second.number).toMatch(/^ZZ-261116-\d{4}$/)
    const byFax = await draftReferral(all.house)(lin, {
      institutionId: binhai.id,
      channel: 'fax',
      fields: fields({ urgency: 1 }),
    })
    await submitReferral(all.house)(lin, { id: byFax.id, version: byFax.version })
    expect((await inbox()).map(one => [one.id, one.urgency, one.channel])).toEqual([
      [byFax.id, 1, 'fax'],
      [first.id, 2, 'portal'],
      [routine.id, 3, 'portal'],
    ])
    expect((await own(first.id)).rounds.map(one => [one.round, one.outcome, one.lacks.length])).toEqual([
      [2, 'accepted', 0],
      [1, 'returned', 2],
    ])
    for (const type of ['exam', 'admission'] as const) {
      const asked = await submitted(await K(), fields({ type, request: '胃镜' }))
      if (type === 'exam') expect(asked).toMatchObject({ status: 'accepted', number: expect.any(String) })
      else expect(asked.lacks).toEqual([{ field: 'attachments', because: 'missing' }])
    }
    const told = await all.house.database.transact(tx =>
      run<{ facts: { type: string } }>(
        tx,
        `select facts from platform.journal where action = 'referral.accepted' and subject_kind = 'referral'`,
      ),
    )
    expect(told.map(one => one.facts.type).toSorted()).toEqual(['exam', 'visit', 'visit', 'visit'])
  })

  test('what cannot be so is named with its field: ID numbers, telephones, a department of another kind; 15 digits are read as 18', async () => {
    const wrong = await submitted(
      await K(),
      fields({
        document: { kind: 'resident-id', number: '350211198001010011' },
        patientPhone: '不知道',
        unitId: hospital.unit.desk,
      }),
    )
    expect(wrong.lacks).toEqual([
      { field: 'unit', because: 'unfit' },
      { field: 'document', because: 'check-digit' },
      { field: 'birthDate', because: 'missing' },
      { field: 'patientPhone', because: 'unreadable' },
    ])
    const old = await submitted(await K(), fields({ document: { kind: 'resident-id', number: '350211620305123' } }))
    expect(old.status).toBe('accepted')
    const child = await submitted(
      await K(),
      fields({ document: { kind: 'resident-id', number: idNumber('20200601') } }),
    )
    expect(child.lacks).toEqual([
      { field: 'guardianName', because: 'missing' },
      { field: 'guardianPhone', because: 'missing' },
    ])
  })

  test('the same request twice is one referral and one submission; a stale version is refused', async () => {
    const k = await K()
    const once = { key: someKey(), endpoint: 'referral.draft', digest: 'd' }
    const body = { institutionId: jiangwan.id, channel: 'portal' as const, fields: fields() }
    const one = await draftReferral(all.house)({ ...k, once }, body)
    expect(await draftReferral(all.house)({ ...k, once }, body)).toEqual(one)
    const [first, second] = await Promise.allSettled(
      [0, 1].map(() => submitReferral(all.house)(k, { id: one.id, version: one.version })),
    )
    expect([first?.status, second?.status].toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(submitReferral(all.house)(k, { id: one.id, version: one.version })).rejects.toThrow(
      code('stale-version'),
    )
  })

  test('a document that is known under another name, and a second referral for the same, stand to be checked', async () => {
    const k = await K()
    const document = { kind: 'resident-id' as const, number: idNumber() }
    const first = await submitted(k, fields({ patientName: '林小满', document }))
    const again = await submitted(k, fields({ patientName: '林小满', document }))
    expect([first.status, again.status]).toEqual(['accepted', 'submitted'])
    const { slots } = await morningSlots()
    await bookReferral(all.house)(lin, { id: first.id, version: await versionOf(first.id), ...wish(slots[0]?.id) })
    const stranger = await submitted(k, fields({ patientName: '王大海', document, type: 'exam', request: '胃镜' }))
    expect(stranger.status).toBe('submitted')
    expect((await inbox('check')).map(one => [one.id, one.doubts])).toEqual([
      [again.id, ['repeated']],
      [stranger.id, ['identity']],
    ])
    const asked = { id: stranger.id, version: stranger.version }
    await expect(acceptReferral(all.house)(lin, { ...asked, asKnown: false })).rejects.toThrow(
      code('referral-identity'),
    )
    expect((await listOwnReferrals(all.house)(k, { show: 'all' })).items.flatMap(one => one.doubts)).toEqual([])
    const returned = await returnReferral(all.house)(lin, {
      ...asked,
      lacks: [{ field: 'patientName', because: 'unreadable' }],
      note: '姓名与证件不符，请核对',
    })
    expect(returned.status).toBe('returned')
    expect(await own(stranger.id)).toMatchObject({ note: '姓名与证件不符，请核对', lacks: [{ field: 'patientName' }] })
    expect(
      (await declineReferral(all.house)(lin, { id: again.id, version: again.version, reason: '重复转诊' })).status,
    ).toBe('declined')
  })

  test('attachments: what is not what it says, too large or one too many is refused; pages lie enciphered', async () => {
    const k = await K()
    const made = await draft(k)
    const attach = (name: string, type: 'application/pdf' | 'image/png', content: Buffer) =>
      attachPage(all.house)(k, { id: made.id, name, type, data: content.toString('base64') })
    const pdf = Buffer.from('%PDF-1.7\n门诊病历')
    await expect(attach('a.png', 'image/png', pdf)).rejects.toThrow(code('referral-file-kind'))
    await expect(attach('a.pdf', 'application/pdf', Buffer.from('<script>'))).rejects.toThrow(
      code('referral-file-kind'),
    )
    await expect(
      attach('b.pdf', 'application/pdf', Buffer.concat([pdf, Buffer.alloc(5 * 1024 * 1024)])),
    ).rejects.toThrow(code('referral-file-large'))
    const pages = []
    for (let n = 0; n < 6; n += 1) pages.push(await attach(`${n}.pdf`, 'application/pdf', pdf))
    await expect(attach('7.pdf', 'application/pdf', pdf)).rejects.toThrow(code('referral-files-full'))
    const one = { id: made.id, attachmentId: pages[0]?.id ?? '', from: 'own' as const }
    expect(Buffer.from((await readPage(all.house)(k, one)).data, 'base64')).toEqual(pdf)
    await expect(readPage(all.house)(await other(), one)).rejects.toThrow(code('not-found'))
    const stored = await all.house.database.transact(tx =>
      run<{ content: Buffer }>(
        tx,
        'select content from referral.attachment union all select content from referral.referral',
      ),
    )
    expect(stored.filter(row => /PDF|胃溃疡|139000/.test(row.content.toString('utf8')))).toEqual([])
  })
})
