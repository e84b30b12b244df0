import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { positions } from '../settings.ts'
import { savePosition } from './account-store.ts'
import { forgetSessions } from './memory.ts'
import { type Me, meOf } from './who-am-i.ts'

/** Says at which position (工位) the person sits; from then on the machine may be switched by badge and PIN. */
export const choosePosition =
  (house: House) =>
  async (caller: Caller, { position }: { readonly position: string | null }): Promise<Me> => {
    const personId = personOf(caller)
    const { sessionId } = caller
    if (sessionId === null) throw new Problem('not-signed-in')
    const { names } = (await house.settings.at(house.hospital.id, positions, house.clock.now())).value
    if (position !== null && !names.includes(position)) throw new Problem('unknown-position', { position })
    await transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
      await savePosition(tx, house.hospital.id, sessionId, position)
      tell({ action: 'staff.position-chosen', subject: { kind: 'session', id: sessionId }, facts: { position } })
    })
    forgetSessions(house, [sessionId])
    return meOf(house, personId, position)
  }

export const listPositions = (house: House) => async (): Promise<{ positions: string[] }> => ({
  positions: [...(await house.settings.at(house.hospital.id, positions, house.clock.now())).value.names],
})
