import type { Caller } from '#kernel/caller.ts'
import { type FileKind, isOfKind } from '#kernel/file-kind.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, tellRead } from '#platform/house.ts'
import { change } from './change.ts'
import { mustSee } from './guests.ts'
import { followed, mergedInto } from './merged.ts'
import { load } from './store.ts'

export interface AttachFile {
  readonly id: string
  readonly name: string
  readonly type: FileKind
  /** Base64. */
  readonly data: string
}

/** Attaches a photo or a PDF to a matter; it is kept enciphered. */
export const attachFile = (house: House) => async (caller: Caller, asked: AttachFile) => {
  const content = Buffer.from(asked.data, 'base64')
  if (!isOfKind(content, asked.type)) throw new Problem('attachment-type')
  const id = house.ids.next()
  await change(house, caller, asked, 'attach', async open => {
    await open.tx
      .insertInto('ticket.attachment')
      .values({
        hospitalId: open.ticket.hospitalId,
        ticketId: open.ticket.id,
        id,
        name: house.cipher.encipher(asked.name),
        type: asked.type,
        content: house.cipher.encipher(asked.data),
        at: open.at.toString() as never,
        byPerson: caller.personId,
      })
      .execute()
    open.tell('ticket.attached', { attachment: id, type: asked.type })
  })
  return { id }
}

/** One attachment; the reading is journaled. */
export const readAttachment = (house: House) => async (caller: Caller, asked: { id: string; attachmentId: string }) => {
  const found = await house.database.transact(async tx => {
    const now = await followed(tx, caller)
    const id = now === caller ? asked.id : (now.only?.id ?? asked.id)
    const stored = await load(tx, caller.hospitalId, id, false)
    await mustSee(tx, now, stored)
    const merged = await mergedInto(tx, caller.hospitalId, id)
    const row = await tx
      .selectFrom('ticket.attachment')
      .selectAll()
      .where('hospitalId', '=', caller.hospitalId)
      .where('ticketId', 'in', [id, ...merged.map(one => one.id)])
      .where('id', '=', asked.attachmentId)
      .executeTakeFirst()
    if (row === undefined) throw new Problem('not-found')
    return { row, patientId: stored.ticket.patientId }
  })
  await tellRead(house, caller, {
    action: 'ticket.opened',
    subject: { kind: 'ticket', id: asked.id },
    patientId: found.patientId,
    facts: { by: 'attachment' },
  })
  return {
    name: house.cipher.decipher(found.row.name),
    type: found.row.type,
    data: house.cipher.decipher(found.row.content),
  }
}
