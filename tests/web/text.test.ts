import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const source = join(import.meta.dirname, '../../src')
const catalogues = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(file =>
  /(?:^|\/)text\.zh\.ts$/.test(file),
)

/**
 * What stands in Latin letters on a Chinese screen too: keys of the keyboard, file kinds, the words of HL7, a number of the house, an example of
 * pinyin after 如.
 */
const LATIN =
  /\b(?:PIN|QR|Ctrl|Enter|Esc|HL7|FHIR|SIU|MLLP|MSH-\d+|SVC-\d+|TK|ACK|ADT|PDF|CT|Word|Excel|CSV|ID|English|JPEG|PNG|KB|MB)\b|\b[A-Z]{2}-\d{6}-\d{4}\b|如 [a-z]+/g

const wordsOf = async (file: string) => {
  const [words] = Object.values((await import(join(source, file))) as Record<string, Record<string, string>>)
  return Object.entries(words ?? {})
}

const places = (words: string) => (words.match(/\{[\w-]+\}/g) ?? []).toSorted()

test('there are catalogues to look at', () => {
  expect(catalogues.length).toBeGreaterThan(3)
})

test.each(catalogues)('SYS-04 (part): %s is in Chinese, and its English has no Chinese left', async file => {
  const latin = (await wordsOf(file)).filter(([, words]) =>
    /[A-Za-z]{2,}/.test(words.replaceAll(/\{[\w-]+\}/g, '').replaceAll(LATIN, '')),
  )
  expect(latin, 'English in the Chinese words').toEqual([])
  const english = await wordsOf(file.replace('.zh.', '.en.'))
  const han = english.filter(([key, words]) => key !== 'frame.language' && /\p{Script=Han}/u.test(words))
  expect(han, 'Chinese in the English words').toEqual([])
  const zh = new Map(await wordsOf(file))
  const lost = english.filter(([key, words]) => places(words).join() !== places(zh.get(key) ?? '').join())
  expect(lost, 'facts that one language does not tell').toEqual([])
})
