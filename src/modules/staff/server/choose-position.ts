import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { positions } from '../settings.ts'
import { savePosition } from './account-store.ts'
import { forgetSessions } from './memory.ts'
import { organisation } from './organisation.ts'
import { isDeskAgent, leaveSeat, sit } from './seat.ts'
import { mustKnowPosition } from './service-positions.ts'
import { type Me, meOf } from './who-am-i.ts'

/** Says at which position (工位) the person sits; from then on the machine may be switched by badge and PIN. */
export const choosePosition =
  (house: House) =>
  async (
    caller: Caller,
    { position, reason = null }: { readonly position: string | null; readonly reason?: string | null },
  ): Promise<Me> => {
    const personId = personOf(caller)
    const { sessionId } = caller
    if (sessionId === null) throw new Problem('not-signed-in')
    if (position !== null) await mustKnowPosition(house, position)
    const org = await organisation(house)
    const person = { id: personId, name: org.people.get(personId)?.name ?? '' }
    const isAgent = isDeskAgent(org, personId, house.clock.now())
    await transact(house, { ...caller, once: null }, async work => {
      const { tx, tell } = work
      if (position === null) await leaveSeat(house, work, personId)
      else if (isAgent) await sit(house, work, { person, position, reason })
      await savePosition(tx, house.hospital.id, sessionId, position)
      tell({ action: 'staff.position-chosen', subject: { kind: 'session', id: sessionId }, facts: { position } })
    })
    forgetSessions(house, [sessionId])
    return meOf(house, personId, position)
  }

export const listPositions = (house: House) => async (): Promise<{ positions: string[] }> => ({
  positions: [...(await house.settings.at(house.hospital.id, positions, house.clock.now())).value.names],
})
