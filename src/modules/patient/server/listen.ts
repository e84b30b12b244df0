import type { Listener } from '#platform/listeners.ts'
import { proposeDuplicates } from './duplicates.ts'

/** Whoever was registered, changed or parted may be somebody who is already here. */
export const findDuplicates: Listener = {
  name: 'patient: find duplicates',
  hears: ['patient.registered', 'patient.changed', 'patient.unmerged'],
  hear: (house, tx, event) => proposeDuplicates(house, tx, event.subjectId),
}
