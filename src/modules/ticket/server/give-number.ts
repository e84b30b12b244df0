import type { Caller } from '#kernel/caller.ts'
import { type GiveNumber, numberToGive } from '#modules/knowledge/index.ts'
import type { House } from '#platform/house.ts'
import { change, toldPatient } from './change.ts'

export interface GiveNumberInMatter extends Omit<GiveNumber, 'id'> {
  readonly id: string
  /** The topic of the phone book. */
  readonly topicId: string
}

/** A number of the phone book was given in a matter (转介电话告知): it stands on the time line with the words that were read out. */
export const giveNumber = (house: House) => async (caller: Caller, asked: GiveNumberInMatter) => {
  const { topic, line, isLive } = await numberToGive(house, { ...asked, id: asked.topicId })
  return change(house, caller, { id: asked.id }, 'give-number', async open => {
    toldPatient(open)
    open.tell(
      'ticket.number-given',
      { revision: asked.revisionId, line: asked.line, isLive },
      { detail: { topic, name: line.name, phone: line.phone } },
    )
  })
}
