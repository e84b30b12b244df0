import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'
import { id, params, PatientRow, PersonField, reason, version } from './words.ts'

export const DuplicateReason = z.enum(['same-document', 'same-name-birth-sex', 'same-phone-similar-name', 'other-name'])

export const Match = z
  .strictObject({ patient: PatientRow, certainty: z.enum(['certain', 'likely']), reasons: z.array(DuplicateReason) })
  .meta({ id: 'PatientMatch', description: '疑似同一患者' })

const Side = PatientRow.extend({
  version,
  numbers: z.array(z.strictObject({ system: z.string(), kind: z.string(), value: z.string() })),
  registeredAt: instant,
  visits: z.int(),
})

export const Duplicate = z
  .strictObject({
    one: Side,
    other: Side,
    certainty: z.enum(['certain', 'likely']),
    reasons: z.array(DuplicateReason),
    /** Field by field, masked, with whether the whole values are the same. */
    fields: z.array(
      z.strictObject({
        field: PersonField,
        one: z.string().nullable(),
        other: z.string().nullable(),
        same: z.boolean(),
      }),
    ),
    foundAt: instant,
    /** Which row should stay. */
    survivorId: id,
  })
  .meta({ id: 'Duplicate', description: '疑似重复' })

export const listDuplicates = get('/api/patient-duplicates', {
  id: 'patient.duplicates',
  summary: 'Pairs of rows that may be one person, certain ones first',
  access: 'patient:merge',
  query: z.strictObject({ after: text(120).optional(), patient: id.optional() }),
  returns: z.strictObject({ items: z.array(Duplicate), next: z.string().nullable() }),
})

export const dismissDuplicate = post('/api/patient-duplicates/dismiss', {
  id: 'patient.dismiss-duplicate',
  summary: 'These two are not one person; the pair is not proposed again',
  access: 'patient:merge',
  body: z.strictObject({ oneId: id, otherId: id, reason }),
  returns: z.strictObject({ oneId: id, otherId: id }),
})

export const mergePatients = post('/api/patients/:id/merge', {
  id: 'patient.merge',
  summary: 'Merge another row into this one; it stays as an alias, and the merge can be undone (合并)',
  access: 'patient:merge',
  params,
  body: z.strictObject({ loserId: id, version, loserVersion: version, reason }),
  returns: z.strictObject({ mergeId: id, id, version }),
  problems: ['stale-version', 'merge-with-itself', 'merged-already'],
})

export const undoMerge = post('/api/patient-merges/:id/undo', {
  id: 'patient.undo-merge',
  summary: 'Undo a merge: both rows stand as before, with all that is theirs (撤销合并)',
  access: 'patient:merge',
  params,
  body: z.strictObject({ reason }),
  returns: z.strictObject({ survivorId: id, loserId: id }),
  problems: ['merge-not-newest', 'merge-undone'],
})

export const Merge = z
  .strictObject({
    id,
    survivor: z.strictObject({ id, nameMasked: z.string() }),
    loser: z.strictObject({ id, nameMasked: z.string() }),
    reason: z.string(),
    source: z.string(),
    mergedAt: instant,
    undoneAt: instant.nullable(),
  })
  .meta({ id: 'PatientMerge', description: '合并记录' })

export const listMerges = get('/api/patient-merges', {
  id: 'patient.merges',
  summary: 'Merges, the newest first',
  access: 'patient:merge',
  query: z.strictObject({ after: text(120).optional() }),
  returns: z.strictObject({ items: z.array(Merge), next: z.string().nullable() }),
})
