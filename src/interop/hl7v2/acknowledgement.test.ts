import * as fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import { acknowledge, acknowledgeBytes, faultOf } from './acknowledgement.ts'
import { checkHeader, glimpse, headerOf } from './header.ts'
import { parseMessage } from './message.ts'
import { conditions, hl7Problems } from './problems.ts'
import { registration } from './sample.ts'

const stamp = {
  at: Temporal.Instant.from('2026-03-05T00:30:01.9Z'),
  zone: 'Asia/Shanghai',
  controlId: 'PSC20260305000001',
}
const header = (text: string) => headerOf(parseMessage(Buffer.from(text)))
const check = (text: string) => () => checkHeader(header(text))
const missing = faultOf(new Problem('hl7-field-missing', { location: 'PID^1^3' }))

describe('an acknowledgement', () => {
  test('accepts as the rules show it, parties turned round, in local time', () => {
    expect(acknowledge(header(registration), stamp).toString()).toBe(
      'MSH|^~\\&|PSC|XM3Y|HIS|XM3Y|20260305083001||ACK^A04^ACK|PSC20260305000001|P|2.5.1\rMSA|AA|HIS20260305000001\r',
    )
  })

  test('refuses with the place, the code of table 0357 and words', () => {
    const [, msa, err] = acknowledge(header(registration), stamp, missing).toString().split('\r')
    expect(msa).toBe('MSA|AE|HIS20260305000001')
    expect(err).toBe('ERR||PID^1^3|101^Required field missing^HL70357|E||||PID-3 is required')
  })

  test('writes to versions before 2.5 as they read it', () => {
    const [, msa, err] = acknowledge(header(registration.replace('2.5.1', '2.3')), stamp, missing)
      .toString()
      .split('\r')
    expect(msa).toBe('MSA|AE|HIS20260305000001|PID-3 is required')
    expect(err).toBe('ERR|PID^1^3^101&Required field missing&HL70357')
  })

  test('is written in the character set of the sender, which is named where it matters', () => {
    const sent = iconv.encode(
      registration.replace('UNICODE UTF-8', 'GB 18030-2000').replace('|HIS|', '|协和|'),
      'gb18030',
    )
    const answer = acknowledge(headerOf(parseMessage(sent)), stamp)
    expect(iconv.decode(answer, 'gb18030')).toContain('|PSC|XM3Y|协和|XM3Y|')
    expect(parseMessage(answer).charset).toBe('gb18030')
    expect(parseMessage(answer).field('MSH', 18).raw).toBe('GB 18030-2000')
    expect(acknowledge(header(registration), stamp).toString()).not.toContain('UNICODE')
  })

  test('echoes the control id byte for byte, and the separators', () => {
    const answer = acknowledge(header('MSH$%~\\@$HIS$H1$PSC$H1$20260305$$ADT%A04$a\\b@c$T$2.4'), stamp).toString()
    expect(answer).toMatch(/^MSH\$%~\\@\$PSC\$H1\$HIS\$H1\$20260305083001\$\$ACK%A04%ACK\$PSC20260305000001\$T\$2.4\r/)
    expect(answer).toContain('MSA$AA$a\\b@c\r')
  })

  test('says to bytes that are no message that they are none', () => {
    const answer = acknowledgeBytes(
      Buffer.from('hello'),
      stamp,
      faultOf(new Problem('hl7-no-header', { location: 'MSH^1' })),
    )
    expect(answer.toString()).toMatch(
      /^MSH\|\^~\\&\|\|\|\|\|20260305083001\|\|ACK\|PSC20260305000001\|P\|2.5.1\rMSA\|AR\|\rERR\|\|MSH\^1\|100\^/,
    )
  })

  test('finds the control id of a message that could not be read', () => {
    const bytes = Buffer.from(`${registration}\r${registration}`)
    expect(acknowledgeBytes(bytes, stamp, missing).toString()).toContain('MSA|AE|HIS20260305000001\r')
    expect(glimpse(Buffer.from('MSH|^~\\&|A')).sendingApplication).toBe('A')
    expect(glimpse(Buffer.from('MSH')).controlId).toBe('')
  })

  test('is readable and of one frame, whatever the header holds', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 8 }), { maxLength: 14 }), parts => {
        const bytes = Buffer.concat([Buffer.from('MSH|^~\\&'), ...parts.flatMap(part => [Buffer.from('|'), part])])
        const answer = acknowledgeBytes(bytes, stamp, missing)
        expect(answer.includes(0x0b) || answer.includes(0x1c)).toBe(false)
        expect(
          answer
            .toString('latin1')
            .split('\r')
            .map(line => line.slice(0, 3)),
        ).toEqual(['MSH', 'MSA', 'ERR', ''])
      }),
    )
  })

  test('every refusal has a condition of the standard, and an unknown one tells nothing', () => {
    for (const [code, { condition }] of Object.entries(hl7Problems)) {
      expect(conditions[condition]).toBeTruthy()
      expect(faultOf(new Problem(code, { location: 'PID^1^5' })).text).not.toContain('{')
    }
    expect(faultOf(new Problem('ticket-status', { from: 'x' }))).toMatchObject({
      answer: 'AE',
      condition: 207,
      location: '',
    })
  })

  test('places are said as people say them', () => {
    expect(faultOf(new Problem('hl7-field-missing', { location: 'SCH^1^2' })).text).toBe('SCH-2 is required')
    expect(faultOf(new Problem('hl7-segment-missing', { location: 'PID' })).text).toBe('The message has no PID segment')
  })
})

describe('a header', () => {
  test.each([
    ['no type', registration.replace('ADT^A04^ADT_A01', ''), 'hl7-header-incomplete'],
    ['no control id', registration.replace('HIS20260305000001', ''), 'hl7-header-incomplete'],
    ['version 3', registration.replace('2.5.1', '3.0'), 'hl7-version-unsupported'],
  ])('with %s is refused', (_, text, code) => {
    expect(check(text)).toThrow(code)
  })

  test.each(['2.1', '2.3', '2.3.1', '2.8', '', '2.5.1^CHN'])('of version “%s” is taken', version => {
    expect(check(registration.replace('2.5.1', version))).not.toThrow()
  })

  test('takes the trigger from EVN where MSH-9 has none', () => {
    expect(header(registration.replace('ADT^A04^ADT_A01', 'ADT')).trigger).toBe('A04')
  })
})
