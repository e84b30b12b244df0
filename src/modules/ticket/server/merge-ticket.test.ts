import { describe, expect, test } from 'vitest'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import { MONDAY } from '../../../../tests/support/house.ts'
import { acceptPart } from './accept-part.ts'
import { attachFile, readAttachment } from './attach-file.ts'
import { bulkTickets } from './bulk.ts'
import { cancelTicket } from './cancel-ticket.ts'
import { ticketEffort } from './effort.ts'
import { finishPart } from './finish-part.ts'
import { handOnPart } from './hand-on-part.ts'
import { makePromise } from './make-promise.ts'
import { readMatter } from './matter.ts'
import { mergeTicket } from './merge-ticket.ts'
import { listNotices } from './notices.ts'
import { reopenTicket } from './reopen-ticket.ts'
import { trackMatter } from './track-matter.ts'
import { urgeTicket } from './urge-ticket.ts'
import { writeEntry } from './write-entry.ts'
import {
  acceptAll,
  after,
  all,
  at,
  create,
  finance,
  finishAll,
  hospital,
  house,
  insurance,
  isRefused,
  lin,
  manager,
  open,
  settled,
  somePatient,
  toldOf,
  useMatters,
  versionOf,
} from '../../../../tests/support/matters.ts'

useMatters()

describe('reopen, transfer, merge, cancel', () => {
  const merge = async (id: string, into: string, caller = manager) =>
    mergeTicket(house())(caller, { id, into, reason: '同一件事', version: await versionOf(id) })

  test('TKT-10: reopened counts, a merged code shows the one that stays, a transfer keeps owner and limit, no cancelling without a reason', async () => {
    // Reopened: round two, the first outcome kept, and it counts in the reopen rate.
    const first = await settled()
    await settled()
    await reopenTicket(house())(lin, { id: first.id, reason: '又少一笔', version: await versionOf(first.id) })
    expect(await open(first.id)).toMatchObject({
      round: 2,
      status: 'in_progress',
      result: null,
      confirmation: null,
      rounds: [{ round: 1, status: 'archived', result: '已办妥', method: 'phone' }],
    })
    const { reopened } = await ticketEffort(house())(manager, {})
    expect(reopened).toMatchObject({ closed: 2, reopened: 1, percent: 50, rows: [{ id: first.id, round: 1 }] })

    // Merged: the code and an old link lead to the one that stays.
    const patientId = await somePatient()
    const stays = await create({ patientId })
    const goes = await create({ patientId, item: 'SVC-17', units: [hospital.unit.finance] })
    await merge(goes.id, stays.id)
    const { token } = await trackMatter(house())({ code: goes.trackingCode, lastFour: '8000' })
    const shown = await all.app.inject({ url: '/api/matter', headers: { authorization: `Link ${token}` } })
    expect(shown.json()).toMatchObject({ number: stays.number })
    const oldLink: Caller = {
      ...systemCaller(house().hospital.id),
      kind: 'patient-link',
      only: { kind: 'ticket', id: goes.id },
    }
    expect(await readMatter(house())(oldLink)).toMatchObject({ number: stays.number, withNow: '医保科、财务科' })

    // Transferred after acceptance by the manager: new receiver, owner and limit stay, a new response clock.
    const moved = await create()
    await acceptAll(moved.id)
    at(15)
    const [part] = (await open(moved.id)).parts
    await handOnPart(house())(manager, {
      id: moved.id,
      partId: part?.id ?? '',
      reason: '应由财务科办理',
      unitId: hospital.unit.finance,
      personId: null,
    })
    const now = await open(moved.id)
    expect(now).toMatchObject({
      owner: { id: hospital.person['lin'] },
      parts: [{ unit: { id: hospital.unit.finance }, assignee: { id: hospital.person['finance-liaison'] } }],
    })
    expect(now.clocks.filter(clock => clock.stoppedAt === null).map(clock => [clock.kind, clock.dueAt])).toEqual([
      ['response', MONDAY.add({ minutes: 45 }).toString()],
      ['limit', MONDAY.add({ hours: 2 }).toString()],
    ])

    // Without a reason nothing is withdrawn; with one, before and after acceptance.
    const cancelling = await all.app.inject({
      method: 'POST',
      url: `/api/tickets/${moved.id}/cancel`,
      payload: { reason: ' ', version: now.version },
    })
    expect(cancelling.statusCode).not.toBe(200)
    const contract = await import('../contract.ts')
    expect(contract.cancelTicket.body.safeParse({ reason: '  ', version: 1 }).success).toBe(false)
    await cancelTicket(house())(lin, { id: moved.id, reason: '患者撤回', version: now.version })
    const accepted = await create()
    await acceptAll(accepted.id)
    await cancelTicket(house())(lin, {
      id: accepted.id,
      reason: '患者撤回',
      version: await versionOf(accepted.id),
    })
    expect((await open(accepted.id)).parts[0]?.status).toBe('withdrawn')
  })

  test('a merged matter: shares, promises, notes and attachments are read from the one that stays, and the earlier limit counts', async () => {
    const patientId = await somePatient()
    const goes = await create({
      patientId,
      units: [hospital.unit.finance, hospital.unit.insurance, hospital.unit.ward],
    })
    const parts = (await open(goes.id)).parts
    for (const [index, who] of [finance, insurance].entries())
      await acceptPart(house())(who, { id: goes.id, partId: parts[index]?.id ?? '' })
    await finishPart(house())(finance, {
      id: goes.id,
      partId: parts[0]?.id ?? '',
      result: '已到账',
      evidence: '流水',
      minutes: 7,
    })
    const promised = MONDAY.add({ minutes: 90 }).toString()
    await makePromise(house())(lin, { id: goes.id, text: '给您回电话', dueAt: promised })
    await writeEntry(house())(lin, { id: goes.id, kind: 'note', text: '患者很着急', tellPatient: false })
    const data = Buffer.from('%PDF-1.7 x').toString('base64')
    const file = await attachFile(house())(lin, { id: goes.id, name: '流水.pdf', type: 'application/pdf', data })
    at(10)
    const stays = await create({ patientId, difficulty: ['investigation'], urgency: 'urgent' })
    await merge(goes.id, stays.id)

    const now = await open(stays.id)
    expect(now).toMatchObject({
      status: 'dispatched',
      scope: 'multi',
      urgency: 'urgent',
      merged: [{ number: goes.number }],
    })
    expect(now.parts.map(part => `${part.unit.name} ${part.status} ${part.of ?? ''}`).toSorted()).toEqual(
      [`财务科 done ${goes.number}`, '医保科 dispatched ', '外科病区 dispatched '].toSorted(),
    )
    expect(now.clocks.find(clock => clock.kind === 'limit')?.dueAt).toBe(MONDAY.add({ hours: 2 }).toString())
    expect(now.promises).toMatchObject([{ text: '给您回电话', dueAt: promised, keptAt: null }])
    expect(now.line.find(line => line.of === goes.number && line.detail['text'] === '患者很着急')).toBeDefined()
    const read = await readAttachment(house())(lin, { id: stays.id, attachmentId: file.id })
    expect(read).toMatchObject({ name: '流水.pdf', data })
    const gone = await open(goes.id)
    expect(gone).toMatchObject({ status: 'merged', mergedInto: { number: stays.number }, may: [] })
    expect(gone.clocks.every(clock => clock.stoppedAt !== null)).toBe(true)
    expect(await toldOf(insurance, stays.id)).toContain('merged')
    // The promise still runs out, once, where the matter is now.
    await after(95)
    expect((await open(stays.id)).promises[0]?.broken).toBe(true)

    // Merged once more, both ways lead to the last.
    const last = await create({ patientId, item: 'SVC-17' })
    await merge(stays.id, last.id)
    const { token } = await trackMatter(house())({ code: goes.trackingCode, lastFour: '8000' })
    const shown = await all.app.inject({ url: '/api/matter', headers: { authorization: `Link ${token}` } })
    expect(shown.json()).toMatchObject({ number: last.number })
    expect((await open(last.id)).merged.map(one => one.number)).toEqual([goes.number, stays.number])
  })

  test('what is closed, another patient’s, itself, or not the manager’s to merge is refused, and nothing moves', async () => {
    const patientId = await somePatient()
    const one = await create({ patientId })
    const two = await create({ patientId })
    const other = await create({ patientId: await somePatient() })
    await isRefused(merge(one.id, one.id), 'merge-self')
    await isRefused(merge(one.id, other.id), 'merge-other-patient')
    await isRefused(merge((await create()).id, (await create()).id), 'merge-other-patient')
    await isRefused(merge(one.id, two.id, lin), 'forbidden')
    await isRefused(merge(one.id, hospital.unit.desk), 'not-found')
    await cancelTicket(house())(lin, { id: two.id, reason: '重复', version: 1 })
    await isRefused(merge(one.id, two.id), 'merge-closed')
    await isRefused(merge(two.id, one.id), 'ticket-status')
    expect(await open(one.id)).toMatchObject({ version: 1, merged: [], mergedInto: null })
  })

  test('two managers who merge each into the other: one merging stands', async () => {
    const patientId = await somePatient()
    const [a, b] = [await create({ patientId }), await create({ patientId })]
    const results = await Promise.allSettled([merge(a.id, b.id), merge(b.id, a.id)])
    expect(results.map(result => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect([(await open(a.id)).status, (await open(b.id)).status].toSorted()).toEqual(['dispatched', 'merged'])
  })
})

describe('many at once', () => {
  test('each matter has its own answer, nothing is skipped without a word, and the same key does nothing twice', async () => {
    const [one, two] = [await create(), await create()]
    const closed = await create()
    await cancelTicket(house())(lin, { id: closed.id, reason: '重复', version: 1 })
    const matters = [
      { id: one.id, version: 1 },
      { id: closed.id, version: 2 },
      { id: two.id, version: 7 },
      { id: hospital.unit.desk, version: 1 },
    ]
    const once = { ...lin, once: { key: 'bulk-0001', endpoint: 'ticket.bulk', digest: 'x' } }
    const ask = { act: 'dispatch' as const, units: [hospital.unit.ward], reason: '需病区配合' }
    const { rows } = await bulkTickets(house())(once, { matters, ask }, 'zh')
    expect(rows.map(row => [row.number, row.done, row.problem?.code ?? null])).toEqual([
      [one.number, true, null],
      [closed.number, false, 'ticket-status'],
      [two.number, false, 'stale-version'],
      [null, false, 'not-found'],
    ])
    expect(rows[1]?.problem?.title).toContain('状态')
    const again = await bulkTickets(house())(once, { matters, ask }, 'zh')
    expect(again.rows).toEqual(rows)
    expect((await open(one.id)).parts).toHaveLength(2)
    await isRefused(
      bulkTickets(house())({ ...lin, only: { kind: 'ticket', id: one.id } }, { matters, ask }, 'zh'),
      'forbidden',
    )
  })

  test('urging, handing over and withdrawing keep every rule of the single step', async () => {
    const [one, two] = [await create(), await create()]
    const bulk = async (ask: Parameters<ReturnType<typeof bulkTickets>>[1]['ask'], caller = lin) =>
      (
        await bulkTickets(house())(
          caller,
          {
            matters: [
              { id: one.id, version: await versionOf(one.id) },
              { id: two.id, version: await versionOf(two.id) },
            ],
            ask,
          },
          'en',
        )
      ).rows.map(row => row.problem?.code ?? 'done')
    expect(await bulk({ act: 'urge', text: '请尽快' })).toEqual(['done', 'done'])
    expect((await listNotices(house())(insurance)).items.filter(one => one.step === 'urged')).toHaveLength(2)
    const personId = hospital.person['mei'] ?? ''
    expect(await bulk({ act: 'force-hand-over', personId, reason: '急病' })).toEqual(['forbidden', 'forbidden'])
    expect(await bulk({ act: 'force-hand-over', personId, reason: '急病' }, manager)).toEqual(['done', 'done'])
    expect((await open(two.id)).owner.id).toBe(personId)
    await acceptAll(one.id)
    await finishAll(one.id)
    expect(await bulk({ act: 'urge', text: '请尽快' })).toEqual(['nobody-to-urge', 'done'])
    expect(await bulk({ act: 'cancel', reason: '撤回' })).toEqual(['ticket-status', 'done'])
    await isRefused(urgeTicket(house())(lin, { id: two.id, text: '请尽快' }), 'ticket-status')
  })
})
