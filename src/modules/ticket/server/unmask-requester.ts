import type { Caller } from '#kernel/caller.ts'
import { type House, tellRead } from '#platform/house.ts'
import { maySee } from '../rules/access.ts'
import type { Personal } from './create-ticket.ts'
import { load } from './store.ts'

/** The requester's name and phone in clear, for a reason that the journal keeps (SEC-05). */
export const unmaskRequester = (house: House) => async (caller: Caller, asked: { id: string; reason: string }) => {
  const { ticket, parts } = await house.database.transact(tx => load(tx, caller.hospitalId, asked.id, false))
  maySee(caller, { ...ticket, parts })
  await tellRead(house, caller, {
    action: 'ticket.unmasked',
    subject: { kind: 'ticket', id: ticket.id },
    patientId: ticket.patientId,
    facts: { field: 'requester' },
    detail: { reason: asked.reason },
  })
  const { name, phone } = house.cipher.decipherJson<Personal>(ticket.personal)
  return { name, phone }
}
