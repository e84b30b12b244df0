import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseMessage } from '#interop/hl7v2/index.ts'
import { maskedSegments } from './masked-segments.ts'

const shown = (...segments: string[]) =>
  maskedSegments(
    parseMessage(Buffer.from([`MSH|^~\\&|HIS|H1|PSC|H1|20260305083000||ADT^A04|7|P|2.5.1`, ...segments].join('\r'))),
  )
const field = (segment: string, number: number, value: string) =>
  shown(`${segment}${'|'.repeat(number)}${value}`)[1]?.fields.find(one => one.number === number)?.value

describe('what a reader of the log sees', () => {
  test.each([
    ['PID', 3, 'P00012345^^^H1^PI', '*******45^^^H1^PI'],
    ['PID', 5, '张^三', '张*'],
    ['PID', 5, '欧阳^娜娜~OUYANG^NANA', '欧**娜~O*** N***'],
    ['PID', 7, '19800101', '1980****'],
    ['PID', 8, 'F', 'F'],
    ['PID', 11, '福建省厦门市同安区祥平街道1号', '***'],
    ['PID', 13, '0592-7120120', '*******0120'],
    ['PID', 13, '^NET^Internet^zhang@example.com', '^NET^Internet^***'],
    ['PID', 13, '^PRN^PH^^86^592^7120120^^找张三', '^PRN^PH^^86^592^***0120^^***'],
    ['PID', 5, '""', '""'],
    ['PV1', 3, 'NEUR^D203^^H1', 'NEUR^D203^^H1'],
    ['PV1', 7, 'D1001^李^四', 'D1001^李^四'],
    ['MRG', 1, 'P00099999^^^H1^PI', '*******99^^^H1^PI'],
    ['NK1', 2, '李^四', '***'],
    ['ZPI', 2, '张三', '***'],
    ['OBX', 5, '乙肝', '***'],
  ])('%s-%i %s: %s', (segment, number, value, readable) => expect(field(segment, number, value)).toBe(readable))

  test('the header and the answer are shown as they are', () => {
    expect(shown('EVN|A04|20260305083000').map(({ name, fields }) => [name, fields.filter(one => one.masked)])).toEqual(
      [
        ['MSH', []],
        ['EVN', []],
      ],
    )
  })

  test('whatever segment it stands in, a resident ID number is never whole outside the header', () => {
    const id = '34052419800101001X'
    const name = fc
      .stringMatching(/^[A-Z][A-Z0-9]{2}$/)
      .filter(one => !['MSH', 'EVN', 'MSA', 'ERR', 'SFT', 'PV1'].includes(one))
    fc.assert(
      fc.property(name, fc.nat({ max: 40 }), fc.constantFrom('', '^', '~x^', '^^^'), (segment, before, lead) => {
        expect(JSON.stringify(shown(`${segment}${'|'.repeat(before + 1)}${lead}${id}`))).not.toContain(id)
      }),
    )
  })
})
