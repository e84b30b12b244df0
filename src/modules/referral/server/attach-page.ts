import type { Caller } from '#kernel/caller.ts'
import type { FileKind } from '#kernel/file-kind.ts'
import { Problem } from '#kernel/problem.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, tellRead, transact } from '#platform/house.ts'
import { mustTake } from '../rules/attachment.ts'
import { isOpen } from '../rules/referral.ts'
import { attachmentPolicy } from '../settings.ts'
import { about, mine, save, sent, sqlInstant } from './store.ts'
import type { AttachmentTable, ReferralTable } from './tables.ts'

/** Adds a page to a referral that is not sent yet or was returned (上传附件); it is kept enciphered. */
export const attachPage =
  (house: House) =>
  (
    caller: Caller,
    asked: { readonly id: string; readonly name: string; readonly type: FileKind; readonly data: string },
  ) =>
    transact(house, caller, async ({ tx, tell }) => {
      const row = await openOne(tx, caller, asked.id)
      const at = house.clock.now()
      const content = Buffer.from(asked.data, 'base64')
      const policy = (await house.settings.at(caller.hospitalId, attachmentPolicy, at)).value
      mustTake(content, asked.type, (await attachmentsOf(tx, row)).length, policy)
      const id = house.ids.next()
      await tx
        .insertInto('referral.attachment')
        .values({
          hospitalId: row.hospitalId,
          referralId: row.id,
          id,
          name: house.cipher.encipher(asked.name),
          type: asked.type,
          bytes: content.length,
          content: house.cipher.encipher(asked.data),
          at: sqlInstant(at),
          byPerson: caller.personId,
        })
        .execute()
      const now = await save(tx, row, {})
      tell({
        action: 'referral.attached',
        ...about(now),
        facts: { attachment: id, type: asked.type, bytes: content.length },
      })
      return { id, version: now.version }
    })

/** Takes a page away again. */
export const detachPage =
  (house: House) => (caller: Caller, asked: { readonly id: string; readonly attachmentId: string }) =>
    transact(house, caller, async ({ tx, tell }) => {
      const row = await openOne(tx, caller, asked.id)
      const gone = await run(
        tx,
        'delete from referral.attachment where hospital_id = $1 and referral_id = $2 and id = $3 returning id',
        [row.hospitalId, row.id, asked.attachmentId],
      )
      if (gone.length === 0) throw new Problem('not-found')
      const now = await save(tx, row, {})
      tell({ action: 'referral.detached', ...about(now), facts: { attachment: asked.attachmentId } })
      return { id: asked.attachmentId, version: now.version }
    })

async function openOne(tx: Tx, caller: Caller, id: string): Promise<ReferralTable> {
  const row = await mine(tx, caller, id)
  if (!isOpen(row.status)) throw new Problem('referral-status', { from: row.status, to: 'submitted' })
  return row
}

export const attachmentsOf = (tx: Tx, row: Pick<ReferralTable, 'hospitalId' | 'id'>) =>
  run<Pick<AttachmentTable, 'id' | 'name' | 'type' | 'bytes' | 'at'>>(
    tx,
    'select id, name, type, bytes, at from referral.attachment where hospital_id = $1 and referral_id = $2 order by at, id',
    [row.hospitalId, row.id],
  )

/** One page, for the own institution or for those who work on it; the opening is kept. */
export const readPage =
  (house: House) =>
  async (
    caller: Caller,
    asked: { readonly id: string; readonly attachmentId: string; readonly from: 'own' | 'sent' },
  ) => {
    const found = await house.database.transact(async tx => {
      const row =
        asked.from === 'own'
          ? await mine(tx, caller, asked.id, false)
          : await sent(tx, caller, 'referral:read', asked.id, false)
      const page = await tx
        .selectFrom('referral.attachment')
        .selectAll()
        .where('hospitalId', '=', row.hospitalId)
        .where('referralId', '=', row.id)
        .where('id', '=', asked.attachmentId)
        .executeTakeFirst()
      if (page === undefined) throw new Problem('not-found')
      return { row, page }
    })
    await tellRead(house, caller, { action: 'referral.opened', ...about(found.row), facts: { by: 'attachment' } })
    return {
      name: house.cipher.decipher(found.page.name),
      type: found.page.type,
      data: house.cipher.decipher(found.page.content),
    }
  }
