import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cursorOf,
  formOf,
  idOf,
  isStrict,
  pageSize,
  readCursor,
  referenceOf,
  stretchOf,
  tokenOf,
  understood,
} from './search.ts'

const ZONE = 'Asia/Shanghai'
const asked = (query: Record<string, string | string[]>) => understood(query, new Set(Object.keys(query)), true)
const code = (name: string) => expect.objectContaining({ code: name })
const stretch = (...values: string[]) => {
  const { from, before } = stretchOf(asked({ date: values }), 'date', ZONE)
  return [from?.toString(), before?.toString()]
}

describe('dates of a search', () => {
  test.each([
    [['2026-11-20'], ['2026-11-19T16:00:00Z', '2026-11-20T16:00:00Z']],
    [['ge2026-11-20'], ['2026-11-19T16:00:00Z', undefined]],
    [['gt2026-11-20'], ['2026-11-20T16:00:00Z', undefined]],
    [['lt2026-11-20'], [undefined, '2026-11-19T16:00:00Z']],
    [['le2026-11-20'], [undefined, '2026-11-20T16:00:00Z']],
    [
      ['ge2026-11-20', 'lt2026-11-22'],
      ['2026-11-19T16:00:00Z', '2026-11-21T16:00:00Z'],
    ],
    [['2026-11'], ['2026-10-31T16:00:00Z', '2026-11-30T16:00:00Z']],
    [['2026'], ['2025-12-31T16:00:00Z', '2026-12-31T16:00:00Z']],
    [['2026-11-20T09:00'], ['2026-11-20T01:00:00Z', '2026-11-20T01:01:00Z']],
    [['2026-11-20T09:00:00+08:00'], ['2026-11-20T01:00:00Z', '2026-11-20T01:00:01Z']],
    [['gt2026-11-20T01:00:00Z'], ['2026-11-20T01:00:01Z', undefined]],
    [
      ['ge2026-11-20', 'ge2026-11-21'],
      ['2026-11-20T16:00:00Z', undefined],
    ],
  ])('%j', (values, expected) => expect(stretch(...values)).toEqual(expected))

  test.each([
    '2026-13-01',
    '2026-02-30',
    'ne2026-11-20',
    'ap2026',
    'tomorrow',
    '2026-11-20T25:00',
    '20261120',
    // What a database writes in another way, or not at all.
    'ge0000-01-01',
    '9999-12-31',
    '9999',
  ])('%s is refused', value => expect(() => stretch(value)).toThrow(code('fhir-parameter-invalid')))

  test('whatever is typed is a stretch or a refusal', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), value => {
        try {
          stretch(value)
        } catch (error) {
          expect(error).toMatchObject({ code: 'fhir-parameter-invalid' })
        }
      }),
    )
  })
})

describe('what is not understood', () => {
  test('is left out, or refused where strictness was asked for', () => {
    const known = new Set(['status'])
    expect([...understood({ status: 'free', colour: 'red', _count: '2', empty: '' }, known, false).keys()]).toEqual([
      'status',
      '_count',
    ])
    expect(() => understood({ colour: 'red' }, known, true)).toThrow(code('fhir-parameter-unknown'))
    expect(() => understood({ 'status:not': 'free' }, known, true)).toThrow(code('fhir-parameter-unknown'))
    for (const name of ['status:not', 'patient.name', '_has:Appointment:patient:_id', '_id:missing'])
      expect(() => understood({ [name]: 'x' }, known, false)).toThrow(code('fhir-parameter-unknown'))
    expect([...understood({ '_include:iterate': 'Slot:schedule', status: 'free' }, known, false).keys()]).toEqual([
      'status',
    ])
    expect(
      ['handling=strict', 'return=minimal; handling = strict', 'handling=lenient', undefined].map(isStrict),
    ).toEqual([true, true, false, false])
  })
})

describe('references, tokens and pages', () => {
  const id = '0198d0d0-0000-7000-8000-000000000001'
  test.each([
    [`Patient/${id}`, id],
    [id, id],
    [`http://house:8080/fhir/Patient/${id}`, id],
    [`Practitioner/${id}`, null],
    ['Patient/1', null],
    [`x/Patient/${id}`, null],
  ])('%s', (reference, found) => expect(idOf(reference, 'Patient')).toBe(found))

  test('a reference to what cannot be finds nothing, and several are refused', () => {
    expect(referenceOf(asked({ patient: 'Patient/7' }), 'patient', 'Patient')).toMatch(/^0{8}-/)
    expect(referenceOf(asked({}), 'patient', 'Patient')).toBeUndefined()
    expect(() => referenceOf(asked({ patient: `${id},${id}` }), 'patient', 'Patient')).toThrow(
      code('fhir-parameter-invalid'),
    )
  })

  test('a token knows whether a system was named', () => {
    expect(tokenOf(asked({ identifier: 'urn:x|7' }), 'identifier')).toEqual({ system: 'urn:x', value: '7' })
    expect(tokenOf(asked({ identifier: '7' }), 'identifier')).toEqual({ system: null, value: '7' })
    expect(tokenOf(asked({ identifier: '|7' }), 'identifier')).toEqual({ system: '', value: '7' })
  })

  test('a page is as long as asked, within bounds, and its end comes back from the address', () => {
    expect(
      [{}, { _count: '10' }, { _count: '0' }, { _count: '5000' }].map(query => pageSize(asked(query as never))),
    ).toEqual([50, 10, 0, 200])
    expect(() => pageSize(asked({ _count: 'all' }))).toThrow(code('fhir-parameter-invalid'))
    const after = cursorOf('2026-11-20T01:00:00Z', id)
    expect(readCursor(asked({ _after: after }), 'moment')).toEqual({ order: '2026-11-20T01:00:00Z', id })
    for (const [order, by] of [
      ['soon', 'moment'],
      ['9999-99-99', 'day'],
      ['0000-01-01', 'day'],
      ['2026-11-20', 'id'],
    ] as const)
      expect(() => readCursor(asked({ _after: cursorOf(order, id) }), by)).toThrow(code('fhir-parameter-invalid'))
    expect(() => readCursor(asked({ _after: 'zzz' }), 'moment')).toThrow(code('fhir-parameter-invalid'))
  })

  test('a form says each value of a name, and what is none is refused', () => {
    expect(formOf({ date: ['ge2026', 'lt2027'], status: 'free' })).toEqual({
      date: ['ge2026', 'lt2027'],
      status: ['free'],
    })
    expect(() => formOf({ identifier: { value: 1 } })).toThrow(code('fhir-parameter-invalid'))
    expect(() => formOf({ _count: 5 })).toThrow(code('fhir-parameter-invalid'))
  })
})
