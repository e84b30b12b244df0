import { Client } from 'fhir-kit-client'
import type { Bundle, CapabilityStatement, OperationOutcome, Slot } from 'fhir/r4.js'
import { describe, expect, test } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { renewSecret, revokeClient } from '../../server/clients.ts'
import {
  account,
  all,
  clinic,
  connected,
  DAYS,
  free,
  house,
  patient,
  refused,
  resources,
  rows,
  search,
  token,
  tokens,
  url,
  useFhir,
} from '../../../../tests/support/fhir.ts'

useFhir()

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
