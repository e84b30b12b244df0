import { describe, expect, test } from 'vitest'
import { changeOf, readAppointment } from './booking.ts'

const id = (n: number) => `0198d0d0-0000-7000-8000-00000000000${n}`
const sent = (more: object = {}) => ({
  resourceType: 'Appointment',
  status: 'booked',
  slot: [{ reference: `Slot/${id(1)}` }],
  participant: [{ actor: { reference: `Patient/${id(2)}` }, status: 'accepted' }],
  ...more,
})
const refusal = (place: string) => expect.objectContaining({ code: 'fhir-resource-invalid', facts: { place } })

describe('an Appointment that another system sends', () => {
  test('says slot, patient and what the sender calls it; what else it says is passed over', () => {
    expect(
      readAppointment(sent({ identifier: [{ system: 'urn:app', value: 'A7' }, { value: 'no system' }], priority: 3 })),
    ).toEqual({
      status: 'booked',
      slotId: id(1),
      start: null,
      patient: { id: id(2) },
      names: [{ system: 'urn:app', value: 'A7' }],
      cancellation: { code: null, text: null },
      comment: null,
    })
  })

  test('may name the patient by a number', () => {
    const actor = { identifier: { system: 'urn:oid:2.16.156.10011.1.3', value: '34052419800101001X' } }
    expect(readAppointment(sent({ participant: [{ actor, status: 'accepted' }] })).patient).toEqual({
      system: 'urn:oid:2.16.156.10011.1.3',
      value: '34052419800101001X',
    })
  })

  test.each([
    [{ status: 'maybe' }, 'Appointment.status'],
    [{ resourceType: 'Patient' }, 'Appointment.resourceType'],
    [{ slot: [{ reference: 'Slot/7' }] }, 'Appointment.slot[0].reference'],
    [{ participant: [] }, 'Appointment.participant'],
    [{ start: 'tomorrow' }, 'Appointment.start'],
  ])('that is broken is refused at its place: %j', (more, place) =>
    expect(() => readAppointment(sent(more))).toThrow(refusal(place)),
  )
  test.each([null, 'text', [], 7])('is an object, not %j', body =>
    expect(() => readAppointment(body)).toThrow(expect.objectContaining({ code: 'fhir-resource-invalid' })),
  )
})

describe('what a changed Appointment asks for', () => {
  const now = { status: 'booked' as const, slotId: id(1), startMs: Date.parse('2026-11-20T01:00:00Z') }
  const wanted = (more: object, before: Partial<typeof now> | { status: 'pending' | 'cancelled' } = {}) =>
    changeOf({ ...now, ...before } as never, readAppointment(sent(more)))
  test('nothing, a cancelling with its side, another slot, another time, its arrival', () => {
    expect(wanted({ start: '2026-11-20T09:00:00+08:00' })).toEqual({ kind: 'none' })
    expect(wanted({ status: 'cancelled', cancelationReason: { coding: [{ code: 'prov-pers' }] } })).toEqual({
      kind: 'cancel',
      side: 'prov-pers',
    })
    expect(wanted({ slot: [{ reference: `Slot/${id(3)}` }] })).toEqual({ kind: 'move', to: { slotId: id(3) } })
    expect(wanted({ start: '2026-11-20T02:00:00Z' })).toEqual({ kind: 'move', to: { start: '2026-11-20T02:00:00Z' } })
    expect(wanted({ status: 'arrived' })).toEqual({ kind: 'check-in' })
  })
  test('a kept place is confirmed, and one that lost its place gets another', () => {
    expect(wanted({}, { status: 'pending' })).toEqual({ kind: 'confirm' })
    expect(wanted({ slot: [{ reference: `Slot/${id(3)}` }] }, { status: 'cancelled' })).toEqual({
      kind: 'move',
      to: { slotId: id(3) },
    })
  })
  test('a cancelled one without another time is not booked again', () =>
    expect(() => wanted({}, { status: 'cancelled' })).toThrow(
      expect.objectContaining({ code: 'fhir-change-unsupported' }),
    ))
  test.each(['fulfilled', 'noshow', 'waitlist', 'proposed'])('never by another’s word %s', status =>
    expect(() => wanted({ status })).toThrow(expect.objectContaining({ code: 'fhir-change-unsupported' })),
  )
})
