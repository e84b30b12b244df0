import type { Caller } from '#kernel/caller.ts'
import type { Answer, Sending } from '#kernel/endpoint.ts'
import { isOfKind } from '#kernel/file-kind.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import type { addQualification as adding, fileRecord as filing } from '../contract.ts'
import { nextReminder } from '../rules/register.ts'
import { registerPolicy } from '../settings.ts'
import { dayOf } from './organisation.ts'
import { qualificationView } from './read-record.ts'
import { qualificationsOf } from './record-store.ts'
import { presentPerson } from './store.ts'

/** Adds a licence, title or training (资质), and says when the first reminder of its expiry is due. */
export const addQualification =
  (house: House) =>
  (
    caller: Caller,
    { id: personId, ...asked }: Sending<typeof adding>['body'] & { readonly id: string },
  ): Promise<Answer<typeof adding>> =>
    transact(house, caller, async ({ tx, tell }) => {
      const at = house.clock.now()
      const { hospital } = house
      await presentPerson(tx, hospital.id, personId)
      const { reminderDays } = (await house.settings.at(hospital.id, registerPolicy, at)).value
      const row = await tx
        .insertInto('staff.qualification')
        .values({
          hospitalId: hospital.id,
          id: house.ids.next(),
          personId,
          ...asked,
          number: asked.number === null ? null : house.cipher.encipher(asked.number),
          remindAt: nextReminder(asked.expiresOn, reminderDays, at, hospital.zone)?.toString() ?? null,
          endedAt: null,
          writtenAt: at.toString(),
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      tell({
        action: 'staff.qualification-added',
        subject: { kind: 'staff', id: personId },
        facts: { qualification: row.id, kind: row.kind, expiresOn: row.expiresOn },
        detail: { name: row.name },
      })
      return qualificationView(house, row, dayOf(at, hospital.zone))
    })

/** A qualification was renewed, or holds no longer. */
export const endQualification =
  (house: House) =>
  (
    caller: Caller,
    asked: { readonly id: string; readonly qualificationId: string; readonly reason: string },
  ): Promise<Record<never, never>> =>
    transact(house, caller, async ({ tx, tell }) => {
      const held = (await qualificationsOf(tx, house.hospital.id, asked.id)).find(
        one => one.id === asked.qualificationId,
      )
      if (held === undefined) throw new Problem('not-found')
      await tx
        .updateTable('staff.qualification')
        .set({ endedAt: house.clock.now().toString(), remindAt: null })
        .where('hospitalId', '=', house.hospital.id)
        .where('id', '=', held.id)
        .execute()
      tell({
        action: 'staff.qualification-ended',
        subject: { kind: 'staff', id: asked.id },
        facts: { qualification: held.id, kind: held.kind },
        detail: { name: held.name, reason: asked.reason },
      })
      return {}
    })

/** Attaches a paper to the register (档案附件); it is kept enciphered. */
export const fileRecord =
  (house: House) =>
  (caller: Caller, asked: Sending<typeof filing>['body'] & { readonly id: string }): Promise<Answer<typeof filing>> =>
    transact(house, caller, async ({ tx, tell }) => {
      await presentPerson(tx, house.hospital.id, asked.id)
      if (!isOfKind(Buffer.from(asked.data, 'base64'), asked.type))
        throw new Problem('record-file-type', { pointer: '/body/data' })
      const id = house.ids.next()
      await tx
        .insertInto('staff.record_file')
        .values({
          hospitalId: house.hospital.id,
          id,
          personId: asked.id,
          kind: asked.kind,
          name: house.cipher.encipher(asked.name),
          type: asked.type,
          content: house.cipher.encipher(asked.data),
          addedAt: house.clock.now().toString(),
          addedBy: caller.personId,
        })
        .execute()
      tell({
        action: 'staff.record-filed',
        subject: { kind: 'staff', id: asked.id },
        facts: { file: id, kind: asked.kind },
      })
      return { id }
    })
