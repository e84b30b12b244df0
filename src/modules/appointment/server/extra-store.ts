import type { Instant } from '#kernel/time.ts'
import { listDoctors } from '#modules/directory/index.ts'
import { sendMessage } from '#modules/notification/index.ts'
import { organisation } from '#modules/staff/index.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { signLink } from '#platform/links.ts'
import { extraPolicy } from '../settings.ts'
import { wallTime } from './say-time.ts'
import type { ExtraRequestTable } from './extra-tables.ts'
import { lockRow, saveRow } from './versioned-row.ts'

/** A request, its row locked. Refuses what is not there. */
export const loadExtra = (tx: Tx, hospitalId: string, id: string): Promise<ExtraRequestTable> =>
  lockRow(tx, 'appointment.extra_request', hospitalId, id)

/** Writes over the version that was read; returns the new one. */
export const saveExtra = (tx: Tx, read: ExtraRequestTable, changed: Partial<ExtraRequestTable>): Promise<number> =>
  saveRow(tx, 'appointment.extra_request', read, changed)

/** The person among the staff who is a doctor of the directory, where the house knows one. */
export async function personOfDoctor(house: House, doctorId: string): Promise<string | null> {
  const { list } = await listDoctors(house)
  return list.find(one => one.id === doctorId)?.personId ?? null
}

const HALF = { morning: '上午', afternoon: '下午', evening: '晚间' } as const

type Told = Pick<ExtraRequestTable, 'id' | 'number' | 'unitId' | 'day' | 'halfDay'> & { readonly dueAt: Instant }

/** Tells people that a request waits for them, each with a link of their own to answer by; at night too. */
export async function tellAsked(
  house: House,
  tx: Tx,
  template: 'appointment.extra-asked' | 'appointment.extra-escalated',
  request: Told,
  people: readonly string[],
): Promise<void> {
  const at = house.clock.now()
  const [{ units }, { value: policy }] = await Promise.all([
    organisation(house),
    house.settings.at(house.hospital.id, extraPolicy, at),
  ])
  for (const personId of people) {
    const token = signLink(house.cipher, {
      purpose: 'extra',
      hospitalId: house.hospital.id,
      subjectId: request.id,
      personId,
      endsAt: at.add({ hours: policy.linkHours }),
    })
    await sendMessage(house)(tx, {
      template,
      to: { kind: 'person', personId, unitId: request.unitId },
      about: { kind: 'extra-request', id: request.id },
      values: {
        number: request.number,
        unit: units.get(request.unitId)?.name ?? '—',
        session: `${request.day.slice(5)} ${HALF[request.halfDay]}`,
        until: wallTime(house, request.dueAt),
      },
      urgent: true,
      link: `${house.publicUrl}/h#${token}`,
      ...(request.dueAt.epochMilliseconds > at.epochMilliseconds ? { answerBy: request.dueAt.toString() } : {}),
    })
  }
}
