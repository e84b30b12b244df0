import { describe, expect, test } from 'vitest'
import { mayMerge, moreUrgent } from './merge.ts'
import { STATUSES } from './ticket.ts'

const matter = (id: string, more: object = {}) =>
  ({ id, number: `TK-${id}`, status: 'accepted', patientId: 'p', ...more }) as Parameters<typeof mayMerge>[0]
const refusal = (goes: object, stays: object, id = 'b') => {
  try {
    mayMerge(matter('a', goes), matter(id, stays))
    return null
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('merging', () => {
  test('of each status, who may go and into what', () => {
    const goes = STATUSES.filter(status => refusal({ status }, {}) === null)
    const stays = STATUSES.filter(status => refusal({}, { status }) === null)
    expect(goes).toEqual(['registered', 'dispatched', 'accepted', 'in_progress'])
    expect(stays).toEqual([...goes, 'waiting_patient', 'joint_meeting'])
  })
  test('not with itself, not of another patient, not of nobody', () => {
    expect(refusal({}, {}, 'a')).toBe('merge-self')
    expect(refusal({}, { patientId: 'q' })).toBe('merge-other-patient')
    expect(refusal({ patientId: null }, { patientId: null })).toBe('merge-other-patient')
  })
  test('the more urgent counts', () => expect(moreUrgent('routine', 'emergency')).toBe('emergency'))
})
