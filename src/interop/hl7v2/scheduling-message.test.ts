import { expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { parseMessage } from './message.ts'
import { printScheduling, type SchedulingMessage, TOLD, type Told } from './scheduling-message.ts'
import { translateSiu } from './siu.ts'

const message: SchedulingMessage = {
  told: 'booked',
  at: Temporal.Instant.from('2026-11-16T01:00:00Z'),
  zone: 'Asia/Shanghai',
  controlId: 'YGJ0001',
  charset: 'utf-8',
  from: { application: 'YGJ', facility: 'XM3Y' },
  to: { application: 'HIS', facility: 'XM3Y' },
  number: 'YY-261116-0007',
  placer: { system: 'HIS', value: 'P&7' },
  startsAt: Temporal.Instant.from('2026-11-20T00:00:00Z'),
  endsAt: Temporal.Instant.from('2026-11-20T00:30:00Z'),
  unit: { code: 'NEUR', name: '神经内科' },
  doctor: { code: 'D1', name: '叶知秋' },
  patient: {
    identifiers: [
      { system: 'XM3Y', type: 'PI', value: 'P1' },
      { system: 'CN', type: 'NNCHN', value: '34052419800101001X' },
    ],
    name: '张|三',
    birthDate: '1980-01-01',
    sex: 'male',
  },
}

test.each(Object.keys(TOLD) as Told[])('what is told as %s is what the own reader reads', told => {
  const read = parseMessage(printScheduling({ ...message, told }))
  expect(read.field('SCH', 25).raw).toBe(TOLD[told].status)
  expect(translateSiu(read, 'Asia/Shanghai')).toMatchObject([
    {
      event: { booked: 'booked', moved: 'changed', cancelled: 'cancelled', stopped: 'cancelled', 'no-show': 'no-show' }[
        told
      ],
      person: {
        name: '张|三',
        sex: 'male',
        birthDate: '1980-01-01',
        identifiers: [
          { system: 'XM3Y', kind: 'patient-number', value: 'P1' },
          { system: 'CN', kind: 'resident-id', value: '34052419800101001X' },
        ],
      },
      booking: {
        placer: { system: 'HIS', value: 'P&7' },
        filler: { system: 'YGJ', value: 'YY-261116-0007' },
        startsAt: message.startsAt,
        doctors: ['D1'],
        departments: ['NEUR'],
      },
    },
  ])
})

test('a receiver that writes GB18030 gets it, and its header says so', () => {
  const bytes = printScheduling({ ...message, charset: 'gb18030' })
  expect(bytes.includes(Buffer.from('神经内科'))).toBe(false)
  const read = parseMessage(bytes)
  expect([read.charset, read.field('AIS', 3).component(2)]).toEqual(['gb18030', '神经内科'])
})
