import { Client } from 'fhir-kit-client'
import type { Appointment, Bundle, CapabilityStatement, OperationOutcome, ServiceRequest, Slot } from 'fhir/r4.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '#apps/server/modules.ts'
import { systemCaller } from '#kernel/caller.ts'
import { bookAppointment, seekSlots } from '#modules/appointment/index.ts'
import { sampleBooking } from '#modules/appointment/sample.ts'
import { quotaPlan } from '#modules/appointment/settings.ts'
import { mergeFromSystem, upsertFromSystem } from '#modules/patient/index.ts'
import { draftReferral, submitReferral } from '#modules/referral/index.ts'
import { sampleReferral } from '#modules/referral/sample.ts'
import { bookReferral } from '#modules/referral/server/place-referral.ts'
import { authenticate } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { writeSetting } from '#platform/settings.ts'
import { buildApp } from '#platform/http/app.ts'
import { openClinic } from '../../../../tests/support/clinic.ts'
import { smallHospital, type SmallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { somePatients } from '../../../../tests/support/patients.ts'
import { clinicalUnit, communityHospital } from '../../../../tests/support/referrals.ts'
import { freePort } from '../../../../tests/support/process.ts'
import { makeClient, renewSecret, revokeClient } from '../../server/clients.ts'

const DAYS = ['2026-11-20', '2026-11-23']
let all: TestHouse
let hospital: SmallHospital
let house: House
let close: () => Promise<void>
let url: string
let clinic: Awaited<ReturnType<typeof openClinic>>
let patients: readonly string[]

beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(all.house)
  const at = MONDAY
  await all.house.database.transact(tx =>
    writeSetting(tx, all.house.hospital.id, quotaPlan, [], { personId: null, effectiveFrom: at, at }),
  )
  all.house.settings.forget()
  patients = await somePatients(all.house, 12)
  clinic = await openClinic(all, { unitId: hospital.unit.ward, days: DAYS })
  const port = await freePort()
  url = `http://localhost:${port}/fhir`
  house = { ...all.house, publicUrl: `http://localhost:${port}` }
  const app = await buildApp({
    house,
    modules,
    authenticate: authenticate(all.house),
    checkAnswers: true,
    web: null,
    rateLimits: true,
  })
  await app.listen({ port, host: 'localhost' })
  close = () => app.close()
})
afterAll(async () => {
  await close()
  await all.close()
})

let made = 0
const account = (scopes: readonly ('read' | 'book')[]) => {
  made += 1
  return makeClient(house)(systemCaller(all.house.hospital.id), {
    name: `平台${made}`,
    channel: 'platform',
    scopes,
  })
}

async function token(id: string, secret: string): Promise<string> {
  const answer = await fetch(`${url}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token } = (await answer.json()) as { access_token?: string }
  return access_token ?? ''
}

const tokens = new WeakMap<Client, string>()

/** A program with an account, signed in. */
async function connected(scopes: readonly ('read' | 'book')[], language = 'zh'): Promise<Client> {
  const { client, secret } = await account(scopes)
  const bearerToken = await token(client.id, secret)
  const program = new Client({ baseUrl: url, customHeaders: { 'accept-language': language } })
  program.bearerToken = bearerToken
  tokens.set(program, `Bearer ${bearerToken}`)
  return program
}

const search = async (program: Client, resourceType: string, searchParams: Record<string, string | string[]>) =>
  (await program.search({ resourceType, searchParams: searchParams as never })) as unknown as Bundle
const resources = <R>(bundle: Bundle) => (bundle.entry ?? []).map(entry => entry.resource as R)
const wanted = (slotId: string, patientId: string, more: object = {}) => ({
  resourceType: 'Appointment' as const,
  status: 'booked' as const,
  slot: [{ reference: `Slot/${slotId}` }],
  participant: [{ actor: { reference: `Patient/${patientId}` }, status: 'accepted' as const }],
  ...more,
})
const create = async (program: Client, body: object, headers: Record<string, string> = {}) =>
  (await program.create({
    resourceType: 'Appointment',
    body: body as never,
    options: { headers },
  })) as unknown as Appointment
const free = async (program: Client, day = DAYS[0] ?? '') =>
  resources<Slot>(await search(program, 'Slot', { start: day, status: 'free' }))
const patient = (n: number) => patients[n] ?? ''

/** What a refused call was answered. */
async function refused(work: Promise<unknown>): Promise<{ status: number; outcome: OperationOutcome }> {
  try {
    await work
  } catch (error) {
    const { response } = error as { response: { status: number; data: OperationOutcome } }
    return { status: response.status, outcome: response.data }
  }
  throw new Error('it was not refused')
}
const rows = <Row>(sql: string, values: readonly unknown[] = []) =>
  all.house.database.transact(tx => run<Row>(tx, sql, values))

describe('whoever connects', () => {
  test('finds out what is served and where tokens are given, without an account', async () => {
    const program = new Client({ baseUrl: url })
    const statement = (await program.capabilityStatement()) as unknown as CapabilityStatement
    expect(statement).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', kind: 'instance' })
    expect(statement.rest?.[0]?.resource?.map(one => one.type)).toEqual([
      'Schedule',
      'Slot',
      'Appointment',
      'ServiceRequest',
      'Practitioner',
      'Patient',
    ])
    expect((await program.smartAuthMetadata()).tokenUrl?.href).toBe(`${url}/token`)
  })

  test('gets a token with its secret only, and is out when the account is', async () => {
    const { client, secret } = await account(['book'])
    expect(await token(client.id, `${secret}x`)).toBe('')
    const program = new Client({ baseUrl: url })
    program.bearerToken = await token(client.id, secret)
    expect((await search(program, 'Slot', { _count: '1' })).entry).toHaveLength(1)
    const renewed = await renewSecret(house)(systemCaller(all.house.hospital.id), { id: client.id })
    expect(await refused(search(program, 'Slot', { _count: '1' }))).toMatchObject({ status: 401 })
    const again = new Client({ baseUrl: url })
    again.bearerToken = await token(client.id, renewed.secret)
    await revokeClient(house)(systemCaller(all.house.hospital.id), { id: client.id })
    expect(await refused(search(again, 'Slot', { _count: '1' }))).toMatchObject({ status: 401 })
    expect(await token(client.id, renewed.secret)).toBe('')
    expect(
      await rows(`select action from platform.journal where subject_id = $1 and kind = 'refusal'`, [client.id]),
    ).toEqual([{ action: 'interop.token-refused' }, { action: 'interop.token-refused' }])
  })

  test.each([undefined, 'Bearer nonsense', `Bearer ${'A'.repeat(80)}`, 'Basic eDp5'])(
    'is refused without a token: %s',
    async authorization => {
      const answer = await fetch(`${url}/Slot`, { headers: authorization === undefined ? {} : { authorization } })
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toContain('Bearer')
      expect(answer.headers.get('content-type')).toContain('application/fhir+json')
      expect(await answer.json()).toMatchObject({
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'error', details: { coding: [{ code: 'client-unknown' }] } }],
      })
    },
  )
})

describe('the pool', () => {
  test('is searched by time, doctor, session and status, a page at a time', async () => {
    const program = await connected([])
    const first = await search(program, 'Slot', { start: ['ge2026-11-20', 'lt2026-11-24'], _count: '5' })
    expect(first.total).toBeUndefined()
    const seen = resources<Slot>(first)
    let page: Bundle | undefined = first
    while (page?.link?.some(link => link.relation === 'next')) {
      page = (await program.nextPage({ bundle: page as never })) as unknown as Bundle
      seen.push(...resources<Slot>(page))
    }
    expect(seen).toHaveLength(16)
    expect(new Set(seen.map(slot => slot.id)).size).toBe(16)
    expect(seen.map(slot => slot.start)).toEqual(seen.map(slot => slot.start).toSorted())
    const schedule = clinic.sessionIds[0] ?? ''
    for (const query of [
      { schedule: `Schedule/${schedule}` },
      { 'schedule.actor': `Practitioner/${clinic.doctorId}`, start: DAYS[0] ?? '' },
      { 'service-type': 'ward', start: `lt${DAYS[1]}` },
    ] as Record<string, string>[])
      expect(await search(program, 'Slot', query)).toMatchObject({ total: 8 })
    expect(await search(program, 'Slot', { status: 'busy' })).toMatchObject({ total: 0 })
    expect(seen[0]).toMatchObject({
      resourceType: 'Slot',
      status: 'free',
      schedule: { reference: `Schedule/${schedule}` },
      start: '2026-11-20T00:00:00Z',
    })
  })

  test('has sessions and doctors behind it', async () => {
    const program = await connected([])
    const found = await search(program, 'Schedule', { actor: `Practitioner/${clinic.doctorId}`, date: 'ge2026-11-21' })
    expect(resources(found)).toMatchObject([
      {
        resourceType: 'Schedule',
        id: clinic.sessionIds[1],
        active: true,
        actor: [{ reference: `Practitioner/${clinic.doctorId}`, display: '叶知秋' }],
        planningHorizon: { start: '2026-11-23T00:00:00Z' },
      },
    ])
    expect(await program.read({ resourceType: 'Practitioner', id: clinic.doctorId })).toMatchObject({
      name: [{ text: '叶知秋' }],
      identifier: [{ value: 'D1' }],
    })
    expect(await search(program, 'Practitioner', { name: 'yzq' })).toMatchObject({ total: 1 })
    expect(await search(program, 'Practitioner', { name: 'nobody' })).toMatchObject({ total: 0 })
  })

  test('a slot is read with a tag, and not sent again while nothing changed', async () => {
    const program = await connected([])
    const [slot] = await free(program)
    const read = await program.read({ resourceType: 'Slot', id: slot?.id ?? '' })
    const tag = Client.httpFor(read).response?.headers.get('etag') ?? ''
    const again = (tagSeen: string) =>
      fetch(`${url}/Slot/${slot?.id}`, {
        headers: { authorization: tokens.get(program) ?? '', 'if-none-match': tagSeen },
      })
    expect(tag).toMatch(/^W\/"/)
    expect([(await again(tag)).status, (await again('W/"other"')).status]).toEqual([304, 200])
  })

  test('whatever a program sends is answered, or refused as an OperationOutcome in Chinese: it never breaks', async () => {
    const program = await connected(['read', 'book'])
    const authorization = tokens.get(program) ?? ''
    const id = '0198d0d0-0000-7000-8000-0000000000ee'
    const cursor = (order: string) => Buffer.from(`${order}|${id}`).toString('base64url')
    const ask = (path: string, init: { body?: string; type?: string; method?: string } = {}) =>
      fetch(`${url}/${path}`, {
        method: init.method ?? (init.body === undefined ? 'GET' : 'POST'),
        headers: {
          authorization,
          ...(init.body !== undefined && { 'content-type': init.type ?? 'application/fhir+json' }),
        },
        ...(init.body !== undefined && { body: init.body }),
      })
    const form = 'application/x-www-form-urlencoded'
    for (const [status, asked] of [
      [422, ask('Appointment?identifier=a%00b')],
      [422, ask('Patient/_search', { body: 'identifier=a%00b', type: form })],
      [400, ask(`Slot?_after=${cursor('soon')}`)],
      [400, ask(`Schedule?_after=${cursor('9999-99-99')}`)],
      [400, ask('Slot?start=9999-12-31')],
      [400, ask('Appointment?date=ge0000-01-01')],
      [400, ask('Appointment?patient:identifier=x&date=ge2026-11-20')],
      [400, ask('Appointment?patient.name=x&date=ge2026-11-20')],
      [400, ask('Slot?_count=1e9')],
      [400, ask('Patient/_search', { body: '{"identifier":{"a":1}}' })],
      [400, ask('Patient/_search', { body: '{"identifier":[[1]]}' })],
      [422, ask('Appointment', { body: `${'['.repeat(30_000)}${']'.repeat(30_000)}` })],
      [422, ask('Appointment', { body: '{"resourceType":"Appointment","comment":"a\\u0000b"}' })],
      [422, ask('Appointment', { body: '{"__proto__":{"resourceType":"Appointment"}}' })],
      [422, ask('Appointment', { body: '{' })],
      [404, ask(`Appointment/${id}`, { method: 'PATCH', body: '[]', type: 'application/json-patch+json' })],
      [404, ask('Observation?patient=1')],
      [415, ask('Appointment', { body: '<Appointment/>', type: 'application/fhir+xml' })],
    ] as const) {
      const answer = await asked
      const outcome = (await answer.json()) as OperationOutcome
      expect([answer.url, answer.status, outcome.resourceType]).toEqual([answer.url, status, 'OperationOutcome'])
      expect(outcome.issue[0]?.diagnostics).toMatch(/[\u4e00-\u9fff]/)
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })

  test('a search by POST hears each value of a name; a page of none shows nobody', async () => {
    const program = await connected(['read'])
    const authorization = tokens.get(program) ?? ''
    const post = async (path: string, form: string): Promise<Bundle> => {
      const answer = await fetch(`${url}/${path}/_search`, {
        method: 'POST',
        headers: { authorization },
        body: new URLSearchParams(form),
      })
      return (await answer.json()) as Bundle
    }
    const first = await post('Slot', 'start=ge2026-11-20&start=lt2026-11-21')
    expect(resources<Slot>(first).map(slot => slot.start?.slice(0, 10))).toEqual(
      resources<Slot>(first).map(() => '2026-11-20'),
    )
    const none = await post('Patient', `_id=${patient(3)}&_count=0`)
    expect([none.entry, none.total]).toEqual([undefined, undefined])
    expect(
      await rows(`select action from platform.journal where action = 'interop.fhir-read' and patient_id = $1`, [
        patient(3),
      ]),
    ).toEqual([])
  })

  test('what is not understood is left out, or refused to whoever is strict', async () => {
    const program = await connected([], 'en')
    const lenient = await search(program, 'Slot', { colour: 'red', _count: '1' })
    expect(lenient.link?.[0]?.url).toBe(`${url}/Slot?_count=1`)
    const strict = await refused(
      program.search({
        resourceType: 'Slot',
        searchParams: { colour: 'red' },
        options: { headers: { prefer: 'handling=strict' } },
      }),
    )
    expect(strict).toMatchObject({
      status: 400,
      outcome: { issue: [{ code: 'not-supported', diagnostics: expect.stringContaining('“colour”') }] },
    })
    expect(await refused(search(program, 'Slot', { start: 'soon' }))).toMatchObject({ status: 400 })
    expect(await refused(program.request('Observation'))).toMatchObject({
      status: 404,
      outcome: { issue: [{ code: 'not-supported' }] },
    })
    expect(await refused(program.delete({ resourceType: 'Slot', id: 'x' }))).toMatchObject({ status: 405 })
    expect((await fetch(`${url}/metadata`, { headers: { accept: 'application/fhir+xml' } })).status).toBe(406)
  })

  test('a search by POST is the same search', async () => {
    const program = await connected([])
    const bundle = await program.search({
      resourceType: 'Slot',
      searchParams: { start: DAYS[0] ?? '', _count: '3' },
      options: { postSearch: true },
    })
    expect(resources(bundle as unknown as Bundle)).toHaveLength(3)
  })
})

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

const freeOf = async (slot: string) =>
  (await seekSlots(all.house, { ids: [slot], channel: 'phone', atMost: 1 }))[0]?.free ?? -1

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
