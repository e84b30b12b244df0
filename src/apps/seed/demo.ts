import type { House } from '#platform/house.ts'
import { run } from '#platform/database.ts'
import { notes } from './accounts.ts'
import { lookAhead } from './ahead.ts'
import { seedBookings } from './bookings.ts'
import { coordinate } from './coordination.ts'
import { foundHospital } from './hospital.ts'
import { knownPatients, registerPatients } from './index-patients.ts'
import { daysBetween } from './matters/cast.ts'
import { playDays } from './matters/days.ts'
import { standingMatters } from './matters/standing-matters.ts'
import { inOneTransaction } from './one-transaction.ts'
import { kioskNote, setUpOutward } from './outward.ts'
import { refer } from './referrals.ts'
import { signPastReports } from './reports.ts'

const FIRST_START = { patients: 5000, days: 7 }

/**
 * Fills an empty house with the demo hospital (首次启动演示数据): places, people, patients, and the matters of the last seven days up
 * to this moment. Does nothing where there are people already. Returns what whoever started it should read.
 */
export async function seedDemo(house: House, size = FIRST_START): Promise<readonly string[]> {
  const known = await populationOf(house)
  if (known !== 'empty') return known === 'demo' ? together([...notes, ...(await kioskNote(house))]) : []
  const now = house.clock.now()
  // The hospital stands whole or not at all: whether it stands tells the next start what to do.
  await Promise.all([
    inOneTransaction(house, now, stage => foundHospital(stage, now)),
    registerPatients(house, size.patients, now),
  ])
  const patients = await knownPatients(house)
  await seedBookings(house, now, patients)
  const today = now.toZonedDateTimeISO(house.hospital.zone).toPlainDate()
  const days = daysBetween(today.subtract({ days: size.days - 1 }), today)
  await playDays(house, {
    days,
    until: now,
    patients,
    more: cast => standingMatters(cast, now),
  })
  await inOneTransaction(house, now, stage => coordinate(stage, now))
  await inOneTransaction(house, now, stage => refer(stage, now))
  await inOneTransaction(house, now, stage => lookAhead(stage, now, patients))
  const once = await inOneTransaction(house, now, setUpOutward)
  await signPastReports(house, days.slice(0, -1))
  return together([...notes, ...(await kioskNote(house)), ...once])
}

/** What belongs together is read in one piece. */
const together = (lines: readonly string[]) => [lines.join('\n')]

/** Is nobody here, the demo's people, or others? */
async function populationOf(house: House): Promise<'empty' | 'demo' | 'other'> {
  const [found] = await house.database.transact(tx =>
    run<{ people: boolean; tour: boolean }>(
      tx,
      `select exists (select from staff.person where hospital_id = $1) as people,
         exists (select from staff.account where hospital_id = $1 and login = 'lin') as tour`,
      [house.hospital.id],
    ),
  )
  if (found?.people !== true) return 'empty'
  return found.tour ? 'demo' : 'other'
}
