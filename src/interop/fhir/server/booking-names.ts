import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Caller } from '#kernel/caller.ts'
import type { OtherName } from '../resource/appointment.ts'

/** The bookings that other systems call so. */
export const bookingsNamed = (
  tx: Tx,
  hospitalId: string,
  names: readonly { readonly system: string | null; readonly value: string }[],
): Promise<{ appointmentId: string }[]> =>
  run(
    tx,
    `select distinct n.appointment_id from unnest($2::text[], $3::text[]) as a (system, value)
     join interop.booking_name n on n.hospital_id = $1 and n.value = a.value and n.system = a.system`,
    [hospitalId, names.map(one => one.system ?? ''), names.map(one => one.value)],
  )

/** What other systems call each of these bookings, the first name first. */
export async function namesOfBookings(
  tx: Tx,
  hospitalId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OtherName[]>> {
  const rows = await run<OtherName & { appointmentId: string }>(
    tx,
    `select appointment_id, system, value from interop.booking_name where hospital_id = $1 and appointment_id = any($2::uuid[])
     order by named_at, system, value`,
    [hospitalId, ids],
  )
  const found = new Map<string, OtherName[]>()
  for (const { appointmentId, ...name } of rows) found.set(appointmentId, [...(found.get(appointmentId) ?? []), name])
  return found
}

/** Keeps what another system calls a booking; a name that is known stays with the booking that it names. */
export async function nameBooking(
  house: House,
  caller: Caller,
  appointmentId: string,
  names: readonly (OtherName & { readonly kind: 'identifier' | 'placer' | 'filler' })[],
): Promise<void> {
  if (names.length === 0) return
  await transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
    const rows = await run(
      tx,
      `insert into interop.booking_name (hospital_id, system, value, appointment_id, kind, named_at)
       select $1, n.system, n.value, $2, n.kind, $6 from unnest($3::text[], $4::text[], $5::text[]) as n (system, value, kind)
       on conflict do nothing returning value`,
      [
        caller.hospitalId,
        appointmentId,
        names.map(one => one.system),
        names.map(one => one.value),
        names.map(one => one.kind),
        house.clock.now().toString(),
      ],
    )
    if (rows.length > 0)
      tell({
        action: 'interop.booking-named',
        subject: { kind: 'interop', id: appointmentId },
        facts: { names: rows.length },
      })
  })
}
