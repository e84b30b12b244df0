import { systemCaller } from '#kernel/caller.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'

const looked = new WeakSet<House>()

/**
 * A restored house does not send what waited when its backup was made (恢复后的待发消息): the house that it was made of may have sent that
 * and more since. A person looks, and sends it again where it is still so. Looked for once in the life of a process.
 */
export async function holdRestored(house: House): Promise<void> {
  if (looked.has(house)) return
  const { id: hospitalId } = house.hospital
  await transact(house, systemCaller(hospitalId), async ({ tx, tell }) => {
    const held = await run<{ id: string; trigger: string; patientId: string | null }>(
      tx,
      `update interop.outgoing set state = 'given-up', due_at = null, fault = 'restored'
       where hospital_id = $1 and due_at is not null
         and made_at <= (select max(backed_up_at) from platform.restoration where hospital_id = $1)
       returning id, trigger, patient_id`,
      [hospitalId],
    )
    for (const { id, trigger, patientId } of held)
      tell({
        action: 'interop.message-answered',
        subject: { kind: 'interop', id },
        patientId,
        facts: { trigger, state: 'given-up' },
      })
  })
  looked.add(house)
}
