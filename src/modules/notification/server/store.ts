import type { Selectable } from 'kysely'
import { systemCaller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import type { Tables, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import type { MessageState } from '../rules/message.ts'
import type { Step } from '../rules/route.ts'

export type MessageRow = Selectable<Tables['notification.message']>
export type DeliveryRow = Selectable<Tables['notification.delivery']>

export const routeIn = (house: House, message: Pick<MessageRow, 'route'>): readonly Step[] =>
  message.route === null ? [] : house.cipher.decipherJson<Step[]>(message.route)

/** The messages with these ids, locked in one order. */
export const lockMessages = (tx: Tx, hospitalId: string, ids: readonly string[]): Promise<MessageRow[]> =>
  tx
    .selectFrom('notification.message')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()

/** What of a message a step of its life changes. */
export interface Change {
  readonly state?: MessageState
  readonly step?: number
  readonly lane?: string | null
  readonly route?: Buffer | null
  readonly language?: string
  readonly waits?: number
  readonly dueAt?: Instant | null
  readonly settledAt?: Instant | null
  readonly answeredAt?: Instant | null
}

export async function saveMessage(tx: Tx, message: MessageRow, change: Change): Promise<void> {
  const { dueAt, settledAt, answeredAt, ...plain } = change
  await tx
    .updateTable('notification.message')
    .set({
      ...plain,
      ...(dueAt === undefined ? {} : { dueAt: dueAt?.toString() ?? null }),
      ...(settledAt === undefined ? {} : { settledAt: settledAt?.toString() ?? null }),
      ...(answeredAt === undefined ? {} : { answeredAt: answeredAt?.toString() ?? null }),
      version: message.version + 1,
    })
    .where('hospitalId', '=', message.hospitalId)
    .where('id', '=', message.id)
    .execute()
}

/** One row of the journal about a message, as the house itself. */
export const tell = (house: House, tx: Tx, message: MessageRow, at: Instant, entry: Pick<Entry, 'action' | 'facts'>) =>
  house.journal.write(
    tx,
    systemCaller(house.hospital.id),
    [
      {
        ...entry,
        subject: { kind: 'message', id: message.id },
        version: message.version + 1,
        patientId: message.patientId,
      } as Entry,
    ],
    at,
  )
