import { systemCaller } from '#kernel/caller.ts'
import type { Events } from '#kernel/event.ts'
import { patientLabel } from '#modules/patient/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Listener } from '#platform/listeners.ts'
import { insertNotices } from './store.ts'

/** A merged patient's matters follow the record that stays; undone, they go back where they were (PAT-01). */
const follow = (event: 'patient.merged' | 'patient.unmerged'): Listener => ({
  name: `ticket: ${event}`,
  hears: [event],
  async hear(house, tx, { facts }) {
    const { loserId, survivorId } = facts as Events['patient.merged']
    if (event === 'patient.merged') await repoint(house, tx, loserId, survivorId)
    else await goBack(house, tx, loserId, survivorId)
  },
})

async function repoint(house: House, tx: Tx, from: string, into: string): Promise<void> {
  const label = await patientLabel(house, tx, house.hospital.id, into)
  const rows = await run<{ id: string }>(
    tx,
    `update ticket.ticket set patient_id = $3, patient_masked = coalesce($4, patient_masked), version = version + 1
     where hospital_id = $1 and patient_id = $2 returning id`,
    [house.hospital.id, from, into, label?.nameMasked ?? null],
  )
  await relabelled(house, tx, rows, into, from)
}

/** Which matters came from `from` stands in the journal. */
async function goBack(house: House, tx: Tx, from: string, into: string): Promise<void> {
  const label = await patientLabel(house, tx, house.hospital.id, from)
  const rows = await run<{ id: string }>(
    tx,
    `update ticket.ticket t set patient_id = $2, patient_masked = coalesce($4, t.patient_masked), version = t.version + 1
     where t.hospital_id = $1 and t.patient_id = $3 and exists (
       select 1 from platform.journal j where j.hospital_id = t.hospital_id and j.subject_id = t.id and j.patient_id = $2)
     returning t.id`,
    [house.hospital.id, from, into, label?.nameMasked ?? null],
  )
  await relabelled(house, tx, rows, from, into)
}

const relabelled = (house: House, tx: Tx, rows: readonly { id: string }[], patientId: string, before: string) =>
  house.journal.write(
    tx,
    systemCaller(house.hospital.id),
    rows.map(row => ({
      action: 'ticket.patient-relabelled' as const,
      subject: { kind: 'ticket', id: row.id },
      patientId,
      facts: {},
      detail: { before },
    })),
    house.clock.now(),
  )

/** A changed name is shown by its new mask. */
const rename: Listener = {
  name: 'ticket: patient.changed',
  hears: ['patient.changed'],
  async hear(house, tx, { subjectId }) {
    const label = await patientLabel(house, tx, house.hospital.id, subjectId)
    if (label === null) return
    await run(
      tx,
      'update ticket.ticket set patient_masked = $3 where hospital_id = $1 and patient_id = $2 and patient_masked <> $3 and closed_at is null',
      [house.hospital.id, subjectId, label.nameMasked],
    )
  },
}

/** Lists of places that are missing ring the bell of whoever was told (号源未上传). */
const missingLists: Listener = {
  name: 'ticket: lists missing',
  hears: ['appointment.lists-missing'],
  hear: (house, tx, { at, facts }) =>
    insertNotices(
      tx,
      (facts as Events['appointment.lists-missing']).to.map(personId => ({
        hospitalId: house.hospital.id,
        id: house.ids.next(),
        ticketId: null,
        clockId: null,
        step: 'lists-missing',
        level: 1,
        unitId: null,
        personId,
        at,
        seenAt: null,
      })),
    ),
}

export const listeners: readonly Listener[] = [
  follow('patient.merged'),
  follow('patient.unmerged'),
  rename,
  missingLists,
]
