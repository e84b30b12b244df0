import { describe, expect, test } from 'vitest'
import { writeSetting } from '#platform/settings.ts'
import { MONDAY } from '../../../../tests/support/house.ts'
import { DEFAULT_POLICY } from '../rules/clock.ts'
import { clockPolicy } from '../settings.ts'
import { countTickets, listTickets } from './list-tickets.ts'
import { VIEWS } from './views.ts'
import { makePromise } from './make-promise.ts'
import { keepPromise } from './keep-promise.ts'
import { listNotices } from './notices.ts'
import { resumeTicket } from './resume-ticket.ts'
import { trackMatter } from './track-matter.ts'
import { waitForPatient } from './wait-for-patient.ts'
import { writeEntry } from './write-entry.ts'
import {
  accepted,
  after,
  all,
  create,
  escalations,
  house,
  insurance,
  isRefused,
  lin,
  manager,
  open,
  useMatters,
} from '../../../../tests/support/matters.ts'

useMatters()

describe('the patient is told', () => {
  test('TKT-08 (part): a complex matter that nobody spoke of for twelve hours reminds its owner to tell the patient', async () => {
    const silent = await create({ difficulty: ['investigation'] })
    const told = await create({ difficulty: ['investigation'] })
    all.clock.set(MONDAY.add({ hours: 2 }))
    await writeEntry(house())(lin, { id: told.id, kind: 'reply', text: '正在核对，下午给您答复', tellPatient: true })
    await after(12 * 60)
    expect(await escalations(silent.id)).toContain('tell-patient')
    expect(await escalations(told.id)).not.toContain('tell-patient')
    const notices = await listNotices(house())(lin)
    expect(notices.items.some(notice => notice.step === 'tell-patient' && notice.ticketId === silent.id)).toBe(true)
  })

  test('TKT-08 (part): a code with the wrong digits reveals nothing, not even that it exists, and is locked after five tries', async () => {
    const { trackingCode } = await create()
    const track = (code: string, lastFour: string) => trackMatter(house())({ code, lastFour })
    await expect(track(trackingCode.toLowerCase(), '8000')).resolves.toMatchObject({ token: expect.any(String) })
    await isRefused(track(trackingCode, '1234'), 'track-unknown')
    await isRefused(track('ZZZZ-ZZZZ', '8000'), 'track-unknown')
    for (let tries = 0; tries < 4; tries += 1) await isRefused(track(trackingCode, '1234'), 'track-unknown')
    await isRefused(track(trackingCode, '8000'), 'track-locked')
    all.clock.set(MONDAY.add({ minutes: 16 }))
    await expect(track(trackingCode, '8000')).resolves.toBeDefined()
  })

  test('a promise has a time of its own, and broken it stays broken', async () => {
    const { id } = await create({ difficulty: ['meeting'] })
    await isRefused(makePromise(house())(lin, { id, text: '给您回电话', dueAt: MONDAY.toString() }), 'promise-past')
    await makePromise(house())(lin, { id, text: '给您回电话', dueAt: MONDAY.add({ minutes: 10 }).toString() })
    expect((await open(id)).nextClock?.kind).toBe('promise')
    await after(11)
    const [promise] = (await open(id)).promises
    expect(promise).toMatchObject({ broken: true, keptAt: null })
    expect(await escalations(id)).toContain('promise-broken')
    await keepPromise(house())(lin, { id, promiseId: promise?.id ?? '' })
    expect((await open(id)).promises[0]).toMatchObject({ broken: true, keptAt: MONDAY.add({ minutes: 11 }).toString() })
  })
})

describe('time', () => {
  test('TKT-11: forty minutes of waiting: gross 130, net 90, and overdue for the limit of 120', async () => {
    const made = await accepted()
    const { version } = await open(made.id)
    all.clock.set(MONDAY.add({ minutes: 30 }))
    await waitForPatient(house())(lin, { id: made.id, reason: '取身份证', evidence: '电话告知', version })
    all.clock.set(MONDAY.add({ minutes: 70 }))
    await resumeTicket(house())(lin, { id: made.id, answer: '身份证已送到' })
    await after(130)
    expect(await open(made.id)).toMatchObject({ elapsed: { gross: 130, waiting: 40, net: 90 }, overdue: true })
    const overdue = await listTickets(house())(manager, { view: 'overdue' })
    expect(overdue.items.map(row => row.id)).toContain(made.id)
  })

  test('where the hospital chose that waiting stops the limit, it moves by as much', async () => {
    await house().database.transact(tx =>
      writeSetting(
        tx,
        house().hospital.id,
        clockPolicy,
        { ...DEFAULT_POLICY, whileWaiting: 'stops' },
        { personId: null, effectiveFrom: MONDAY, at: MONDAY },
      ),
    )
    house().settings.forget()
    const made = await accepted()
    const { version } = await open(made.id)
    await waitForPatient(house())(lin, { id: made.id, reason: '取身份证', evidence: '电话告知', version })
    all.clock.set(MONDAY.add({ minutes: 40 }))
    await resumeTicket(house())(lin, { id: made.id, answer: '到了' })
    expect((await open(made.id)).clocks.find(clock => clock.kind === 'limit')?.dueAt).toBe(
      MONDAY.add({ minutes: 160 }).toString(),
    )
    await house().database.transact(tx =>
      writeSetting(tx, house().hospital.id, clockPolicy, DEFAULT_POLICY, {
        personId: null,
        effectiveFrom: MONDAY,
        at: MONDAY,
      }),
    )
    house().settings.forget()
  })

  test('each number of the desk opens as many rows', async () => {
    await after(100)
    for (const caller of [lin, manager, insurance]) {
      const counts = await countTickets(house())(caller)
      for (const view of VIEWS) {
        let rows = 0
        for (let next: string | null | undefined; next !== null; ) {
          const page = await listTickets(house())(caller, { view, after: next })
          rows += page.items.length
          next = page.next
        }
        expect([view, rows]).toEqual([view, counts[view]])
      }
    }
  })
})
