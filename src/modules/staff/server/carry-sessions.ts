import type { House } from '#platform/house.ts'
import { moveSessions as move } from './account-store.ts'
import { memoryOf } from './memory.ts'

/** Carries everybody's session over a jump of the simulated clock: a jump is not idleness. Called before the clock is moved. */
export async function carrySessions(house: House, milliseconds: number): Promise<void> {
  await move(house.database, house.hospital.id, milliseconds)
  memoryOf(house).sessions.forget(() => true)
}
