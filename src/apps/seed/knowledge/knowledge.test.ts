import { expect, test } from 'vitest'
import { STAFF_ONLY, TOPICS } from '#modules/knowledge/rules/content.ts'
import { units } from '../service-units.ts'
import { makePeople } from '../people.ts'
import { makeDoctors } from './doctors.ts'
import { processes } from './index.ts'
import { phoneTopics } from './numbers.ts'

test('DIR-06 (part): all twelve processes are there, for patients and for staff; two are for staff alone', () => {
  expect(processes.map(one => one.topic)).toEqual(TOPICS)
  expect(processes.filter(one => one.patient === null).map(one => one.topic)).toEqual([...STAFF_ONLY])
  const codes = new Set(units.map(one => one.code))
  for (const { patient, staff } of processes)
    for (const text of [patient, staff]) {
      if (text === null) continue
      expect(text.faq.length).toBeGreaterThan(0)
      expect(text.steps.filter(([, , more]) => more?.at !== undefined && !codes.has(more.at))).toEqual([])
    }
})

test('some eighty doctors with names of their own and no half-day twice, sixty topics of departments that are there', () => {
  const doctors = makeDoctors(makePeople())
  expect(doctors.length).toBeGreaterThanOrEqual(75)
  expect(new Set(doctors.map(one => one.doctor.name)).size).toBe(doctors.length)
  for (const { week } of doctors)
    expect(new Set(week.map(one => `${one.weekday} ${one.halfDay}`)).size).toBe(week.length)
  const codes = new Set(units.map(one => one.code))
  expect(phoneTopics.length).toBeGreaterThanOrEqual(60)
  expect(phoneTopics.filter(([, , place]) => !codes.has(place.replace('+', '')))).toEqual([])
})
