import { describe, expect, test } from 'vitest'
import { isWorkingTime } from '#kernel/calendar.ts'
import { Temporal } from '#kernel/time.ts'
import { readResidentId } from '#modules/patient/rules/resident-id.ts'
import { isSignature } from '#modules/ticket/rules/confirmation.ts'
import { holdersAnywhere, holdersOf, type Organisation, onDuty, vacancies } from '#modules/staff/index.ts'
import { inZone, INITIAL_CALENDAR } from '#modules/staff/rules/work-calendar.ts'
import { departments } from './departments.ts'
import { serviceItems } from './items.ts'
import { castOf, daysBetween } from './matters/cast.ts'
import { planDay } from './matters/day.ts'
import { standingMatters } from './matters/standing-matters.ts'
import { makePatients } from './patients.ts'
import { makePeople } from './people.ts'
import { randomFrom } from './random.ts'
import { requests } from './requests/index.ts'
import { dutiesOf, instantAt, rosterDays } from './roster.ts'
import { units } from './service-units.ts'

const ZONE = 'Asia/Shanghai'
const calendar = inZone(INITIAL_CALENDAR, ZONE)
const TODAY = Temporal.PlainDate.from('2026-11-18')
const people = makePeople()

/** The demo's organisation as rules see it. */
const organisation = (first: Temporal.PlainDate, last: Temporal.PlainDate): Organisation => {
  const days = rosterDays(first, last, calendar)
  const from = Temporal.Instant.from('2026-01-01T00:00:00+08:00')
  return {
    units: new Map(
      units.map(({ code, name, kind, parent, hours = 'calendar' }) => [
        code,
        { id: code, code, name, kind, parentId: parent, phone: null, hours },
      ]),
    ),
    people: new Map(people.map(one => [one.staffNumber, { id: one.staffNumber, name: one.name }])),
    assignments: people.flatMap(({ staffNumber, posts }) =>
      posts.map(({ post, unit }, n) => ({
        id: `${staffNumber}${n}`,
        personId: staffNumber,
        post,
        unitId: unit,
        from,
        to: null,
      })),
    ),
    duties: people.flatMap(one => dutiesOf(one, days).map(duty => ({ ...duty, personId: one.staffNumber }))),
    calendar,
  }
}
const org = organisation(TODAY.subtract({ days: 9 }), TODAY.add({ days: 30 }))
const plan = (day: Temporal.PlainDate) => planDay(day, castOf(org, instantAt(day, 12, ZONE)), 1500)
const days = daysBetween(TODAY.subtract({ days: 6 }), TODAY)

describe('the demo hospital', () => {
  test('has 151 people, 40 departments and all units of the service department', () => {
    expect(people).toHaveLength(151)
    expect(new Set(people.map(one => one.name)).size).toBe(151)
    expect(departments).toHaveLength(40)
    const names = units.map(unit => unit.name)
    expect(names).toEqual(
      expect.arrayContaining([
        '咨询台',
        '导诊台',
        '预约登记处',
        '投诉处理中心',
        '值班室',
        '分诊台',
        '挂号收费处',
        '引导员',
      ]),
    )
    expect(names).toEqual(expect.arrayContaining(['患者回访中心', '医管家一站式服务中心', '服务总台']))
    expect(new Set(units.map(unit => unit.code)).size).toBe(units.length)
  })

  test('every department has a head, a liaison and a deputy who is somebody else; no post is vacant', () => {
    const now = instantAt(TODAY, 10, ZONE)
    for (const { code } of departments) {
      const [liaison] = holdersOf(org, code, 'liaison', now)
      const [deputy] = holdersOf(org, code, 'deputy-liaison', now)
      expect(liaison).toBeDefined()
      expect(deputy).toBeDefined()
      expect(deputy).not.toBe(liaison)
      expect(holdersOf(org, code, 'head', now)).toHaveLength(1)
    }
    expect(vacancies(org, now)).toEqual([])
    expect(holdersAnywhere(org, 'desk-agent', now).length).toBeGreaterThanOrEqual(10)
  })

  test('day and night one duty manager and one of the duty office are there', () => {
    const first = instantAt(TODAY.subtract({ days: 6 }), 0, ZONE)
    for (let hour = 0; hour < 30 * 24; hour += 1) {
      const at = first.add({ hours: hour, minutes: 20 })
      for (const post of ['duty-manager', 'duty-officer'] as const) {
        const there = holdersAnywhere(org, post, at).filter(id => onDuty(org, id, at))
        expect(there, `${post} at ${at.toString()}`).toHaveLength(1)
      }
    }
  })

  test('within its hours each department has its liaison or deputy there, and the desk two people or more', () => {
    const first = instantAt(TODAY.subtract({ days: 6 }), 0, ZONE)
    for (let hour = 0; hour < 30 * 24; hour += 1) {
      const at = first.add({ hours: hour, minutes: 31 })
      const isThere = (id: string) => onDuty(org, id, at)
      const isOpen = isWorkingTime(at, calendar)
      for (const { code, always } of departments)
        if (isOpen || always === true)
          expect(
            ['liaison' as const, 'deputy-liaison' as const].some(post => holdersOf(org, code, post, at).some(isThere)),
            `${code} at ${at.toString()}`,
          ).toBe(true)
      if (isOpen) expect(holdersOf(org, 'ZT', 'desk-agent', at).filter(isThere).length).toBeGreaterThanOrEqual(2)
    }
  })

  test('is the only hospital that its words name', () => {
    const words = JSON.stringify([departments, units, serviceItems, requests, plan(TODAY)])
    expect(
      words.match(/(?:人民|附属|协和|大学|军区|第[一二三四五六七八九十]|\p{Script=Han}[省市县])[^"，。]{0,6}医院/gu),
    ).toBeNull()
    expect(words).toContain('示范医院')
  })
})

describe('service items', () => {
  test('are the twenty, each with steps, evidence and a unit that receives it', () => {
    expect(serviceItems.map(item => item.code)).toEqual(
      Array.from({ length: 20 }, (_, n) => `SVC-${String(n + 1).padStart(2, '0')}`),
    )
    for (const item of serviceItems) {
      expect(units.map(unit => unit.code)).toContain(item.receiver)
      expect(item.steps.length).toBeGreaterThanOrEqual(3)
      expect(item.evidence).not.toBe('')
      expect(requests.some(request => request.item === item.code)).toBe(true)
    }
  })
  test('requests name departments that exist', () => {
    const codes = units.map(unit => unit.code)
    for (const request of requests) expect(codes).toEqual(expect.arrayContaining([...(request.units ?? [])]))
    expect(requests.length).toBeGreaterThanOrEqual(50)
  })
})

describe('patients', () => {
  const patients = makePatients(5000, TODAY)

  test('are the same for the same day', () => {
    expect(makePatients(200, TODAY)).toEqual(makePatients(200, TODAY))
  })

  test('have resident numbers that are right in form, of their birthday and sex, and of nobody', () => {
    const seen = new Map<string, string>()
    for (const { person } of patients) {
      if (person.document?.kind !== 'resident-id') continue
      const { number } = person.document
      expect(readResidentId(number, TODAY.toString())).toEqual({
        ok: true,
        number,
        kind: 'resident-id',
        sex: person.sex,
        birthDate: person.birthDate,
      })
      expect(number).toMatch(/^35990\d{9}9\d{2}/)
      // Two rows of one number are one person, registered twice.
      expect(seen.get(number) ?? person.name).toBe(person.name)
      seen.set(number, person.name)
    }
    expect(seen.size).toBeGreaterThan(4800)
  })

  test('are a few of them registered twice', () => {
    const persons = patients.map(({ person }) => `${person.name} ${person.birthDate} ${person.sex}`)
    const twice = persons.filter((one, n) => persons.indexOf(one) !== n)
    expect(twice.length).toBeGreaterThanOrEqual(6)
    expect(twice.length).toBeLessThan(30)
  })

  test('are rather old, some without a telephone, some with names of other kinds, some with needs', () => {
    const ages = patients.map(({ person }) => TODAY.year - Number(person.birthDate?.slice(0, 4)))
    expect(ages.filter(age => age >= 55).length).toBeGreaterThan(2400)
    const count = (has: (one: (typeof patients)[number]) => boolean) => patients.filter(has).length
    expect(count(one => one.person.phones.length === 0)).toBeGreaterThan(100)
    expect(count(one => one.person.name.includes('·'))).toBeGreaterThan(20)
    expect(count(one => /^[A-Z]/.test(one.person.name))).toBeGreaterThan(10)
    expect(count(one => one.needs.some(need => need.kind === 'allergy'))).toBeGreaterThan(60)
    expect(count(one => one.needs.some(need => need.value === 'text-only'))).toBeGreaterThan(5)
    for (const { person } of patients) for (const { number } of person.phones) expect(number).toMatch(/^169\d{8}$/)
    expect(new Set(patients.flatMap(one => one.person.phones.map(phone => phone.number))).size).toBe(
      patients.reduce((sum, one) => sum + one.person.phones.length, 0),
    )
  })
})

describe('matters', () => {
  test('are the same for the same day', () => {
    expect(JSON.stringify(plan(TODAY))).toBe(JSON.stringify(plan(TODAY)))
    expect(JSON.stringify(plan(TODAY))).not.toBe(JSON.stringify(plan(TODAY.subtract({ days: 1 }))))
  })

  test('come about sixty on a working day and fewer at the weekend', () => {
    for (const day of days) {
      const [least, most] = day.dayOfWeek > 5 ? [20, 30] : [50, 70]
      expect(plan(day).length).toBeGreaterThanOrEqual(least)
      expect(plan(day).length).toBeLessThanOrEqual(most)
    }
  })

  test('their steps follow each other, and every word is filled in', () => {
    for (const matter of days.flatMap(plan)) {
      const times = [matter.openedAt, ...matter.steps.map(step => step.at)].map(at => at.epochMilliseconds)
      expect(times).toEqual(times.toSorted((a, b) => a - b))
      expect(new Set(times).size).toBe(times.length)
      expect(JSON.stringify([matter.description, matter.steps])).not.toMatch(/[{]\w+[}]/)
      for (const { act } of matter.steps) if ('signature' in act) expect(isSignature(act.signature)).toBe(true)
    }
  })

  test('stand open in every way when the demo begins, by day and by night', () => {
    for (const hour of [3, 10, 21]) {
      const now = instantAt(TODAY, hour, ZONE)
      const standing = standingMatters(castOf(org, now), now)
      expect(standing.length).toBeGreaterThanOrEqual(24)
      for (const matter of standing)
        for (const { at } of matter.steps) {
          expect(Temporal.Instant.compare(matter.openedAt, at)).toBeLessThan(0)
          expect(Temporal.Instant.compare(at, now)).toBeLessThanOrEqual(0)
        }
    }
  })
})

test('a seed gives the same choices again, spread evenly', () => {
  const random = randomFrom('a')
  const again = randomFrom('a')
  const thrown = Array.from({ length: 6000 }, () => random.whole(1, 6))
  expect(thrown).toEqual(Array.from({ length: 6000 }, () => again.whole(1, 6)))
  for (const face of [1, 2, 3, 4, 5, 6]) expect(thrown.filter(one => one === face).length).toBeGreaterThan(850)
})
