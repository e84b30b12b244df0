import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Framed, Framer, frame } from './framing.ts'

const VT = '\u000b'
const FS = '\u001c'
const cut = (chunks: readonly (string | Buffer)[], limit = 1000): readonly Framed[] => {
  const framer = new Framer(limit)
  return chunks.flatMap(chunk => [...framer.push(Buffer.from(chunk as string))])
}
const messages = (framed: readonly Framed[]): string[] =>
  framed.flatMap(one => (one.kind === 'frame' ? [one.bytes.toString()] : []))

describe('frames', () => {
  test.each<[string, string[], string[]]>([
    ['one', [`${VT}MSH|1${FS}\r`], ['MSH|1']],
    ['two in one packet', [`${VT}MSH|1${FS}\r${VT}MSH|2${FS}\r`], ['MSH|1', 'MSH|2']],
    ['one in fragments', [VT, 'MS', 'H|1', FS, '\r'], ['MSH|1']],
    ['split between FS and CR', [`${VT}MSH|1${FS}`, `\r${VT}MSH|2${FS}\r`], ['MSH|1', 'MSH|2']],
    ['no CR after FS', [`${VT}MSH|1${FS}${VT}MSH|2${FS}`], ['MSH|1', 'MSH|2']],
    ['garbage before, between and after', [`hello${VT}MSH|1${FS}\r\n???${VT}MSH|2${FS}\rbye`], ['MSH|1', 'MSH|2']],
    ['one that broke off', [`${VT}MSH|1|张`, `${VT}MSH|2${FS}\r`], ['MSH|2']],
    ['one that broke off before a byte order mark', [`${VT}MSH|1${VT}\uFEFFMSH|2${FS}\r`], ['\uFEFFMSH|2']],
    ['a VT that somebody pasted into a text', [`${VT}MSH|1\rNTE|1||a${VT}b${FS}\r`], [`MSH|1\rNTE|1||a${VT}b`]],
    ['an empty one', [`${VT}${FS}\r`], ['']],
  ])('%s', (_, chunks, expected) => {
    expect(messages(cut(chunks))).toEqual(expected)
  })

  test('split inside a character', () => {
    const bytes = frame(Buffer.from('MSH|张三'))
    for (let at = 0; at <= bytes.length; at += 1)
      expect(messages(cut([bytes.subarray(0, at), bytes.subarray(at)]))).toEqual(['MSH|张三'])
  })

  test('line breaks between frames are no noise, other bytes and what broke off are', () => {
    expect(cut([`\r\n${VT}MSH${FS}\r\n${VT}MSH${FS}`]).map(({ kind }) => kind)).toEqual(['frame', 'frame'])
    expect(cut([`ab${VT}MSH|old${VT}MSH|new${FS}`])[1]).toEqual({ kind: 'noise', length: 'MSH|old'.length + 1 })
  })

  test('a frame of exactly the bound is taken, one byte more is refused, and the next one is read', () => {
    expect(messages(cut([`${VT}MSH|5${FS}\r`], 5))).toEqual(['MSH|5'])
    const framed = cut([`${VT}MSH|56${FS}\r${VT}MSH|7${FS}\r`], 5)
    expect(framed.map(({ kind }) => kind)).toEqual(['too-large', 'frame'])
    expect(framed[0]?.kind === 'too-large' && framed[0].head.toString()).toBe('MSH|5')
    expect(messages(framed)).toEqual(['MSH|7'])
  })

  test('one that is too large and never ends is left at the next VT', () => {
    expect(messages(cut([`${VT}MSH|${'x'.repeat(50)}`, `yyy${VT}MSH|7${FS}\r`], 20))).toEqual(['MSH|7'])
  })
})

describe('whatever comes', () => {
  const pieces = fc.array(
    fc.oneof(
      fc
        .constantFrom(VT, FS, '\r', `${FS}\r`, `${VT}MSH|`, `${VT}\uFEFFMSH|`, 'MSH', '张')
        .map(text => Buffer.from(text)),
      fc.uint8Array({ maxLength: 12 }).map(bytes => Buffer.from(bytes)),
    ),
    { maxLength: 30 },
  )

  test('any split of the stream gives the same', () => {
    fc.assert(
      fc.property(
        pieces,
        fc.array(fc.nat(400), { maxLength: 12 }),
        fc.integer({ min: 1, max: 40 }),
        (parts, cuts, limit) => {
          const stream = Buffer.concat(parts)
          const places = [0, ...cuts.map(at => Math.min(at, stream.length)).toSorted((a, b) => a - b), stream.length]
          const split = places.slice(1).map((at, index) => stream.subarray(places[index], at))
          expect(cut(split, limit)).toEqual(cut([stream], limit))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('what is framed comes out as it was, between any noise without VT', () => {
    const text = fc
      .string({ unit: 'binary', maxLength: 40 })
      .map(body => `MSH|${body.replaceAll(VT, '').replaceAll(FS, '')}`)
    const noise = fc.string({ unit: 'binary', maxLength: 10 }).map(body => body.replaceAll('\u000b', ''))
    fc.assert(
      fc.property(fc.array(fc.tuple(noise, text)), sent => {
        const stream = Buffer.concat(sent.flatMap(([before, body]) => [Buffer.from(before), frame(Buffer.from(body))]))
        expect(messages(cut([stream]))).toEqual(sent.map(([, body]) => body))
      }),
    )
  })
})
