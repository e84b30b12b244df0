import { z } from 'zod'
import { get } from '#kernel/endpoint.ts'
import { day, text } from '#kernel/text.ts'
import { id } from './codes.ts'
import { bookableDays, bookableTimes, bookableUnits } from './places.ts'

/** What a guide on the handheld sees of the pool (协助挂号, APT-16): as much as the window. */
const access = 'appointment:book'

export const assistDepartments = get('/api/assistance/departments', {
  id: 'assist.departments',
  summary: 'Departments with places for somebody whom a guide helps, by name, pinyin or complaint',
  access,
  query: z.strictObject({ q: text(200, 0).optional() }),
  returns: bookableUnits,
})
export const assistDays = get('/api/assistance/departments/:unitId', {
  id: 'assist.days',
  summary: 'The days and doctors of a department with their places for somebody whom a guide helps',
  access,
  params: { unitId: id },
  returns: bookableDays,
  problems: ['not-found'],
})
export const assistTimes = get('/api/assistance/departments/:unitId/times', {
  id: 'assist.times',
  summary: 'The times of one day of a department with their places for somebody whom a guide helps',
  access,
  params: { unitId: id },
  query: z.strictObject({ day, doctor: id.optional() }),
  returns: bookableTimes,
  problems: ['not-found'],
})
