import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Because, Outcome } from '../rules/message.ts'
import { kindOf } from './kinds.ts'
import { type MessageRow, tell } from './store.ts'

/** A person must tell it (电话告知): one task for a message, however often it fails; a secret is told by nobody. */
export async function makeTask(
  house: House,
  tx: Tx,
  message: MessageRow,
  because: Because,
  at: Instant,
): Promise<void> {
  if (kindOf(message.template).secret !== undefined) return
  const id = house.ids.next()
  const made = await run(
    tx,
    `insert into notification.task (hospital_id, id, version, message_id, because, made_at, attempts)
     values ($1, $2, 1, $3, $4, $5, 0) on conflict do nothing returning id`,
    [message.hospitalId, id, message.id, because, at.toString()],
  )
  if (made.length > 0) await tell(house, tx, message, at, { action: 'message.task-made', facts: { task: id, because } })
}

/** It arrived after all, was answered, or goes out anew: nobody has to tell it any more. */
export async function dropTask(house: House, tx: Tx, message: MessageRow, at: Instant): Promise<void> {
  const dropped = await run<{ id: string }>(
    tx,
    `update notification.task set done_at = $3, outcome = 'not-needed', version = version + 1
     where hospital_id = $1 and message_id = $2 and done_at is null returning id`,
    [message.hospitalId, message.id, at.toString()],
  )
  for (const { id } of dropped)
    await tell(house, tx, message, at, { action: 'message.task-done', facts: { task: id, outcome: 'not-needed' } })
}

interface Asked {
  readonly id: string
  readonly version: number
  /** `no-answer` counts the try, and the task stays open. */
  readonly outcome: Outcome | 'no-answer'
  readonly note: string | null
}

/** What came of telling it (登记告知结果). */
export const finishTask =
  (house: House) =>
  (caller: Caller, asked: Asked): Promise<{ id: string; version: number; attempts: number; done: boolean }> =>
    transact(house, caller, async ({ tx, tell: note }) => {
      const [task] = await run<{ messageId: string; version: number; attempts: number; doneAt: Instant | null }>(
        tx,
        'select message_id, version, attempts, done_at from notification.task where hospital_id = $1 and id = $2 for update',
        [caller.hospitalId, asked.id],
      )
      if (task === undefined) throw new Problem('not-found')
      if (asked.outcome === 'given-up' && asked.note === null)
        throw new Problem('task-wants-note', { pointer: '/body/note' })
      if (task.doneAt !== null) throw new Problem('task-done')
      if (task.version !== asked.version) throw new Problem('stale-version', { id: asked.id, version: task.version })
      const done = asked.outcome !== 'no-answer'
      const attempts = task.attempts + (asked.outcome === 'not-needed' ? 0 : 1)
      const now = house.clock.now()
      await run(
        tx,
        `update notification.task set version = version + 1, attempts = $3, note = coalesce($4, note), done_at = $5, done_by = $6,
           outcome = $7 where hospital_id = $1 and id = $2`,
        [
          caller.hospitalId,
          asked.id,
          attempts,
          asked.note === null ? null : house.cipher.encipher(asked.note),
          done ? now.toString() : null,
          done ? personOf(caller) : null,
          done ? asked.outcome : null,
        ],
      )
      const [message] = await run<{ patientId: string | null }>(
        tx,
        'select patient_id from notification.message where hospital_id = $1 and id = $2',
        [caller.hospitalId, task.messageId],
      )
      note({
        ...(asked.outcome === 'no-answer'
          ? { action: 'message.task-tried' as const, facts: { task: asked.id, attempts } }
          : { action: 'message.task-done' as const, facts: { task: asked.id, outcome: asked.outcome } }),
        subject: { kind: 'message', id: task.messageId },
        patientId: message?.patientId ?? null,
        ...(asked.note === null ? {} : { detail: { note: asked.note } }),
      })
      return { id: asked.id, version: task.version + 1, attempts, done }
    })
