import { Client } from 'fhir-kit-client'
import type { Appointment, ServiceRequest } from 'fhir/r4.js'
import { describe, expect, test } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { bookAppointment, seekSlots } from '#modules/appointment/index.ts'
import { sampleBooking } from '#modules/appointment/sample.ts'
import { mergeFromSystem, upsertFromSystem } from '#modules/patient/index.ts'
import { draftReferral, submitReferral } from '#modules/referral/index.ts'
import { sampleReferral } from '#modules/referral/sample.ts'
import { bookReferral } from '#modules/referral/server/place-referral.ts'
import { openClinic } from '../../../../tests/support/clinic.ts'
import { clinicalUnit, communityHospital } from '../../../../tests/support/referrals.ts'
import {
  all,
  clinic,
  connected,
  create,
  DAYS,
  free,
  freeOf,
  hospital,
  patient,
  refused,
  resources,
  rows,
  search,
  url,
  useFhir,
  wanted,
} from '../../../../tests/support/fhir.ts'

useFhir()

describe('a booking', () => {
  test('APT-02 (part): takes a place of the one pool, and is read, changed and cancelled by its version', async () => {
    const program = await connected(['book'])
    const [slot, other] = await free(program)
    const before = await freeOf(slot?.id ?? '')
    const booked = await create(program, wanted(slot?.id ?? '', patient(0)))
    const { response } = Client.httpFor(booked as never)
    expect([response?.status, response?.headers.get('etag')]).toEqual([201, 'W/"1"'])
    expect(response?.headers.get('location')).toBe(`${url}/Appointment/${booked.id}/_history/1`)
    expect(booked).toMatchObject({
      status: 'booked',
      slot: [{ reference: `Slot/${slot?.id}` }],
      participant: [{ actor: { reference: `Patient/${patient(0)}`, display: '预*0' } }, {}],
      identifier: [{ value: expect.stringMatching(/^YY-/) }],
    })
    expect(await freeOf(slot?.id ?? '')).toBe(before - 1)

    const moved = await program.update({
      resourceType: 'Appointment',
      id: booked.id ?? '',
      body: { ...booked, slot: [{ reference: `Slot/${other?.id}` }] } as never,
      options: { headers: { 'if-match': 'W/"1"' } },
    })
    expect(moved).toMatchObject({ slot: [{ reference: `Slot/${other?.id}` }], meta: { versionId: '2' } })
    expect(await freeOf(slot?.id ?? '')).toBe(before)
    const late = await refused(
      program.update({
        resourceType: 'Appointment',
        id: booked.id ?? '',
        body: booked as never,
        options: { headers: { 'if-match': 'W/"1"' } },
      }),
    )
    expect(late).toMatchObject({ status: 412, outcome: { issue: [{ code: 'conflict' }] } })

    const cancelled = await program.patch({
      resourceType: 'Appointment',
      id: booked.id ?? '',
      jsonPatch: [{ op: 'replace', path: '/status', value: 'cancelled' }] as never,
    })
    expect(cancelled).toMatchObject({
      status: 'cancelled',
      cancelationReason: { coding: [{ code: 'pat' }] },
      meta: { versionId: '3' },
    })
    expect(await freeOf(other?.id ?? '')).toBe(await freeOf(slot?.id ?? ''))
    expect(await program.read({ resourceType: 'Appointment', id: booked.id ?? '' })).toMatchObject({
      status: 'cancelled',
    })
  })

  test('moves to another time of the same doctor by its start alone, and checks in nobody before the day', async () => {
    const program = await connected(['book'])
    const [slot] = await free(program)
    const booked = await create(program, wanted(slot?.id ?? '', patient(9)))
    const moved = (await program.patch({
      resourceType: 'Appointment',
      id: booked.id ?? '',
      jsonPatch: [{ op: 'replace', path: '/start', value: '2026-11-20T11:00:00+08:00' }] as never,
    })) as unknown as Appointment
    expect(moved.start).toBe('2026-11-20T03:00:00Z')
    const early = await refused(
      program.patch({
        resourceType: 'Appointment',
        id: booked.id ?? '',
        jsonPatch: [{ op: 'replace', path: '/status', value: 'arrived' }] as never,
      }),
    )
    expect(early).toMatchObject({
      status: 409,
      outcome: { issue: [{ details: { coding: [{ code: 'check-in-other-day' }] } }] },
    })
  })

  test('of a full slot is refused with the next free ones, in the caller’s language', async () => {
    const program = await connected(['book'], 'en')
    const slot = (await free(program, DAYS[1]))[0]?.id ?? ''
    const system = systemCaller(all.house.hospital.id)
    for (const n of [1, 2])
      await bookAppointment(all.house)(system, { ...sampleBooking(slot, patient(n)), channel: 'desk' })
    const { status, outcome } = await refused(create(program, wanted(slot, patient(3))))
    expect(status).toBe(409)
    expect(outcome.issue[0]).toMatchObject({
      severity: 'error',
      code: 'conflict',
      diagnostics: expect.stringContaining('next free'),
      details: { coding: [{ code: 'slot-full' }] },
    })
    const alternatives = outcome.issue.slice(1)
    expect(alternatives.length).toBeGreaterThan(0)
    expect(alternatives[0]).toMatchObject({
      severity: 'information',
      extension: [{ valueReference: { reference: expect.stringMatching(/^Slot\//) } }],
    })
    expect(await search(program, 'Slot', { status: 'busy', start: DAYS[1] ?? '' })).toMatchObject({ total: 1 })
  })

  test('that is asked twice is made once: by key, by identifier, by If-None-Exist, also at the same moment', async () => {
    const program = await connected(['book'])
    const slot = (await free(program))[3]?.id ?? ''
    const key = { 'idempotency-key': 'booking-of-a-platform-1' }
    const [one, two] = await Promise.all([
      create(program, wanted(slot, patient(4)), key),
      create(program, wanted(slot, patient(4)), key),
    ])
    expect(one.id).toBe(two.id)
    expect(await refused(create(program, wanted(slot, patient(5)), key))).toMatchObject({
      status: 409,
      outcome: { issue: [{ code: 'duplicate' }] },
    })

    const identifier = [{ system: 'urn:platform', value: 'ORDER-7' }]
    const named = await Promise.all([1, 2].map(() => create(program, wanted(slot, patient(5), { identifier }))))
    expect(named[0]?.id).toBe(named[1]?.id)
    const condition = { 'if-none-exist': 'identifier=urn:platform|ORDER-7' }
    const known = await create(program, wanted(slot, patient(6)), condition)
    expect([known.id, Client.httpFor(known as never).response?.status]).toEqual([named[0]?.id, 200])
    expect(await refused(create(program, wanted(slot, patient(6), { identifier })))).toMatchObject({ status: 409 })
    for (const made of ['identifier=urn:platform|a%00b', `identifier=urn:platform|${'7'.repeat(500)}`, 'identifier=7'])
      expect(await refused(create(program, wanted(slot, patient(6)), { 'if-none-exist': made }))).toMatchObject({
        status: 400,
      })
    expect(await search(program, 'Appointment', { identifier: 'urn:platform|ORDER-7' })).toMatchObject({
      total: 1,
      entry: [{ resource: { id: named[0]?.id } }],
    })
    expect(await rows('select 1 from appointment.appointment where slot_id = $1', [slot])).toHaveLength(2)
  })

  test('may name the patient by a number, and be kept before it is booked', async () => {
    const system = systemCaller(all.house.hospital.id)
    await upsertFromSystem(all.house)(system, {
      source: 'HIS',
      occurredAt: null,
      person: {
        identifiers: [{ system: 'HIS', kind: 'patient-number', value: 'P-77' }],
        name: '周七',
        sex: 'female',
      },
    })
    const program = await connected(['read', 'book'])
    const slot = (await free(program))[4]?.id ?? ''
    const actor = { identifier: { system: `${url}/sid/patient-number/HIS`, value: 'P-77' } }
    const kept = await create(program, {
      ...wanted(slot, ''),
      status: 'pending',
      participant: [{ actor, status: 'accepted' }],
    })
    expect(kept.status).toBe('pending')
    const booked = await program.update({
      resourceType: 'Appointment',
      id: kept.id ?? '',
      body: { ...kept, status: 'booked' } as never,
    })
    expect(booked).toMatchObject({ status: 'booked' })
    actor.identifier.value = 'P-78'
    expect(
      await refused(create(program, { ...wanted(slot, ''), participant: [{ actor, status: 'accepted' }] })),
    ).toMatchObject({ status: 422, outcome: { issue: [{ code: 'not-found' }] } })
  })
})

describe('what is of a person', () => {
  test('PAT-02 (part): an entitled system reads patient and bookings, another one is refused; both are in the journal', async () => {
    const reader = await connected(['read'])
    const stranger = await connected(['book'])
    const found = await search(reader, 'Patient', { identifier: `${url}/sid/patient-number/HIS|A7` })
    expect(resources(found)).toMatchObject([
      { id: patient(7), name: [{ text: '预约7' }], gender: 'male', active: true },
    ])
    expect(await reader.read({ resourceType: 'Patient', id: patient(7) })).toMatchObject({ id: patient(7) })
    const system = systemCaller(all.house.hospital.id)
    const slot = (await free(reader))[5]?.id ?? ''
    await bookAppointment(all.house)(system, { ...sampleBooking(slot, patient(7)), channel: 'desk' })
    expect(
      resources(await search(reader, 'Appointment', { patient: `Patient/${patient(7)}`, date: 'ge2026-11-16' })),
    ).toMatchObject([{ status: 'booked' }])

    expect(await refused(stranger.read({ resourceType: 'Patient', id: patient(7) }))).toMatchObject({
      status: 403,
      outcome: { issue: [{ code: 'forbidden' }] },
    })
    // It sees what it booked itself, and nothing of others.
    expect(await search(stranger, 'Appointment', { patient: patient(7) })).toMatchObject({ total: 0 })
    const told = await rows<{ kind: string; action: string; facts: object }>(
      `select kind, action, facts from platform.journal where actor_kind = 'client' and (patient_id = $1 or kind = 'refusal') order by id`,
      [patient(7)],
    )
    expect(told.map(({ kind, action, facts }) => [kind, action, facts])).toEqual([
      ['read', 'interop.fhir-read', { resource: 'Patient' }],
      ['read', 'interop.fhir-read', { resource: 'Patient' }],
      ['read', 'interop.fhir-read', { resource: 'Appointment' }],
      ['refusal', 'interop.fhir-refused', { resource: 'Patient', needs: 'read' }],
    ])
  })

  test('is searched by day, doctor and status, and not for everybody at once', async () => {
    const reader = await connected(['read'])
    const day = await search(reader, 'Appointment', {
      date: ['ge2026-11-20', 'lt2026-11-21'],
      practitioner: `Practitioner/${clinic.doctorId}`,
      status: 'booked',
      _count: '2',
    })
    expect(resources(day)).toHaveLength(2)
    expect(day.link?.map(link => link.relation)).toEqual(['self', 'next'])
    expect(await search(reader, 'Appointment', { actor: `Patient/${patient(0)}` })).toMatchObject({
      entry: [{ resource: { status: 'cancelled' } }],
    })
    expect(await refused(search(reader, 'Appointment', { status: 'booked' }))).toMatchObject({
      status: 400,
      outcome: { issue: [{ code: 'too-costly' }] },
    })
    expect(await refused(search(reader, 'Patient', {}))).toMatchObject({ status: 400 })
  })

  test('a referral is a ServiceRequest without its illness, and the booking for it says so', async () => {
    const community = await communityHospital(all.house, 'SQ1', '江湾社区卫生服务中心')
    const referrer = await community.as()
    const unitId = await clinicalUnit(all.house, 'XHNK', '消化内科')
    const drafted = await draftReferral(all.house)(referrer, {
      institutionId: community.id,
      channel: 'portal',
      fields: sampleReferral(unitId),
    })
    const reader = await connected(['read'])
    expect(await refused(reader.read({ resourceType: 'ServiceRequest', id: drafted.id }))).toMatchObject({
      status: 404,
    })
    await submitReferral(all.house)(referrer, { id: drafted.id, version: drafted.version })
    const request = (await reader.read({ resourceType: 'ServiceRequest', id: drafted.id })) as unknown as ServiceRequest
    expect(request).toMatchObject({
      status: 'active',
      intent: 'order',
      priority: 'urgent',
      requester: { display: '江湾社区卫生服务中心' },
      performer: [{ display: '消化内科' }],
    })
    expect(JSON.stringify(request)).not.toContain('胃溃疡')
    const number = request.identifier?.[0]?.value ?? ''
    const { doctorId } = await openClinic(all, { unitId, days: ['2026-11-24'], code: 'D2' })
    const [slot] = await seekSlots(all.house, { doctorId, channel: 'referral', atMost: 1 })
    const lin = await hospital.as('lin')
    const [placed] = await rows<{ version: number }>('select version from referral.referral where id = $1', [
      drafted.id,
    ])
    await bookReferral(all.house)(lin, {
      id: drafted.id,
      version: placed?.version ?? 0,
      slotId: slot?.id ?? '',
      contactWay: 'sms',
      readBack: true,
      doubledBecause: null,
    })
    const found = await search(reader, 'ServiceRequest', { identifier: number, status: 'active' })
    expect(found).toMatchObject({ total: 1 })
    expect(request.subject).toEqual({ type: 'Patient', display: '转**者' })
    const subject = resources<ServiceRequest>(found)[0]?.subject.reference ?? ''
    expect(resources(await search(reader, 'Appointment', { patient: subject }))).toMatchObject([
      { status: 'booked', basedOn: [{ reference: `ServiceRequest/${drafted.id}` }] },
    ])
    expect(await refused(search(reader, 'ServiceRequest', { status: 'active' }))).toMatchObject({ status: 400 })
    const stranger = await connected(['book'])
    expect(await refused(search(stranger, 'ServiceRequest', { patient: subject }))).toMatchObject({ status: 403 })
  })

  test('one who was merged into another says so', async () => {
    const system = systemCaller(all.house.hospital.id)
    await mergeFromSystem(all.house)(system, {
      source: 'HIS',
      occurredAt: null,
      person: { identifiers: [{ system: 'HIS', kind: 'patient-number', value: 'A10' }] },
      from: [{ system: 'HIS', kind: 'patient-number', value: 'A11' }],
    })
    const reader = await connected(['read'])
    expect(await reader.read({ resourceType: 'Patient', id: patient(11) })).toMatchObject({
      active: false,
      link: [{ other: { reference: `Patient/${patient(10)}` }, type: 'replaced-by' }],
    })
    expect(await search(reader, 'Patient', { identifier: 'A11' })).toMatchObject({
      total: 1,
      entry: [{ resource: { id: patient(10), active: true } }],
    })
    expect(
      await refused(reader.read({ resourceType: 'Patient', id: '0198d0d0-0000-7000-8000-0000000000ee' })),
    ).toMatchObject({ status: 404 })
  })

  test('a system that may only read books nothing', async () => {
    const reader = await connected(['read'])
    const slot = (await free(reader))[0]?.id ?? ''
    expect(await refused(create(reader, wanted(slot, patient(8))))).toMatchObject({ status: 403 })
  })
})
