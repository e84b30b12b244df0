import { describe, expect, test } from 'vitest'
import { sampleItem } from '../sample.ts'
import { differences, mustBeSound } from './item-version.ts'
import type { ServiceItem } from './service-item.ts'

const units = new Set(['insurance', 'ward'])
const refused = (more: Partial<ServiceItem>) => {
  try {
    mustBeSound({ ...sampleItem, ...more }, units)
  } catch (error) {
    const { code, facts } = error as { code: string; facts: { what: string } }
    return [code, facts.what]
  }
  return null
}
const [first, second] = sampleItem.steps

describe('a version of an item', () => {
  test('is sound, or says what is wrong with it', () => {
    expect(refused({})).toBeNull()
    expect(refused({ receiver: 'gone' })).toEqual(['item-wrong', 'receiver'])
    expect(refused({ offHours: 'gone' })).toEqual(['item-wrong', 'receiver'])
    expect(refused({ steps: [first, first] as never })).toEqual(['item-wrong', 'steps'])
    const field = { key: 'a', name: '甲', type: 'choice', required: false, options: [] } as const
    expect(refused({ fields: [field] })).toEqual(['item-wrong', 'fields'])
    expect(refused({ steps: sampleItem.steps.map(step => ({ ...step, endsLimit: true })) })).toEqual([
      'item-wrong',
      'steps',
    ])
  })

  test('differs from the one before it in what was changed, added, taken away or moved, and in nothing else', () => {
    expect(differences(sampleItem, { ...sampleItem, version: 2 })).toEqual([])
    expect(differences(sampleItem, { ...sampleItem, name: '报销', receiver: 'ward' })).toEqual([
      { part: 'name', row: null, change: 'changed' },
      { part: 'receiver', row: null, change: 'changed' },
    ])
    const added = { ...(first as never as ServiceItem['steps'][number]), key: 'new', name: '新增一步' }
    const steps = [{ ...second, evidence: 'note' }, added] as never
    expect(differences(sampleItem, { ...sampleItem, steps })).toEqual([
      { part: 'steps', row: first?.name, change: 'removed' },
      { part: 'steps', row: second?.name, change: 'changed' },
      { part: 'steps', row: '新增一步', change: 'added' },
    ])
    expect(differences(sampleItem, { ...sampleItem, steps: [second, first] as never }).map(one => one.change)).toEqual([
      'moved',
      'moved',
    ])
  })
})
