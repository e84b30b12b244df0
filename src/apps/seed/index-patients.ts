import { type Instant, Temporal } from '#kernel/time.ts'
import { importPatients } from '#modules/patient/index.ts'
import { insertNeed } from '#modules/patient/server/need-store.ts'
import { loadPersons } from '#modules/patient/server/store.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { founder } from './hospital.ts'
import type { Known } from './matters/play.ts'
import { inOneTransaction, type Stage } from './one-transaction.ts'
import { type MadePatient, makePatients, SOURCE } from './patients.ts'

const AT_ONCE = 250
const SIDE_BY_SIDE = 2

/**
 * Registers the demo's patients (示范患者建档) as the hospital's system would have over the years, the first of them last. Where a
 * start that was killed has left some, these are enough.
 */
export async function registerPatients(house: House, count: number, now: Instant): Promise<void> {
  if ((await knownPatients(house)).length > 0) return
  const today = now.toZonedDateTimeISO(house.hospital.zone).toPlainDate()
  const made = makePatients(count, today).toSorted((a, b) => b.registeredDaysAgo - a.registeredDaysAgo)
  const batches = Array.from({ length: Math.ceil(made.length / AT_ONCE) }, (_, n) =>
    made.slice(n * AT_ONCE, (n + 1) * AT_ONCE),
  )
  // While PostgreSQL writes some, the next are enciphered.
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, (_, own) =>
      inOneTransaction(house, now, async stage => {
        for (const [n, some] of batches.entries()) if (n % SIDE_BY_SIDE === own) await registerSome(stage, some, now)
      }),
    ),
  )
}

async function registerSome({ house, clock }: Stage, some: readonly MadePatient[], now: Instant): Promise<void> {
  clock.set(daysBefore(now, Math.min(...some.map(one => one.registeredDaysAgo))))
  const ids = await importPatients(house)(
    founder(house),
    SOURCE,
    some.map(one => ({
      person: one.person,
      identifiers: one.identifiers,
      seenAt: daysBefore(now, one.seenDaysAgo),
    })),
  )
  await writeNeeds(house, ids, some)
}

const daysBefore = (now: Instant, days: number): Instant =>
  Temporal.Instant.fromEpochMilliseconds(now.epochMilliseconds - days * 86_400_000)

const writeNeeds = (house: House, ids: readonly string[], made: readonly MadePatient[]): Promise<void> =>
  transact(house, founder(house), async ({ tx, tell }) => {
    const { id: hospitalId, zone } = house.hospital
    const at = house.clock.now()
    const since = at.toZonedDateTimeISO(zone).toPlainDate().toString()
    for (const [n, { needs }] of made.entries()) {
      const patientId = ids[n] ?? ''
      for (const need of needs) {
        const id = house.ids.next()
        const whole = { ...need, id, patientId, since, validTo: null, source: 'staff' as const }
        await insertNeed(house, tx, hospitalId, whole, { personId: null, at: at.toString() })
        tell({
          action: 'patient.need-set',
          subject: { kind: 'patient', id: patientId },
          patientId,
          facts: { kind: need.kind, value: need.value, needId: id },
          detail: { note: need.note, since, validTo: null, source: 'staff' },
        })
      }
    }
  })

const FOR_MATTERS = 1500

/** The patients whom matters are about: those who were seen last, the newest first. */
export const knownPatients = (house: House): Promise<readonly Known[]> =>
  house.database.transact(async tx => {
    const { id: hospitalId } = house.hospital
    const rows = await run<{ id: string }>(
      tx,
      'select id from patient.patient where hospital_id = $1 and source = $2 and merged_into is null order by seen_at desc, id limit $3',
      [hospitalId, SOURCE, FOR_MATTERS],
    )
    const persons = await loadPersons(
      house,
      tx,
      hospitalId,
      rows.map(row => row.id),
    )
    const byId = new Map(persons.map(one => [one.id, one.person]))
    return rows.flatMap(({ id }) => {
      const person = byId.get(id)
      return person === undefined ? [] : [{ id, person }]
    })
  })
