import { type Caller, can, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import type { Organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { ActionTable } from './tables.ts'

const todayOf = (house: House, at: Instant): string =>
  at.toZonedDateTimeISO(house.hospital.zone).toPlainDate().toString()

/** Improvement actions (改进措施) of which the day has passed, the oldest first. */
export const lateActions = (house: House, at: Instant): Promise<ActionTable[]> =>
  house.database.transact(tx =>
    run<ActionTable>(
      tx,
      'select * from quality.action where hospital_id = $1 and done_at is null and due_on < $2 order by due_on, number',
      [house.hospital.id, todayOf(house, at)],
    ),
  )

/** An action as screens show one. */
export function actionView(house: House, who: Organisation, action: ActionTable, at: Instant) {
  const words = (cipher: Buffer | null) =>
    cipher === null ? null : house.cipher.decipherJson<{ text: string }>(cipher).text
  return {
    id: action.id,
    number: action.number,
    decision: words(action.decision) ?? '',
    unit: action.unitId === null ? null : { id: action.unitId, name: who.units.get(action.unitId)?.name ?? '—' },
    owner: { id: action.ownerId, name: who.people.get(action.ownerId)?.name ?? '—' },
    dueOn: action.dueOn,
    doneAt: action.doneAt?.toString() ?? null,
    result: words(action.result),
    late: (action.doneAt === null ? todayOf(house, at) : todayOf(house, action.doneAt)) > action.dueOn,
  }
}

/** The owner, or the manager, enters what came of it. */
export const finishAction = (house: House) => (caller: Caller, asked: { id: string; result: string }) =>
  transact(house, caller, async ({ tx, tell }) => {
    const [action] = await run<ActionTable>(
      tx,
      'select * from quality.action where hospital_id = $1 and id = $2 for update',
      [caller.hospitalId, asked.id],
    )
    if (action === undefined) throw new Problem('not-found')
    if (action.ownerId !== personOf(caller) && !can(caller, 'review:write')) throw new Problem('not-your-action')
    if (action.doneAt !== null) throw new Problem('action-done')
    const now = house.clock.now()
    await run(tx, 'update quality.action set done_at = $3, result = $4 where hospital_id = $1 and id = $2', [
      caller.hospitalId,
      asked.id,
      now.toString(),
      house.cipher.encipherJson({ text: asked.result }),
    ])
    tell({
      action: 'action.done',
      subject: { kind: 'action', id: asked.id },
      facts: { number: action.number, late: todayOf(house, now) > action.dueOn },
      detail: { result: asked.result },
    })
    return { id: asked.id }
  })
