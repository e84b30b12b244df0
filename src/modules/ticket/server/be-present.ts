import { type Caller, personOf } from '#kernel/caller.ts'
import { organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { mustSee } from './guests.ts'
import { load } from './store.ts'

const PRESENT_SECONDS = 25

/** I have this matter open (or no longer); answers who else has, so that two people on one matter see each other. */
export const bePresent = (house: House) => async (caller: Caller, asked: { id: string; here: boolean }) => {
  const me = personOf(caller)
  const now = house.clock.now()
  const since = now.subtract({ seconds: PRESENT_SECONDS }).toString()
  const { came, others } = await house.database.transact(async tx => {
    await mustSee(tx, caller, await load(tx, caller.hospitalId, asked.id, false))
    const [before] = await run<{ personId: string }>(
      tx,
      'select person_id from platform.presence where hospital_id = $1 and subject_id = $2 and person_id = $3 and seen_at >= $4',
      [caller.hospitalId, asked.id, me, since],
    )
    if (asked.here)
      await run(
        tx,
        `insert into platform.presence (hospital_id, subject_id, person_id, seen_at) values ($1, $2, $3, $4)
         on conflict (hospital_id, subject_id, person_id) do update set seen_at = excluded.seen_at`,
        [caller.hospitalId, asked.id, me, now.toString()],
      )
    else
      await run(tx, 'delete from platform.presence where hospital_id = $1 and subject_id = $2 and person_id = $3', [
        caller.hospitalId,
        asked.id,
        me,
      ])
    const rows = await run<{ personId: string }>(
      tx,
      'select person_id from platform.presence where hospital_id = $1 and subject_id = $2 and seen_at >= $3 and person_id <> $4 limit 20',
      [caller.hospitalId, asked.id, since, me],
    )
    return { came: asked.here !== (before !== undefined), others: rows }
  })
  if (came) house.live.whisper({ subject: 'presence', subjectId: asked.id, action: asked.here ? 'came' : 'left' })
  const who = await organisation(house)
  return { others: others.map(({ personId }) => ({ id: personId, name: who.people.get(personId)?.name ?? '' })) }
}
