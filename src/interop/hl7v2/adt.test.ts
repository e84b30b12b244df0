import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import { type AdtIntention, translateAdt } from './adt.ts'
import { parseMessage } from './message.ts'
import { merge, registration } from './sample.ts'

const ZONE = 'Asia/Shanghai'
const translate = (text: string): readonly AdtIntention[] => translateAdt(parseMessage(Buffer.from(text)), ZONE)
const at = (iso: string) => Temporal.Instant.from(iso)

interface Parts {
  trigger?: string
  pid?: string
  pv1?: string
  more?: string[]
}
const PID = 'PID|1||P1^^^H1^PI||张^三'
const write = ({ trigger = 'A08', pid = PID, pv1 = '', more = [] }: Parts): string =>
  [`MSH|^~\\&|HIS|H1|PSC|H1|20260305083000||ADT^${trigger}|7|P|2.5.1`, pid, pv1, ...more].filter(Boolean).join('\r')
/** PID with one field given. */
const pid = (number: number, value: string): string => {
  const fields = PID.split('|')
  fields[number] = value
  return Array.from(fields, field => field ?? '').join('|')
}
const pv1 = (fields: Readonly<Record<number, string>>): string =>
  ['PV1', ...Array.from({ length: 50 }, (_, index) => fields[index + 1] ?? '')].join('|')
const person = (parts: Parts) => translate(write(parts))[0]?.person
const visit = (parts: Parts) => {
  const [intention] = translate(write(parts))
  return intention?.kind === 'visit' ? intention : null
}
const refusal = (text: string): { code: string; location: unknown } => {
  try {
    translate(text)
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, location: error.facts['location'] }
    throw error
  }
  return { code: 'taken', location: null }
}

describe('the messages of the rules', () => {
  test('a registration is a person and a visit', () => {
    expect(translate(registration)).toEqual([
      {
        kind: 'visit',
        event: 'registered',
        occurredAt: at('2026-03-05T00:30:00Z'),
        person: {
          identifiers: [
            { system: 'XM3Y', kind: 'patient-number', value: 'P00012345' },
            { system: 'CN', kind: 'resident-id', value: '34052419800101001X' },
          ],
          name: '张三',
          sex: 'male',
          birthDate: '1980-01-01',
          phones: [{ number: '13800138000', use: 'mobile' }],
          address: '福建省厦门市同安区',
        },
        visit: {
          number: 'V2026030500001',
          system: 'XM3Y',
          class: 'outpatient',
          departmentCode: 'NEUR',
          room: 'D203',
          bed: null,
          attendingCode: 'D1001',
          startedAt: at('2026-03-05T00:30:00Z'),
        },
      },
    ])
  })

  test('a merge names the record that stays and the one that goes into it', () => {
    expect(translate(merge)).toMatchObject([
      {
        kind: 'merge',
        person: { identifiers: [{ value: 'P00012345' }] },
        from: [{ system: 'XM3Y', kind: 'patient-number', value: 'P00099999' }],
      },
    ])
  })
})

describe('events', () => {
  test.each([
    ['A01', 'admitted'],
    ['A03', 'discharged'],
    ['A04', 'registered'],
    ['A08', 'updated'],
    ['A11', 'cancelled'],
    ['A13', 'discharge-cancelled'],
  ])('%s: the visit is %s', (trigger, event) => {
    expect(visit({ trigger, pv1: pv1({ 2: 'I', 19: 'V1' }) })?.event).toBe(event)
  })

  test.each(['A28', 'A31'])('%s changes a person, whatever PV1 holds', trigger => {
    expect(translate(write({ trigger, pv1: pv1({ 19: 'V1' }) }))).toMatchObject([
      { kind: 'person', person: { name: '张三' } },
    ])
  })

  test('A08 without a visit changes a person', () => {
    expect(translate(write({}))[0]?.kind).toBe('person')
    expect(translate(write({ pv1: pv1({ 2: 'N' }) }))[0]?.kind).toBe('person')
  })

  test('a visit without a number is told by its beginning, and one with neither is refused', () => {
    expect(visit({ trigger: 'A11', pv1: pv1({ 44: '20260305' }) })?.visit).toMatchObject({
      number: null,
      startedAt: at('2026-03-04T16:00:00Z'),
    })
    expect(visit({ trigger: 'A01', pv1: pv1({ 2: 'E' }) })?.visit.startedAt).toEqual(at('2026-03-05T00:30:00Z'))
    expect(refusal(write({ trigger: 'A03', pv1: pv1({ 2: 'I' }) }))).toEqual({
      code: 'hl7-field-missing',
      location: 'PV1^1^19',
    })
  })

  test('a discharge ends the visit when it says, else when it happened; taken back, it has no end', () => {
    const evn = ['EVN||20260306100000||||20260306090000']
    expect(visit({ trigger: 'A03', pv1: pv1({ 19: 'V1', 45: '20260306080000' }) })?.visit.endedAt).toEqual(
      at('2026-03-06T00:00:00Z'),
    )
    expect(visit({ trigger: 'A03', pv1: pv1({ 19: 'V1' }), more: evn })?.visit.endedAt).toEqual(
      at('2026-03-06T01:00:00Z'),
    )
    expect(visit({ trigger: 'A13', pv1: pv1({ 19: 'V1', 45: '20260306080000' }) })?.visit.endedAt).toBeNull()
    expect(visit({ trigger: 'A08', pv1: pv1({ 19: 'V1' }) })?.visit).not.toHaveProperty('endedAt')
  })

  test('one message may merge several pairs', () => {
    const second = ['MRG|P9^^^H1^PI', 'PID|2||P2^^^H1^PI||李^四', 'MRG|P8^^^H1^PI']
    expect(translate(write({ trigger: 'A40', more: second }))).toMatchObject([
      { person: { name: '张三' }, from: [{ value: 'P9' }] },
      { person: { name: '李四' }, from: [{ value: 'P8' }] },
    ])
  })

  test.each([
    ['a type not handled', registration.replace('ADT^A04', 'ORM^O01'), 'hl7-type-unsupported', 'MSH^1^9^1^1'],
    ['a trigger not handled', write({ trigger: 'A02' }), 'hl7-trigger-unsupported', 'MSH^1^9^1^2'],
    ['no PID', write({ pid: '' }), 'hl7-segment-missing', 'PID'],
    ['no PV1', write({ trigger: 'A01' }), 'hl7-segment-missing', 'PV1'],
    ['no identifier', write({ pid: 'PID|1||""||张^三' }), 'hl7-field-missing', 'PID^1^3'],
    ['a day that is none', write({ pid: pid(7, '19801301') }), 'hl7-value-invalid', 'PID^1^7'],
    ['a time that is none', write({ pv1: pv1({ 19: 'V1', 44: 'soon' }) }), 'hl7-value-invalid', 'PV1^1^44'],
    ['a name of broken characters', write({ pid: pid(5, '张^\uFFFD') }), 'hl7-value-invalid', 'PID^1^5'],
    ['a value far too long', write({ pid: pid(5, '张'.repeat(1001)) }), 'hl7-value-invalid', 'PID^1^5'],
    ['absurdly many numbers', write({ pid: pid(3, Array(101).fill('P1').join('~')) }), 'hl7-value-invalid', 'PID^1^3'],
    ['a merge without MRG', write({ trigger: 'A40' }), 'hl7-segment-missing', 'MRG'],
    ['a merge with nobody', write({ trigger: 'A40', more: ['MRG|'] }), 'hl7-field-missing', 'MRG^1^1'],
    ['a merge with itself', write({ trigger: 'A40', more: ['MRG|P1^^^H1^PI'] }), 'hl7-value-invalid', 'MRG^1^1'],
    [
      'a second pair with nobody',
      write({ trigger: 'A40', more: ['MRG|P9^^^H1^PI', 'PID|2||', 'MRG|P8'] }),
      'hl7-field-missing',
      'PID^2^3',
    ],
  ])('refused: %s', (_, text, code, location) => {
    expect(refusal(text)).toEqual({ code, location })
  })

  test('broken characters where nobody reads do not matter', () => {
    expect(refusal(write({ more: ['OBX|1|ST|||\uFFFD'] })).code).toBe('taken')
  })
})

describe('three states', () => {
  test('empty fields are no change, two double quotes delete', () => {
    const [intention] = translate(
      write({
        pid: 'PID|1||P1^^^H1^PI||""||""|""|||""||""',
        pv1: pv1({ 2: '""', 3: '""', 7: '""', 19: 'V1', 44: '""' }),
      }),
    )
    expect(intention).toMatchObject({
      person: { name: null, birthDate: null, sex: null, address: null, phones: null },
      visit: { class: null, departmentCode: null, room: null, bed: null, attendingCode: null, startedAt: null },
    })
    const silent = person({ pid: 'PID|1||P1^^^H1^PI| | ' })
    expect(Object.keys(silent ?? {})).toEqual(['identifiers'])
  })

  test('a place is one value: who moves to a ward without a bed has none', () => {
    expect(visit({ pv1: pv1({ 3: 'NEUR', 19: 'V1' }) })?.visit).toMatchObject({
      departmentCode: 'NEUR',
      room: null,
      bed: null,
    })
    expect(visit({ pv1: pv1({ 3: 'NEUR^D2^B3', 19: 'V1' }) })?.visit).toMatchObject({ room: 'D2', bed: 'B3' })
    expect(visit({ pv1: pv1({ 10: 'CARD', 19: 'V1' }) })?.visit).not.toHaveProperty('bed')
    expect(visit({ pv1: pv1({ 10: 'CARD', 19: 'V1' }) })?.visit.departmentCode).toBe('CARD')
  })
})

describe('a person', () => {
  test.each([
    ['张^三', '张三'],
    ['张三', '张三'],
    ['^张三', '张三'],
    ['张　三', '张三'],
    ['欧阳^娜娜^^^^^L', '欧阳娜娜'],
    ['买买提·阿卜杜拉', '买买提·阿卜杜拉'],
    ['EVERYMAN^ADAM', 'ADAM EVERYMAN'],
    ['EVERYMAN&&&&Aniston^ADAM^A^III^Dr.', 'ADAM A EVERYMAN III'],
    ['ZHANG^SAN^^^^^L^A~张^三^^^^^L^I', '张三'],
    ['小三^^^^^^N~SMITH^JOHN^^^^^L', 'JOHN SMITH'],
    ['阿三^^^^^^A', '阿三'],
    ['O\\T\\K^A\u0000B', 'AB O&K'],
  ])('name %s is %s', (written, name) => {
    expect(person({ pid: pid(5, written) })?.name).toBe(name)
  })

  test.each([
    ['M', 'male'],
    ['f', 'female'],
    ['1', 'male'],
    ['女', 'female'],
    ['A', 'other'],
    ['U', 'unknown'],
    ['9', 'unknown'],
    ['?', 'unknown'],
  ])('sex %s is %s', (written, sex) => {
    expect(person({ pid: pid(8, written) })?.sex).toBe(sex)
  })

  test.each([
    ['^PRN^CP^^86^^13800138000', '13800138000', 'mobile'],
    ['13800138000', '13800138000', 'mobile'],
    ['+86 138-0013-8000', '13800138000', 'mobile'],
    ['8613800138000', '13800138000', 'mobile'],
    ['^PRN^PH^^86^0592^7120120', '0592-7120120', 'home'],
    ['(0592)7120120', '0592-7120120', 'home'],
    ['0592-7120120转8001', '0592-7120120', 'home'],
    ['0592-7120120X12C夜间', '0592-7120120', 'home'],
    ['+86-592-7120120', '0592-7120120', 'home'],
    ['13800138000/13900139000', '13800138000', 'mobile'],
    ['^WPN^PH^^^^7120120', '7120120', 'work'],
    ['^PRN^PH^^1^555^5550123', '+1-555-5550123', 'home'],
    ['(555) 555-2004', '555-555-2004', 'home'],
    ['^PRN^PH^^^^^^^^^05927120120', '05927120120', 'home'],
  ])('phone %s is %s (%s)', (written, number, use) => {
    expect(person({ pid: pid(13, written) })?.phones).toEqual([{ number, use }])
  })

  test('mail, fax and words are no phones; home and work numbers come once each', () => {
    expect(person({ pid: pid(13, '^NET^Internet^a@b.cn~^PRN^FX^^^^7120120~无') })).not.toHaveProperty('phones')
    expect(person({ pid: `${pid(13, '7120120')}|7120120~7120121` })?.phones).toEqual([
      { number: '7120120', use: 'home' },
      { number: '7120121', use: 'work' },
    ])
  })

  test.each([
    ['福建省厦门市同安区', '福建省厦门市同安区'],
    ['天河路1号^^广州市^广东省^510000', '广东省广州市天河路1号'],
    ['广东省广州市天河路1号^^广州市^广东省', '广东省广州市天河路1号'],
    ['1000&Hospital Lane^Ste. 123^Ann Arbor^MI^99999^USA', '1000 Hospital Lane, Ste. 123, Ann Arbor, MI 99999, USA'],
    ['单位路1号^^^^^^B~家路2号^^^^^^H', '家路2号'],
  ])('address %s is %s', (written, address) => {
    expect(person({ pid: pid(11, written) })?.address).toBe(address)
  })
})

describe('identifiers', () => {
  test.each([
    ['P1^^^H1^PI', 'H1', 'patient-number', 'P1'],
    ['P1^^^H1&2.16.1&ISO^PT', 'H1', 'patient-number', 'P1'],
    ['P1', 'H1', 'patient-number', 'P1'],
    ['B1^^^BA^MR', 'BA', 'medical-record', 'B1'],
    ['34052419800101001x^^^公安部^NNCHN', 'CN', 'resident-id', '34052419800101001X'],
    ['34052419800101001X^^^CN^ID', 'CN', 'resident-id', '34052419800101001X'],
    ['34052419800101001X', 'CN', 'resident-id', '34052419800101001X'],
    ['130503670401001^^^CN^NNCHN', 'CN', 'resident-id', '130503670401001'],
    ['Y1^^^医保局^HC', '医保局', 'insurance', 'Y1'],
    ['G1^^^X^GOOD HOSPITAL', 'X', 'patient-number', 'G1'],
  ])('%s', (written, system, kind, value) => {
    expect(person({ pid: pid(3, written) })?.identifiers).toEqual([{ system, kind, value }])
  })

  test('beside the number of a patient an unknown kind is another number; numbers of visits are left out', () => {
    expect(
      person({ pid: pid(3, 'G1^^^X^PPN~P1^^^H1^PI~V1^^^H1^VN~P1^^^H1^PI') })?.identifiers.map(({ kind }) => kind),
    ).toEqual(['other', 'patient-number'])
  })

  test('old messages carry the number in PID-2 or PID-4 and the resident id in PID-19', () => {
    expect(person({ pid: 'PID||E1^^^EMPI||||||||||||||||' })?.identifiers).toMatchObject([
      { value: 'E1', system: 'EMPI' },
    ])
    expect(person({ pid: 'PID||||A1' })?.identifiers).toMatchObject([{ value: 'A1', kind: 'patient-number' }])
    expect(person({ pid: 'PID||E1|P1' })?.identifiers).toMatchObject([{ value: 'P1' }])
    expect(person({ pid: pid(19, '34052419800101001X') })?.identifiers).toMatchObject([
      { value: 'P1' },
      { kind: 'resident-id' },
    ])
  })

  test('a number without an authority belongs to the sender', () => {
    const text = write({ pid: 'PID|||P1' })
    expect(translate(text)[0]?.person.identifiers[0]?.system).toBe('H1')
    expect(translate(text.replace('|HIS|H1|', '|HIS||'))[0]?.person.identifiers[0]?.system).toBe('HIS')
  })
})

test('whatever stands in the fields, a message is translated or refused', () => {
  const value = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 10 }),
    fc.constantFrom('""', '^', '~', '&', '张^三', '19800101', 'P1^^^H1^PI'),
  )
  const segment = fc.tuple(fc.constantFrom('PID', 'PV1', 'MRG', 'EVN', 'ZXX'), fc.array(value, { maxLength: 50 }))
  fc.assert(
    fc.property(
      fc.constantFrom('A01', 'A03', 'A08', 'A28', 'A40'),
      fc.array(segment, { maxLength: 5 }),
      (trigger, segments) => {
        const text = write({ trigger, more: segments.map(([name, fields]) => [name, ...fields].join('|')) })
        expect(refusal(text).code).toMatch(/^(taken|hl7-)/)
      },
    ),
  )
})
