import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import { parseMessage } from './message.ts'
import { scheduling } from './sample.ts'
import { type SiuIntention, translateSiu } from './siu.ts'

const ZONE = 'Asia/Shanghai'
const translate = (text: string): readonly SiuIntention[] => translateSiu(parseMessage(Buffer.from(text)), ZONE)
const at = (iso: string) => Temporal.Instant.from(iso)

const PID = 'PID|1||P1^^^H1^PI||张^三'
const write = (trigger: string, ...segments: string[]): string =>
  [`MSH|^~\\&|HIS|H1|PSC|H1|20261116090000||SIU^${trigger}|7|P|2.5.1`, ...segments].join('\r')
const booking = (text: string) => {
  const [intention] = translate(text)
  if (intention?.kind !== 'booking') throw new Error('no booking')
  return intention
}
const refusal = (text: string) => {
  try {
    translate(text)
  } catch (error) {
    if (error instanceof Problem) return [error.code, error.facts['location']]
    throw error
  }
  return []
}
const AIP = 'AIP|1|A|D1^叶^知秋|||20261120080000|0|MIN|30|MIN'

describe('a scheduling message', () => {
  test('of the rules is a booking with its numbers, its time, and who and what it takes', () => {
    expect(booking(scheduling)).toEqual({
      kind: 'booking',
      event: 'booked',
      occurredAt: at('2026-03-05T01:15:00Z'),
      person: {
        identifiers: [{ system: 'XM3Y', kind: 'patient-number', value: 'P00012345' }],
        name: '张三',
        sex: 'male',
        birthDate: '1980-01-01',
      },
      booking: {
        placer: { system: 'PSC', value: 'PL000123' },
        filler: { system: 'HIS', value: 'FL000987' },
        startsAt: at('2026-03-06T01:30:00Z'),
        doctors: ['T2001'],
        departments: ['CT1', 'RAD', 'CT001'],
        reason: '常规预约',
      },
    })
  })

  test.each([
    ['S12', 'booked'],
    ['S13', 'changed'],
    ['S14', 'changed'],
    ['S15', 'cancelled'],
    ['S16', 'discontinued'],
    ['S17', 'discontinued'],
    ['S18', 'changed'],
    ['S19', 'changed'],
    ['S26', 'no-show'],
  ])('of event %s is one that is %s', (trigger, event) =>
    expect(booking(write(trigger, 'SCH|1^P|2^F', PID, AIP)).event).toBe(event),
  )

  test.each(['S20', 'S21', 'S22', 'S25', 'S27', 'S99'])('of event %s is refused as such', trigger =>
    expect(refusal(write(trigger, 'SCH|1|2', PID))).toEqual(['hl7-trigger-unsupported', 'MSH^1^9^1^2']),
  )

  test('may say by its status that the booking is over', () => {
    const status = (value: string) => `SCH|1|2${'|'.repeat(23)}${value}`
    expect(booking(write('S14', status('Cancelled'), PID)).event).toBe('cancelled')
    expect(booking(write('S13', status('Noshow'), PID)).event).toBe('no-show')
    expect(booking(write('S14', status('Booked'), PID)).event).toBe('changed')
    expect(booking(write('S15', status('Booked'), PID)).event).toBe('cancelled')
  })

  test.each([
    ['who sees the patient', AIP, '2026-11-20T00:00:00Z'],
    ['the service', 'AIS|1|A|X|20261120083000', '2026-11-20T00:30:00Z'],
    ['the room', 'AIL|1|A|R|||20261120090000', '2026-11-20T01:00:00Z'],
    ['the timing of 2.5', 'TQ1|1||||||20261120093000+0800', '2026-11-20T01:30:00Z'],
  ])('has its time from %s', (_, segment, expected) =>
    expect(booking(write('S12', 'SCH|1|2', PID, segment)).booking.startsAt?.toString()).toBe(expected),
  )
  test('of an old version has its time in SCH-11', () =>
    expect(booking(write('S12', 'SCH|1|2|||||||||^^^20261120100000', PID)).booking.startsAt?.toString()).toBe(
      '2026-11-20T02:00:00Z',
    ))

  test('without an authority has numbers of its sender, and one number is enough', () => {
    expect(booking(write('S12', 'SCH||77', PID)).booking).toMatchObject({
      placer: null,
      filler: { system: 'H1', value: '77' },
    })
    expect(refusal(write('S12', 'SCH|', PID))).toEqual(['hl7-field-missing', 'SCH^1^2'])
  })

  test.each([
    [write('S12', PID), ['hl7-segment-missing', 'SCH']],
    [write('S12', 'SCH|1|2'), ['hl7-segment-missing', 'PID']],
    [write('S12', 'SCH|1|2', PID, 'AIP|1|A|D1|||tomorrow'), ['hl7-value-invalid', 'AIP^1^6']],
    [write('S23', 'SCH|1|2'), ['hl7-field-missing', 'AIP^1^6']],
    [write('S23', 'SCH|1|2', 'AIP|1|A|D1|||20261120080000'), ['hl7-field-missing', 'AIP^1^9']],
  ])('that says too little is refused where: %#', (text, expected) => expect(refusal(text)).toEqual(expected))

  test('may cancel without naming the patient', () =>
    expect(booking(write('S15', 'SCH|1|2'))).toMatchObject({ event: 'cancelled', person: null }))

  test('blocks and opens a doctor’s time, by its end or by its length', () => {
    expect(translate(write('S23', 'SCH|1|2', 'AIP|1|A|D1|||20261120080000||MIN|4|HR'))).toMatchObject([
      { kind: 'session', event: 'blocked', doctors: ['D1'], person: null },
    ])
    const ends = (...segments: string[]) => {
      const [one] = translate(write('S24', 'SCH|1|2', ...segments))
      return one?.kind === 'session' ? [one.event, one.from.toString(), one.to.toString()] : []
    }
    expect(ends('AIP|1|A|D1|||20261120080000||MIN|240|MIN')).toEqual([
      'opened',
      '2026-11-20T00:00:00Z',
      '2026-11-20T04:00:00Z',
    ])
    expect(ends('AIP|1|A|D1|||20261120080000', 'TQ1|1||||||20261120080000|20261120120000')[2]).toBe(
      '2026-11-20T04:00:00Z',
    )
  })

  test('of any shape is translated or refused, never more than that', () => {
    const text = readFileSync(import.meta.filename, 'utf8')
    for (let cut = 0; cut < 200; cut += 1) {
      const broken = scheduling.slice(0, 150 + cut * 3) + text.slice(cut * 7, cut * 7 + 40).replaceAll('\n', '|')
      expect(() => {
        try {
          translate(broken)
        } catch (error) {
          if (!(error instanceof Problem)) throw error
        }
      }).not.toThrow()
    }
  })
})
