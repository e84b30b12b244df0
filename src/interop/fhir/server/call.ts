import { type Caller, can } from '#kernel/caller.ts'
import { type Language, Problem } from '#kernel/problem.ts'
import { listDoctors } from '#modules/directory/index.ts'
import { organisation } from '#modules/staff/index.ts'
import { type House, tellRead, tellRefusal } from '#platform/house.ts'
import type { Base, NamedUnit, ResourceType } from '../resource/common.ts'
import type { Client, Scope } from './client.ts'

/** What a request of a machine account brings. */
export interface Call {
  readonly caller: Caller
  readonly client: Client
  readonly language: Language
  readonly base: Base
}

export const baseOf = (house: House): Base => `${house.publicUrl.replace(/\/+$/, '')}/fhir`

const RIGHT: Readonly<Record<Scope, string>> = { read: 'patient:read', book: 'appointment:book' }

/** Refuses an account without the scope, and writes that to the journal. */
export async function needs(house: House, call: Call, scope: Scope, resource: ResourceType): Promise<void> {
  if (can(call.caller, RIGHT[scope])) return
  await tellRefusal(house, call.caller, {
    action: 'interop.fhir-refused',
    subject: { kind: 'interop', id: call.client.id },
    facts: { resource, needs: scope },
  })
  throw new Problem('forbidden', { needs: scope })
}

/** May the account see this booking? All of them with `read`, else those that it made. */
export const sees = (call: Call, booking: { readonly madeBy: string | null }): boolean =>
  can(call.caller, RIGHT.read) || booking.madeBy === call.client.id

/** Writes to the journal whom an account read (SEC-03), a row for each person. */
export async function tellWhomRead(
  house: House,
  call: Call,
  resource: ResourceType,
  patientIds: readonly string[],
): Promise<void> {
  const once = [...new Set(patientIds)]
  if (once.length === 0) return
  await tellRead(
    house,
    call.caller,
    ...once.map(patientId => ({
      action: 'interop.fhir-read' as const,
      subject: { kind: 'interop', id: call.client.id },
      patientId,
      facts: { resource },
    })),
  )
}

/** Departments and doctors by name, as resources say them. */
export interface Names {
  unit(id: string): NamedUnit
  doctor(id: string): string
  unitWithCode(code: string): string | undefined
  readonly unitIds: readonly string[]
}

export async function namesIn(house: House): Promise<Names> {
  const [{ units }, { list }] = await Promise.all([organisation(house), listDoctors(house)])
  const doctors = new Map(list.map(one => [one.id, one.name]))
  const byCode = new Map([...units.values()].map(unit => [unit.code, unit.id]))
  return {
    unit: id => units.get(id) ?? { code: '', name: '' },
    doctor: id => doctors.get(id) ?? '',
    unitWithCode: code => byCode.get(code),
    unitIds: [...units.keys()],
  }
}
