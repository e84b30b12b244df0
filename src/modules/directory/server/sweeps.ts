import type { Sweep } from '#platform/sweeps.ts'
import { makeSessions } from './make-sessions.ts'

/** Sessions are made ahead and given out, a day more each midnight. */
export const sessionSweep: Sweep = {
  name: 'directory: sessions',
  every: 900,
  run: async (house, now) => void (await makeSessions(house, now)),
}
