import { describe, expect, test } from 'vitest'
import { type AdtIntention, parseMessage, translateAdt } from '#interop/hl7v2/index.ts'
import { Temporal } from '#kernel/time.ts'
import { type SampleMessage, sampleAdt } from '../sample.ts'
import { namesSomebody, toldBy, waitsFor } from './waited-for.ts'

const AT = Temporal.Instant.from('2026-11-16T09:00:00+08:00')
const intention = (sample: Partial<SampleMessage> & { trigger: string }): AdtIntention => {
  const [found] = translateAdt(
    parseMessage(Buffer.from(sampleAdt({ controlId: '1', at: AT, ...sample }))),
    'Asia/Shanghai',
  )
  if (found === undefined) throw new Error('the sample wants nothing')
  return found
}

describe('what a change waits for is told by what brings it', () => {
  test('the change of a visit waits for the visit, not for its patient', () => {
    const change = waitsFor(intention({ trigger: 'A08' }))
    expect(change.some(key => toldBy(intention({ trigger: 'A04' })).includes(key))).toBe(true)
    expect(change.some(key => toldBy(intention({ trigger: 'A04', visit: 'V-OTHER' })).includes(key))).toBe(false)
    expect(change.some(key => toldBy(intention({ trigger: 'A28', visit: null })).includes(key))).toBe(false)
  })

  test('the change of a person waits for the person, by any message', () => {
    const change = waitsFor(intention({ trigger: 'A08', visit: null }))
    for (const trigger of ['A28', 'A04', 'A01'])
      expect(change.some(key => toldBy(intention({ trigger })).includes(key))).toBe(true)
    expect(change.some(key => toldBy(intention({ trigger: 'A28', patient: 'P-OTHER' })).includes(key))).toBe(false)
  })

  test('a merge tells of both', () => {
    const told = toldBy(intention({ trigger: 'A40', from: 'P00099999' }))
    for (const patient of ['P00012345', 'P00099999'])
      expect(waitsFor(intention({ trigger: 'A08', visit: null, patient })).some(key => told.includes(key))).toBe(true)
  })
})

test('an insurance number alone names nobody', () => {
  expect(namesSomebody([{ system: '医保', kind: 'insurance', value: '1' }])).toBe(false)
  expect(namesSomebody([{ system: 'CN', kind: 'resident-id', value: '34052419800101001X' }])).toBe(true)
  expect(namesSomebody([{ system: 'XM3Y', kind: 'patient-number', value: '1' }])).toBe(true)
})
