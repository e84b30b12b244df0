import { type Caller, mustBeAble } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { patientLabel } from '#modules/patient/index.ts'
import { organisation } from '#modules/staff/index.ts'
import { type House, transact } from '#platform/house.ts'
import type { NumberLine } from '../rules/content.ts'
import { published } from './published.ts'
import { linesAnswering } from './read-published.ts'

export interface GiveNumber {
  readonly id: string
  /** The version that was read out: an older one may have another number. */
  readonly revisionId: string
  readonly line: number
}

/** The line of a topic that is given, as it stands now; refuses a version that is no longer. For modules that write it into their own record. */
export async function numberToGive(
  house: House,
  asked: GiveNumber,
): Promise<{ readonly topic: string; readonly line: NumberLine; readonly isLive: boolean }> {
  const item = (await published(house)).find(one => one.id === asked.id && one.kind === 'number')
  if (item === undefined || item.content.kind !== 'number') throw new Problem('not-found')
  const line = item.content.lines[asked.line]
  if (item.revisionId !== asked.revisionId || line === undefined) throw new Problem('number-changed', { id: item.id })
  const { calendar } = await organisation(house)
  const isLive = linesAnswering(item.content, house.clock.now(), calendar)[asked.line]?.isLive ?? false
  return { topic: item.title, line, isLive }
}

/** Gives a number and writes it into the journal: of a patient, into the patient's contact (转介电话告知, DIR-07). */
export const giveNumber =
  (house: House) =>
  async (
    caller: Caller,
    asked: GiveNumber & { readonly patientId: string | null },
  ): Promise<{ phone: string; name: string }> => {
    if (asked.patientId !== null) mustBeAble(caller, 'patient:read')
    const { topic, line, isLive } = await numberToGive(house, asked)
    await transact(house, caller, async ({ tx, tell }) => {
      if (asked.patientId !== null && (await patientLabel(house, tx, caller.hospitalId, asked.patientId)) === null)
        throw new Problem('not-found')
      tell({
        action: 'knowledge.number-given',
        subject:
          asked.patientId === null ? { kind: 'knowledge', id: asked.id } : { kind: 'patient', id: asked.patientId },
        patientId: asked.patientId,
        unitId: line.unitId,
        facts: { revision: asked.revisionId, line: asked.line, isLive },
        detail: { topic, name: line.name, phone: line.phone },
      })
    })
    return { phone: line.phone, name: line.name }
  }
