import { describe, expect, test } from 'vitest'
import { STATUSES, type Status } from '#modules/appointment/index.ts'
import { priorityOf, referralStates, REQUEST_STATUSES, requestStatus } from './request-status.ts'
import { APPOINTMENT_STATUSES, fhirStatus, sideOf, statesMeant } from './status.ts'

describe('states of a booking in FHIR (rules.md §9.3)', () => {
  test.each<[Status, string, string | null]>([
    ['held', 'pending', null],
    ['booked', 'booked', null],
    ['notified', 'booked', null],
    ['checked_in', 'checked-in', null],
    ['in_consultation', 'arrived', null],
    ['completed', 'fulfilled', null],
    ['cancelled_by_patient', 'cancelled', 'pat'],
    ['cancelled_by_hospital', 'cancelled', 'prov'],
    ['stopped', 'cancelled', 'prov'],
    ['lapsed', 'cancelled', 'other'],
    ['left', 'cancelled', 'pat'],
    ['no_show', 'noshow', null],
  ])('%s is %s', (state, status, reason) => expect(fhirStatus(state)).toEqual({ status, reason }))

  test('every state has a code, a reason stands only beside cancelled, and the way back holds each once', () => {
    for (const state of STATUSES) {
      const { status, reason } = fhirStatus(state)
      expect(APPOINTMENT_STATUSES).toContain(status)
      expect(reason !== null).toBe(status === 'cancelled')
    }
    expect(APPOINTMENT_STATUSES.flatMap(statesMeant).toSorted()).toEqual(STATUSES.toSorted())
    expect(statesMeant('waitlist')).toEqual([])
  })

  test('a cancellation counts for the side that its code names', () => {
    expect(['prov-pers', 'maint', 'meds-inc', 'pat-fb', 'other', null].map(sideOf)).toEqual([
      'hospital',
      'hospital',
      'hospital',
      'patient',
      'patient',
      'patient',
    ])
  })
})

test('a referral is active until its slip went back, and each state has one code', () => {
  expect((['accepted', 'booked', 'missed', 'seen', 'slip_returned', 'withdrawn'] as const).map(requestStatus)).toEqual([
    'active',
    'active',
    'active',
    'active',
    'completed',
    'revoked',
  ])
  const all = REQUEST_STATUSES.flatMap(referralStates)
  expect([all.length, new Set(all).size]).toEqual([12, 12])
  expect([1, 2, 3, null].map(priorityOf)).toEqual(['asap', 'urgent', 'routine', 'routine'])
})
