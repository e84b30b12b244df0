import type { Appointment } from 'fhir/r4.js'
import { can } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { seekAppointments, type SoughtAppointment } from '#modules/appointment/index.ts'
import { familyOf } from '#modules/patient/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { appointmentResource, numberSystem } from '../resource/appointment.ts'
import type { Page } from '../resource/bundle.ts'
import type { Base } from '../resource/common.ts'
import {
  type Asked,
  codesOf,
  cursorOf,
  idOf,
  idsOf,
  NOBODY,
  pageSize,
  readCursor,
  referenceOf,
  stretchOf,
  tokenOf,
} from '../rules/search.ts'
import { APPOINTMENT_STATUSES, statesMeant } from '../rules/status.ts'
import { bookingsNamed, namesOfBookings } from './booking-names.ts'
import { type Call, needs, type Names, namesIn, tellWhomRead } from './call.ts'
import { given, pageOf } from './search-pool.ts'

/** Bookings (预约): all of them for accounts that may read, else those that the account made. */
export async function searchAppointments(house: House, call: Call, asked: Asked): Promise<Page<Appointment>> {
  const isReader = can(call.caller, 'patient:read')
  if (!isReader) await needs(house, call, 'book', 'Appointment')
  const names = await namesIn(house)
  const size = pageSize(asked)
  const after = readCursor(asked, 'moment')
  const { from, before } = stretchOf(asked, 'date', house.hospital.zone)
  const actor = asked.get('actor')?.[0]
  const patient =
    referenceOf(asked, 'patient', 'Patient') ??
    (actor?.includes('Patient/') ? referenceOf(asked, 'actor', 'Patient') : undefined)
  const doctor =
    referenceOf(asked, 'practitioner', 'Practitioner') ??
    (actor !== undefined && !actor.includes('Patient/') ? (idOf(actor, 'Practitioner') ?? NOBODY) : undefined)
  const { rows, others } = await house.database.transact(async tx => {
    const ids = await idsMeant(house, tx, asked, call.base)
    if (ids === undefined && patient === undefined && from === undefined) throw new Problem('fhir-search-too-wide')
    const family = patient === undefined ? undefined : await familyOf(tx, house.hospital.id, patient)
    const rows = await seekAppointments(tx, house.hospital.id, {
      unitIds: names.unitIds,
      atMost: size + 1,
      ...given('ids', ids),
      ...given('patientIds', family),
      ...given('doctorId', doctor),
      ...given('slotId', referenceOf(asked, 'slot', 'Slot')),
      ...given('from', from?.toString()),
      ...given('before', before?.toString()),
      ...given('statuses', statusesAsked(asked)),
      ...(isReader ? {} : { madeBy: call.client.id }),
      ...given('after', after && { at: after.order, id: after.id }),
    })
    return {
      rows,
      others: await namesOfBookings(
        tx,
        house.hospital.id,
        rows.map(row => row.id),
      ),
    }
  })
  await tellWhomRead(
    house,
    call,
    'Appointment',
    rows.slice(0, size).map(row => row.patientId),
  )
  return pageOf(
    rows,
    size,
    row => cursorOf(row.startsAt, row.id),
    row => shown(row, names, others.get(row.id) ?? [], call),
  )
}

const statusesAsked = (asked: Asked) =>
  codesOf(asked, 'status')?.flatMap(code => {
    const status = APPOINTMENT_STATUSES.find(one => one === code)
    return status === undefined ? [] : statesMeant(status)
  })

/** The ids that `_id` and `identifier` name together; undefined where neither was asked for. */
async function idsMeant(house: House, tx: Tx, asked: Asked, base: Base): Promise<readonly string[] | undefined> {
  const ids = idsOf(asked)
  const token = tokenOf(asked, 'identifier')
  if (token === undefined) return ids
  const named = new Set(await idsNamed(house, tx, token, base))
  return ids === undefined ? [...named] : ids.filter(id => named.has(id))
}

async function idsNamed(
  house: House,
  tx: Tx,
  token: { readonly system: string | null; readonly value: string },
  base: Base,
): Promise<readonly string[]> {
  const isOurs = token.system === null || token.system === numberSystem(base)
  const numbered = isOurs ? await numberedSo(tx, house.hospital.id, token.value) : []
  if (token.system !== null) {
    const named = await bookingsNamed(tx, house.hospital.id, [token])
    return [...numbered, ...named.map(one => one.appointmentId)]
  }
  const rows = await run<{ appointmentId: string }>(
    tx,
    'select distinct appointment_id from interop.booking_name where hospital_id = $1 and value = $2 limit 20',
    [house.hospital.id, token.value],
  )
  return [...numbered, ...rows.map(row => row.appointmentId)]
}

const numberedSo = async (tx: Tx, hospitalId: string, number: string): Promise<readonly string[]> =>
  (await seekAppointments(tx, hospitalId, { numbers: [number], unitIds: [], atMost: 1 })).map(row => row.id)

const shown = (
  row: SoughtAppointment,
  names: Names,
  others: Parameters<typeof appointmentResource>[1]['names'],
  call: Call,
) =>
  appointmentResource(
    row,
    { unit: names.unit(row.unitId), doctor: names.doctor(row.doctorId), names: others },
    call.base,
  )
