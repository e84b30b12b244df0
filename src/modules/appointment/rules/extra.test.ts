import { expect, test } from 'vitest'
import { askedOf, isAsked } from './extra.ts'

test('the doctor is asked; off duty the nurse of the room as well, and alone where the house does not know the doctor', () => {
  expect(askedOf({ personId: 'doctor', isOnDuty: true }, 'nurse')).toEqual(['doctor'])
  expect(askedOf({ personId: 'doctor', isOnDuty: false }, 'nurse')).toEqual(['doctor', 'nurse'])
  expect(askedOf({ personId: 'doctor', isOnDuty: false }, 'doctor')).toEqual(['doctor'])
  expect(askedOf(null, 'nurse')).toEqual(['nurse'])
})

test('who was asked or called may answer, and nobody else', () => {
  const request = { askedOf: ['doctor'], escalatedTo: ['head'] }
  expect(['doctor', 'head', 'other', null].map(one => isAsked(request, one))).toEqual([true, true, false, false])
})
