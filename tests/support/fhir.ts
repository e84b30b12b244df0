import { Client } from 'fhir-kit-client'
import type { Appointment, Bundle, OperationOutcome, Slot } from 'fhir/r4.js'
import { afterAll, beforeAll } from 'vitest'
import { modules } from '#apps/server/modules.ts'
import { systemCaller } from '#kernel/caller.ts'
import { seekSlots } from '#modules/appointment/index.ts'
import { quotaPlan } from '#modules/appointment/settings.ts'
import { authenticate } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { writeSetting } from '#platform/settings.ts'
import { buildApp } from '#platform/http/app.ts'
import { openClinic } from './clinic.ts'
import { smallHospital, type SmallHospital } from './hospital.ts'
import { MONDAY, type TestHouse, testHouse } from './house.ts'
import { somePatients } from './patients.ts'
import { freePort } from './process.ts'
import { makeClient } from '#interop/server/clients.ts'

export const DAYS = ['2026-11-20', '2026-11-23']

/** The house of this test file and what is in it; there after `useFhir`. */
export let all: TestHouse
export let hospital: SmallHospital
export let house: House
export let url: string
export let clinic: Awaited<ReturnType<typeof openClinic>>
export let patients: readonly string[]

/** Opens a small hospital with a clinic of two mornings, which answers programs over HTTP. */
export function useFhir(): void {
  let close: () => Promise<void>
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
}

let made = 0
export const account = (scopes: readonly ('read' | 'book')[]) => {
  made += 1
  return makeClient(house)(systemCaller(all.house.hospital.id), {
    name: `平台${made}`,
    channel: 'platform',
    scopes,
  })
}

export async function token(id: string, secret: string): Promise<string> {
  const answer = await fetch(`${url}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token } = (await answer.json()) as { access_token?: string }
  return access_token ?? ''
}

export const tokens = new WeakMap<Client, string>()

/** A program with an account, signed in. */
export async function connected(scopes: readonly ('read' | 'book')[], language = 'zh'): Promise<Client> {
  const { client, secret } = await account(scopes)
  const bearerToken = await token(client.id, secret)
  const program = new Client({ baseUrl: url, customHeaders: { 'accept-language': language } })
  program.bearerToken = bearerToken
  tokens.set(program, `Bearer ${bearerToken}`)
  return program
}

export const search = async (program: Client, resourceType: string, searchParams: Record<string, string | string[]>) =>
  (await program.search({ resourceType, searchParams: searchParams as never })) as unknown as Bundle
export const resources = <R>(bundle: Bundle) => (bundle.entry ?? []).map(entry => entry.resource as R)
export const wanted = (slotId: string, patientId: string, more: object = {}) => ({
  resourceType: 'Appointment' as const,
  status: 'booked' as const,
  slot: [{ reference: `Slot/${slotId}` }],
  participant: [{ actor: { reference: `Patient/${patientId}` }, status: 'accepted' as const }],
  ...more,
})
export const create = async (program: Client, body: object, headers: Record<string, string> = {}) =>
  (await program.create({
    resourceType: 'Appointment',
    body: body as never,
    options: { headers },
  })) as unknown as Appointment
export const free = async (program: Client, day = DAYS[0] ?? '') =>
  resources<Slot>(await search(program, 'Slot', { start: day, status: 'free' }))
export const patient = (n: number) => patients[n] ?? ''

/** What a refused call was answered. */
export async function refused(work: Promise<unknown>): Promise<{ status: number; outcome: OperationOutcome }> {
  try {
    await work
  } catch (error) {
    const { response } = error as { response: { status: number; data: OperationOutcome } }
    return { status: response.status, outcome: response.data }
  }
  throw new Error('it was not refused')
}
export const rows = <Row>(sql: string, values: readonly unknown[] = []) =>
  all.house.database.transact(tx => run<Row>(tx, sql, values))
export const freeOf = async (slot: string) =>
  (await seekSlots(all.house, { ids: [slot], channel: 'phone', atMost: 1 }))[0]?.free ?? -1
