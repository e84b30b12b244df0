import * as fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { Problem } from '#kernel/problem.ts'
import { escape, STANDARD, unescape } from './escape.ts'
import { Message, parseMessage, printMessage } from './message.ts'
import { registration } from './sample.ts'

const bytes = (text: string): Buffer => Buffer.from(text)
const codeOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
  return 'read'
}
const HEAD = 'MSH|^~\\&|HIS|H1|PSC|H1|20260305083000||ADT^A08^ADT_A01|1|P|2.5.1'
/** A message that names its character set. */
const named = (charset: string, name = '张^三') => `${HEAD}|||||CHN|${charset}\rPID|1||P1||${name}||19900101`

describe('reading', () => {
  test('fields, repetitions, components and subcomponents are numbered from 1 as the standard does', () => {
    const message = parseMessage(bytes(`${registration}\rZXX|1|a&b^c~d`))
    expect(message.field('MSH', 1).raw).toBe('|')
    expect(message.field('MSH', 2).component(1)).toBe('^~\\&')
    expect(message.field('MSH', 9).component(2)).toBe('A04')
    expect(message.field('PID', 3).repetitions.map(id => [id.component(1), id.component(5)])).toEqual([
      ['P00012345', 'PI'],
      ['34052419800101001X', 'NNCHN'],
    ])
    expect(message.field('PID', 13).component(7)).toBe('13800138000')
    expect(message.field('PV1', 44).raw).toBe('20260305083000')
    expect(message.field('ZXX', 2).component(1, 2)).toBe('b')
    expect(message.field('ZXX', 99).component(1)).toBe('')
    expect(message.field('NTE', 1).repetitions).toEqual([])
  })

  test.each([['\r'], ['\n'], ['\r\n'], ['\n\r\n']])('segments end with %j', end => {
    const text = registration.replaceAll('\r', end)
    expect(parseMessage(bytes(text))).toEqual(parseMessage(bytes(registration)))
    expect(parseMessage(bytes(`\uFEFF\r\n ${text}${end}`))).toEqual(parseMessage(bytes(registration)))
  })

  test('a line that is no segment goes on with the field before it', () => {
    const message = parseMessage(bytes(`${HEAD}\rNTE|1||头晕\n两天了\rPID|1`))
    expect(message.segments.map(({ name }) => name)).toEqual(['MSH', 'NTE', 'PID'])
    expect(message.field('NTE', 3).component(1)).toBe('头晕\n两天了')
  })

  test('all segments of a name come in their order', () => {
    const message = parseMessage(bytes(`${HEAD}\rOBX|1\rZAA\rOBX|2`))
    expect(message.all('OBX').map(segment => segment.field(1).raw)).toEqual(['1', '2'])
    expect(message.all('PID')).toEqual([])
  })

  test('other separators are those that the message declares', () => {
    const message = parseMessage(bytes('MSH$%~\\@$HIS$H1$$$20260305$$ADT%A04$7$P$2.4\rPID$1$$P1%%%H1@x%PI'))
    expect(message.field('MSH', 9).component(2)).toBe('A04')
    expect(message.field('PID', 3).component(4)).toBe('H1')
    expect(message.field('PID', 3).component(4, 2)).toBe('x')
  })

  test('a doubled escape character in MSH-2 counts once', () => {
    const message = parseMessage(bytes(`${HEAD.replace('^~\\&', '^~\\\\&')}\rPID|1||P1^^^A&B`))
    expect(message.separators).toEqual(STANDARD)
    expect(message.field('PID', 3).component(4, 2)).toBe('B')
  })

  test('two double quotes delete, nothing says nothing', () => {
    const message = parseMessage(bytes(`${HEAD}\rPID|1||""| |x`))
    expect([2, 3, 4, 5].map(number => message.field('PID', number).isEmpty)).toEqual([true, false, true, false])
    expect([2, 3, 5].map(number => message.field('PID', number).isDelete)).toEqual([false, true, false])
  })

  test.each([
    ['hl7-no-header', ''],
    ['hl7-no-header', 'PID|1||x\r'],
    ['hl7-no-header', '\u0000\u0001'],
    ['hl7-header-broken', 'MSH'],
    ['hl7-header-broken', 'MSH|'],
    ['hl7-header-broken', 'MSHAB~\\&AHIS'],
    ['hl7-header-broken', 'MSH|abc|HIS'],
    ['hl7-several-messages', `${HEAD}\r${HEAD}`],
    ['read', 'MSH|^'],
  ])('%s: %j', (code, text) => {
    expect(codeOf(() => parseMessage(bytes(text)))).toBe(code)
  })
})

describe('character sets', () => {
  test.each([
    ['UNICODE UTF-8', 'utf-8'],
    ['UTF-8', 'utf-8'],
    ['GB 18030-2000', 'gb18030'],
    ['GB18030', 'gb18030'],
    ['GBK', 'gb18030'],
    ['GB2312', 'gb18030'],
    ['BIG-5', 'big5'],
  ])('MSH-18 %s is read as %s', (declared, charset) => {
    const message = parseMessage(iconv.encode(named(declared, '張^三'), charset))
    expect(message.charset).toBe(charset)
    expect(message.field('PID', 5).component(1)).toBe('張')
  })

  test('Latin letters of ISO 8859-1', () => {
    const message = parseMessage(Buffer.from(named('8859/1', 'MÜLLER^ZOË'), 'latin1'))
    expect(message.field('PID', 5).component(2)).toBe('ZOË')
  })

  test('characters whose second byte is a separator survive, in the header too', () => {
    const trails = [0x7c, 0x5e, 0x7e, 0x5c]
    const letters = trails.map(trail => iconv.decode(Buffer.of(0x81, trail), 'gb18030'))
    const text = named('GB 18030-2000', letters.join('')).replace('|H1|PSC', `|${letters.join('')}医院|PSC`)
    const sent = iconv.encode(text, 'gb18030')
    expect(sent.filter(byte => byte === 0x7c).length).toBe(text.split('|').length + 1)
    const message = parseMessage(sent)
    expect(message.field('PID', 5).component(1)).toBe(letters.join(''))
    expect(message.field('PID', 7).component(1)).toBe('19900101')
    expect(message.field('MSH', 4).raw).toBe(`${letters.join('')}医院`)
  })

  test('a sender that names none is taken at the house setting, and GB18030 shows by itself', () => {
    const silent = `${HEAD}\rPID|1||P1||张^三`
    expect(parseMessage(iconv.encode(silent, 'gb18030'), 'gb18030').field('PID', 5).component(1)).toBe('张')
    expect(parseMessage(iconv.encode(silent, 'gb18030')).field('PID', 5).component(1)).toBe('张')
    expect(parseMessage(bytes(silent)).charset).toBe('utf-8')
  })

  test('a character cut in two does not turn the rest into another character set', () => {
    const sent = Buffer.concat([bytes(`${HEAD}\rPID|1||P1||张^三\rNTE|1||`), bytes('头晕').subarray(0, 5)])
    const message = parseMessage(sent)
    expect(message.field('PID', 5).component(1)).toBe('张')
    expect(message.field('NTE', 3).component(1)).toBe('头\uFFFD')
  })

  test('an unknown one is refused, unless nothing but ASCII was sent', () => {
    expect(codeOf(() => parseMessage(bytes(named('KS X 1001'))))).toBe('hl7-charset-unknown')
    expect(
      parseMessage(bytes(named('KS X 1001', 'KIM^LEE')))
        .field('PID', 5)
        .component(2),
    ).toBe('LEE')
  })
})

describe('escapes', () => {
  test.each([
    ['A\\T\\E', 'A&E'],
    ['\\F\\\\S\\\\R\\\\E\\', '|^~\\'],
    ['一\\.br\\二\\.sp 1\\', '一\n二\\.sp 1\\'],
    ['\\H\\重\\N\\', '重'],
    ['\\X41E5BCA0\\', 'A张'],
    ['C:\\dir', 'C:\\dir'],
    ['\\Zab\\\\T\\', '\\Zab\\&'],
    ['\\', '\\'],
  ])('%s means %s', (raw, value) => {
    expect(unescape(raw, STANDARD, 'utf-8')).toBe(value)
  })

  test('\\X..\\ holds bytes of the character set of the message', () => {
    expect(unescape('\\XD5C5\\', STANDARD, 'gb18030')).toBe('张')
  })

  test('what is escaped reads as it was, whatever it was', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('|', '^', '~', '\\', '&', '\n', '\r', '\u000b'),
        (text, mark) => {
          const value = mark + text + mark
          const raw = escape(value, STANDARD)
          expect(Array.from(raw).filter(letter => letter < ' ' || '|^~&'.includes(letter))).toEqual([])
          expect(unescape(raw, STANDARD, 'utf-8')).toBe(value)
        },
      ),
    )
  })
})

describe('printing', () => {
  const value = fc.string({ unit: 'grapheme', maxLength: 12 }).map(text => escape(text, STANDARD))
  const field = fc
    .array(
      fc.array(value, { minLength: 1, maxLength: 3 }).map(parts => parts.join('^')),
      { minLength: 1, maxLength: 3 },
    )
    .map(parts => parts.join('~'))
  const segment = fc.tuple(fc.stringMatching(/^[A-LN-Z][A-Z][A-Z0-9]$/), fc.array(field, { maxLength: 6 }))
  const message = fc
    .array(segment, { maxLength: 6 })
    .map(
      segments =>
        new Message([
          [
            'MSH',
            '|',
            '^~\\&',
            'HIS',
            'H1',
            '',
            '',
            '',
            '',
            'ADT^A08',
            '1',
            'P',
            '2.5.1',
            '',
            '',
            '',
            '',
            '',
            'UNICODE UTF-8',
          ],
          ...segments.map(([name, fields]) => [name, ...fields] as const),
        ]),
    )

  test('a message that is printed reads as it was', () => {
    fc.assert(
      fc.property(message, printed => {
        expect(parseMessage(printMessage(printed))).toEqual(printed)
      }),
    )
  })

  test('any bytes are read or refused, and what was read prints to the same message', () => {
    const noise = fc.array(
      fc.oneof(
        fc.constantFrom('\r', '\n', '|', '^', '\\', 'PID', 'MSH|^~\\&|', '张', '"'),
        fc.string({ unit: 'binary' }),
      ),
    )
    fc.assert(
      fc.property(noise, parts => {
        const sent = bytes(`MSH|^~\\&|A|B|||||ADT^A08|1|P|2.5||||||UNICODE UTF-8\r${parts.join('')}`)
        if (codeOf(() => parseMessage(sent)) !== 'read') return
        const once = parseMessage(sent)
        expect(parseMessage(printMessage(once))).toEqual(once)
      }),
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), sent => {
        codeOf(() => parseMessage(Buffer.from(sent)))
        codeOf(() => parseMessage(Buffer.concat([bytes('MSH|^~\\&|'), sent])))
      }),
    )
  })
})
