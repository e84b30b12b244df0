import type { z } from 'zod'
import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import type { UnmaskField } from '../contract.ts'
import type { Person } from '../rules/person.ts'
import { mustLoad } from './store.ts'

type Field = z.output<typeof UnmaskField>

/** One field of a person, whole (查看明文, SEC-05): the reason is journaled with it, and nothing else is answered. */
export const unmaskPatient = (
  house: House,
  caller: Caller,
  asked: { readonly id: string; readonly field: Field; readonly index: number; readonly reason: string },
): Promise<{ field: Field; value: string }> =>
  // A stored answer would be a second place where the value lies.
  transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
    const stored = await mustLoad(house, tx, caller.hospitalId, asked.id)
    const value = wholeValue(stored.person, asked.field, asked.index)
    if (!value) throw new Problem('not-found')
    tell({
      action: 'patient.unmasked',
      kind: 'read',
      subject: { kind: 'patient', id: stored.id },
      patientId: stored.id,
      facts: { field: asked.field },
      detail: { reason: asked.reason, index: asked.index },
    })
    return { field: asked.field, value }
  })

function wholeValue(person: Person, field: Field, index: number): string | null | undefined {
  switch (field) {
    case 'name':
    case 'birthDate':
    case 'address':
      return person[field]
    case 'document':
      return person.document?.number
    case 'insurance':
      return person.insurance?.number
    case 'phone':
      return person.phones[index]?.number
    case 'relative-name':
      return person.relatives[index]?.name
    case 'relative-phone':
      return person.relatives[index]?.phone
  }
}
