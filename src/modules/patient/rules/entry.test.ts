import { expect, test } from 'vitest'
import { type PersonEntry, readChange, readEntry } from './entry.ts'
import { personNamed } from './person.ts'

const TODAY = '2026-11-21'
const entry = (more: Partial<PersonEntry>): PersonEntry => ({ ...personNamed('张三'), ...more })
const mobile = (number: string) => ({ number, holder: 'self', state: 'unconfirmed' }) as const

test('SYS-04 (part): names, phones and ID numbers are kept in one form, and the ID tells birthday and sex', () => {
  const person = readEntry(
    entry({
      name: ' 张 三 ',
      document: { kind: 'resident-id', number: '340524 19800101 001x' },
      phones: [mobile('+86 138-0013-8000'), mobile('13800138000'), mobile('(0592)7120120')],
      birthDate: '1999-09-09',
    }),
    TODAY,
  )
  expect(person).toMatchObject({
    name: '张三',
    sex: 'male',
    birthDate: '1980-01-01',
    document: { number: '34052419800101001X' },
  })
  expect(person.phones.map(phone => phone.number)).toEqual(['13800138000', '0592-7120120'])
})

test('a residence permit is known by its number, whatever it was called', () => {
  expect(
    readEntry(entry({ document: { kind: 'resident-id', number: '810000199001010019' } }), TODAY).document?.kind,
  ).toBe('residence-permit')
})

test('a passport is taken as it is, and no document at all with its reason', () => {
  expect(readEntry(entry({ document: { kind: 'passport', number: 'e 1234-5678' } }), TODAY).document?.number).toBe(
    'E12345678',
  )
  expect(readEntry(entry({ noDocumentReason: '昏迷送入' }), TODAY)).toMatchObject({
    document: null,
    noDocumentReason: '昏迷送入',
  })
})

test.each([
  [{ name: '<张三>' }, 'name-unreadable', '/body/name'],
  [{ phones: [mobile('13800138000'), mobile('12345')] }, 'phone-unreadable', '/body/phones/1/number'],
  [{ document: { kind: 'resident-id', number: '340524198001010013' } }, 'document-invalid', '/body/document/number'],
  [{ birthDate: '2001-02-29' }, 'birth-date-invalid', '/body/birthDate'],
  [{ birthDate: '2026-11-22' }, 'birth-date-invalid', '/body/birthDate'],
  [{ relatives: [{ relation: 'child', name: '林敏', phone: 'x' }] }, 'phone-unreadable', '/body/relatives/0/phone'],
] as const)('%j is refused at its field', (more, code, pointer) => {
  expect(() => readEntry(entry(more), TODAY)).toThrow(
    expect.objectContaining({ code, facts: expect.objectContaining({ pointer }) }),
  )
})

test('a change touches what was sent, and reads nothing else again', () => {
  const odd = {
    ...personNamed('TEST^PATIENT'),
    phones: [{ ...mobile('13800138000'), source: 'hospital-system' as const }],
  }
  const changed = readChange(
    odd,
    { address: '同安区1号', phones: [mobile('13800138000'), mobile('13900139000')] },
    TODAY,
  )
  expect(changed).toMatchObject({ name: 'TEST^PATIENT', address: '同安区1号' })
  expect(changed.phones.map(phone => phone.source)).toEqual(['hospital-system', 'desk'])
})

test('a telephone or relative that stays is named by its place, since the screen has it only masked', () => {
  const known = {
    ...personNamed('张三'),
    phones: [
      { ...mobile('13800138000'), source: 'hospital-system' as const },
      { ...mobile('13700137000'), source: 'desk' as const },
    ],
    relatives: [{ relation: 'child' as const, name: '张小三', phone: '13600136000' }],
  }
  const changed = readChange(
    known,
    {
      phones: [
        { keep: 0, holder: 'self', state: 'wrong' },
        mobile('13900139000'),
        { keep: 9, holder: 'self', state: 'confirmed' },
      ],
      relatives: [{ keep: 0, relation: 'grandchild' }],
    },
    TODAY,
  )
  expect(changed.phones).toEqual([
    { number: '13800138000', holder: 'self', state: 'wrong', source: 'hospital-system' },
    { number: '13900139000', holder: 'self', state: 'unconfirmed', source: 'desk' },
  ])
  expect(changed.relatives).toEqual([{ relation: 'grandchild', name: '张小三', phone: '13600136000' }])
})
