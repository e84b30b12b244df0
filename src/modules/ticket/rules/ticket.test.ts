import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acts } from './acts.ts'
import { mustBeConfirmed } from './confirmation.ts'
import { criticalPath } from './critical-path.ts'
import { dispatches } from './dispatch.ts'
import { mayDecide } from './meeting.ts'
import { mayDispatch, papersFor, type ServiceItem } from './service-item.ts'
import { classOf, isClosed, mayFollow, mayReclassify, mayResolve, NEXT, type Status, STATUSES } from './ticket.ts'
import { normalCode, shownCode, trackingCode } from './tracking.ts'
import { Temporal } from '#kernel/time.ts'

const item: ServiceItem = {
  code: 'SVC-18',
  version: 1,
  name: '医保报销材料',
  group: 'post',
  class: 'complex',
  receiver: 'insurance',
  papers: [
    { name: '身份证', case: 'always', copies: 1 },
    { name: '委托书', case: 'agent', copies: 1 },
  ],
  due: null,
  offHours: null,
  fields: [],
  kinds: [],
  steps: [],
  evidence: '回执',
  proof: 'words',
  active: true,
}
const at = (minute: number) => Temporal.Instant.from('2026-11-16T09:00:00+08:00').add({ minutes: minute })
const refused = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'allowed'
}

describe('the life cycle', () => {
  /** The table of the specification (05 §1), written out once more. */
  const ALLOWED: Readonly<Record<Status, string>> = {
    registered: 'dispatched cancelled merged',
    dispatched: 'accepted dispatched cancelled merged',
    accepted: 'in_progress dispatched cancelled merged',
    in_progress: 'waiting_patient joint_meeting resolved dispatched cancelled merged',
    waiting_patient: 'in_progress dispatched cancelled',
    joint_meeting: 'in_progress dispatched cancelled',
    resolved: 'archived archived_unconfirmed in_progress',
    archived: 'in_progress',
    archived_unconfirmed: 'in_progress',
    cancelled: '',
    merged: '',
  }
  test('every pair that is not listed is refused', () => {
    for (const from of STATUSES)
      for (const to of STATUSES)
        expect([from, to, refused(() => mayFollow(from, to))]).toEqual([
          from,
          to,
          ALLOWED[from].split(' ').includes(to) ? 'allowed' : 'ticket-status',
        ])
  })
  test('from every status that is not closed there is a way to the archive', () => {
    const ends = (status: Status, seen: readonly Status[] = []): boolean =>
      status === 'archived' || NEXT[status].some(next => !seen.includes(next) && ends(next, [...seen, status]))
    for (const status of STATUSES.filter(one => !isClosed(one))) expect([status, ends(status)]).toEqual([status, true])
  })
})

describe('class and scope', () => {
  test('the number of departments does not make a matter complex; any difficulty does', () => {
    expect(classOf([])).toBe('general')
    for (const difficulty of ['investigation', 'meeting', 'outside-party'] as const)
      expect(classOf([difficulty])).toBe('complex')
  })
  test('the owner changes the class once, the manager again', () => {
    expect(refused(() => mayReclassify(0, false))).toBe('allowed')
    expect(refused(() => mayReclassify(1, false))).toBe('reclassified-already')
    expect(refused(() => mayReclassify(1, true))).toBe('allowed')
  })
})

describe('dispatch', () => {
  const units = new Map(['finance', 'insurance', 'ward'].map(code => [`u-${code}`, { id: `u-${code}`, code }]))
  const hospital = { units, isOpen: true, receiverOf: (unitId: string) => ({ personId: `p-${unitId}`, as: 'liaison' }) }
  test('without a chosen department the item’s rule names the receiver', () => {
    expect(dispatches(item, [], hospital)).toEqual([
      { unitId: 'u-insurance', personId: 'p-u-insurance', as: 'liaison' },
    ])
  })
  test('outside the hours another unit may receive; a typed case has receivers of its own, beside those that are chosen', () => {
    const night = { ...item, offHours: 'ward' }
    const units = (...told: Parameters<typeof dispatches>) => dispatches(...told).map(one => one.unitId)
    expect(units(night, [], hospital)).toEqual(['u-insurance'])
    expect(units(night, [], { ...hospital, isOpen: false })).toEqual(['u-ward'])
    expect(units(item, [], { ...hospital, isOpen: false })).toEqual(['u-insurance'])
    const kind = { receivers: ['finance', 'insurance'] }
    expect(units(night, [], hospital, kind)).toEqual(['u-finance', 'u-insurance'])
    expect(units(night, ['u-ward', 'u-finance'], hospital, kind)).toEqual(['u-ward', 'u-finance', 'u-insurance'])
  })
  test('a rule that names no unit is refused, not sent nowhere', () => {
    expect(refused(() => dispatches({ ...item, receiver: 'gone' }, [], hospital))).toBe('rule-without-receiver')
  })
  test('each chosen unit receives once, and nothing is ever undispatched', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...units.keys())), chosen => {
        const sent = dispatches(item, chosen, hospital)
        expect(sent.length).toBe(Math.max(1, new Set(chosen).size))
        expect(sent.every(one => one.personId !== '')).toBe(true)
      }),
    )
  })
})

describe('papers', () => {
  test('an agent brings what an agent needs, and the list is what is not ticked', () => {
    expect(papersFor(item, []).map(paper => paper.name)).toEqual(['身份证'])
    expect(papersFor(item, ['agent']).map(paper => paper.name)).toEqual(['身份证', '委托书'])
  })
  test('a missing paper holds the dispatch back unless there is a reason', () => {
    const ticks = [{ name: '身份证', state: 'missing' as const }]
    expect(refused(() => mayDispatch(ticks, null))).toBe('papers-missing')
    expect(refused(() => mayDispatch(ticks, '家属下午送来'))).toBe('allowed')
    expect(refused(() => mayDispatch([{ name: '身份证', state: 'not-needed' }], null))).toBe('allowed')
  })
})

describe('closing', () => {
  test('no result while a share is open', () => {
    expect(
      refused(() =>
        mayResolve([
          { status: 'done', unitId: 'a' },
          { status: 'accepted', unitId: 'b' },
        ]),
      ),
    ).toBe('parts-open')
    expect(
      refused(() =>
        mayResolve([
          { status: 'done', unitId: 'a' },
          { status: 'withdrawn', unitId: 'b' },
        ]),
      ),
    ).toBe('allowed')
  })
  test('each way of confirming has what it needs', () => {
    const nothing = { signature: null, witnessId: null, words: null }
    expect(refused(() => mustBeConfirmed({ method: 'signature', ...nothing }, 'me'))).toBe('confirmation-incomplete')
    expect(refused(() => mustBeConfirmed({ method: 'signature', ...nothing, signature: 'M1 1' }, 'me'))).toBe(
      'confirmation-incomplete',
    )
    expect(
      refused(() => mustBeConfirmed({ method: 'signature', ...nothing, signature: 'M1 1L2 2L3 3L4 4L5 5' }, 'me')),
    ).toBe('allowed')
    expect(refused(() => mustBeConfirmed({ method: 'oral', ...nothing, words: '好的' }, 'me'))).toBe(
      'confirmation-incomplete',
    )
    expect(refused(() => mustBeConfirmed({ method: 'oral', ...nothing, words: '好的', witnessId: 'me' }, 'me'))).toBe(
      'confirmation-incomplete',
    )
    expect(
      refused(() => mustBeConfirmed({ method: 'oral', ...nothing, words: '好的', witnessId: 'other' }, 'me')),
    ).toBe('allowed')
    expect(refused(() => mustBeConfirmed({ method: 'phone', ...nothing }, 'me'))).toBe('confirmation-incomplete')
  })
})

describe('joint meeting', () => {
  const decision = { at: at(0), limit: at(120), units: ['a', 'b'], responsible: 'a', approved: false }
  test('beyond the limit only with approval, and it says so', () => {
    expect(mayDecide({ ...decision, deadline: at(60) })).toBe(false)
    expect(refused(() => mayDecide({ ...decision, deadline: at(121) }))).toBe('deadline-beyond-limit')
    expect(mayDecide({ ...decision, deadline: at(121), approved: true })).toBe(true)
    expect(refused(() => mayDecide({ ...decision, deadline: at(0) }))).toBe('deadline-past')
    expect(refused(() => mayDecide({ ...decision, deadline: at(60), responsible: 'c' }))).toBe('not-invited')
  })
})

describe('the critical path', () => {
  const matter = { openedAt: at(0), resolvedAt: null, closedAt: null }
  const done = { unitId: 'a', status: 'done' as const, dispatchedAt: at(1), acceptedAt: at(5), doneAt: at(20) }
  const slow = { unitId: 'b', status: 'in_progress' as const, dispatchedAt: at(1), acceptedAt: at(15), doneAt: null }
  test('it goes through the department that still works', () => {
    expect(criticalPath(matter, [done, slow], at(50))).toEqual([
      { phase: 'dispatch', unitId: null, minutes: 1, running: false },
      { phase: 'response', unitId: 'b', minutes: 14, running: false },
      { phase: 'work', unitId: 'b', minutes: 35, running: true },
    ])
  })
  test('and through the last to finish when all have', () => {
    const path = criticalPath(
      { ...matter, resolvedAt: at(60) },
      [done, { ...slow, status: 'done', doneAt: at(40) }],
      at(90),
    )
    expect(path.map(segment => [segment.phase, segment.minutes])).toEqual([
      ['dispatch', 1],
      ['response', 14],
      ['work', 25],
      ['closing', 20],
      ['confirmation', 30],
    ])
  })
})

describe('tracking code', () => {
  test('it has no letters that are mistaken for others, and typing it in any way finds the same', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), random => {
        const code = trackingCode(random)
        expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)
        expect(normalCode(` ${shownCode(code).toLowerCase()} `)).toBe(code)
      }),
    )
  })
})

describe('what a screen offers', () => {
  const standing = { ownParts: [], openParts: 1, owns: true, manages: false, reclassified: 0 }
  test('an archived matter offers nothing but to reopen', () => {
    expect(acts({ ...standing, status: 'archived' })).toEqual(['reopen'])
    expect(acts({ ...standing, status: 'cancelled' })).toEqual([])
    expect(acts({ ...standing, status: 'archived', owns: false })).toEqual([])
  })
  test('the main button of a liaison with a new share is to accept', () => {
    expect(acts({ ...standing, status: 'dispatched', owns: false, ownParts: ['dispatched'] })[0]).toBe('accept')
  })
  test('only a manager forces a hand-over', () => {
    expect(acts({ ...standing, status: 'in_progress' })).not.toContain('force-hand-over')
    expect(acts({ ...standing, status: 'in_progress', manages: true })).toContain('force-hand-over')
  })
})
