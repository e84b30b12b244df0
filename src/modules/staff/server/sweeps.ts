import { forgetOldFailures } from '#platform/attempts.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { signInPolicy } from '../settings.ts'
import { endIdleSessions } from './account-store.ts'
import { remindOfExpiry } from './remind-of-expiry.ts'
import { closeForgottenSeats } from './service-positions.ts'
import { noteShortfalls } from './shortfalls.ts'

/** What the staff module does by the clock. */
export const sweeps: readonly Sweep[] = [
  {
    name: 'staff: idle sessions',
    every: 60,
    async run(house, now) {
      const { idleMinutes } = (await house.settings.at(house.hospital.id, signInPolicy, now)).value
      // The last sign of a person is written a minute late at most.
      await endIdleSessions(house.database, house.hospital.id, now.subtract({ minutes: idleMinutes + 1 }), now)
    },
  },
  { name: 'staff: positions that nobody closed', every: 300, run: closeForgottenSeats },
  { name: 'staff: shifts that are short of people', every: 60, run: noteShortfalls },
  { name: 'staff: licences that expire', every: 600, run: remindOfExpiry },
  {
    name: 'staff: old failures',
    every: 3600,
    async run(house, now) {
      await forgetOldFailures(house.database, house.hospital.id, now.subtract({ hours: 24 }))
    },
  },
]
