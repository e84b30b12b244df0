import { describe, expect, test } from 'vitest'
import { patched } from './patch.ts'

const appointment = { status: 'booked', slot: [{ reference: 'Slot/1' }], 'a/b': 1 }
const code = (name: string) => expect.objectContaining({ code: name })

describe('a JSON patch', () => {
  test.each([
    [[{ op: 'replace', path: '/status', value: 'cancelled' }], { ...appointment, status: 'cancelled' }],
    [
      [{ op: 'replace', path: '/slot/0/reference', value: 'Slot/2' }],
      { ...appointment, slot: [{ reference: 'Slot/2' }] },
    ],
    [[{ op: 'add', path: '/slot/-', value: 7 }], { ...appointment, slot: [{ reference: 'Slot/1' }, 7] }],
    [[{ op: 'add', path: '/slot/0', value: 7 }], { ...appointment, slot: [7, { reference: 'Slot/1' }] }],
    [[{ op: 'add', path: '/comment', value: 'x' }], { ...appointment, comment: 'x' }],
    [[{ op: 'remove', path: '/slot' }], { status: 'booked', 'a/b': 1 }],
    [[{ op: 'remove', path: '/slot/0' }], { ...appointment, slot: [] }],
    [[{ op: 'replace', path: '/a~1b', value: 2 }], { ...appointment, 'a/b': 2 }],
    [
      [
        { op: 'test', path: '/slot', value: [{ reference: 'Slot/1' }] },
        { op: 'replace', path: '/status', value: 'x' },
      ],
      { ...appointment, status: 'x' },
    ],
  ])('%j', (patch, expected) => expect(patched(appointment, patch)).toEqual(expected))

  test('changes nothing that it was given', () => {
    const before = structuredClone(appointment)
    patched(appointment, [{ op: 'replace', path: '/slot/0/reference', value: 'Slot/2' }])
    expect(appointment).toEqual(before)
  })

  test.each([
    'no list',
    [{ op: 'move', path: '/status', from: '/x' }],
    [{ op: 'replace', path: '/none', value: 1 }],
    [{ op: 'replace', path: 'status', value: 1 }],
    [{ op: 'replace', path: '/status' }],
    [{ op: 'add', path: '/slot/9', value: 1 }],
    [{ op: 'remove', path: '/slot/x' }],
    [{ op: 'add', path: '/__proto__/polluted', value: 1 }],
    [null],
    Array.from({ length: 51 }, () => ({ op: 'test', path: '/status', value: 'booked' })),
  ])('that makes no sense is refused: %j', patch =>
    expect(() => patched(appointment, patch)).toThrow(code('fhir-patch-invalid')),
  )

  test('whose test fails is refused as a whole', () =>
    expect(() => patched(appointment, [{ op: 'test', path: '/status', value: 'pending' }])).toThrow(
      code('fhir-patch-test'),
    ))
})
