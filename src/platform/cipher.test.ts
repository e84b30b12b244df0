import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { cipherWith } from '#platform/cipher.ts'
import { openKeys, rotateKeys } from '#platform/keys.ts'
import { readLink, signLink } from '#platform/links.ts'

const keyFile = async () => join(await mkdtemp(join(tmpdir(), 'keys-')), 'key.json')

describe('enciphered fields', () => {
  test('what is enciphered comes back, never twice the same, and never in clear', async () => {
    const cipher = cipherWith(await openKeys(await keyFile(), true))
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 4 }), text => {
        const once = cipher.encipher(text)
        expect(cipher.decipher(once)).toBe(text)
        expect(once.equals(cipher.encipher(text))).toBe(false)
        expect(once.includes(Buffer.from(text))).toBe(false)
      }),
    )
  })

  test('one changed bit is refused', async () => {
    const cipher = cipherWith(await openKeys(await keyFile(), true))
    const bytes = cipher.encipher('13800138000')
    for (const at of [1, 14, bytes.length - 1]) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => cipher.decipher(changed)).toThrow()
    }
  })

  test('after the key is changed, old values stay readable and new ones use the new key', async () => {
    const file = await keyFile()
    const before = cipherWith(await openKeys(file, true))
    const old = before.encipher('张三')
    const token = before.tokens('name', '张三')[0]
    const after = cipherWith(await rotateKeys(file))
    expect(after.decipher(old)).toBe('张三')
    expect(after.encipher('张三')[0]).toBe(2)
    expect(after.tokens('name', '张三').some(one => token !== undefined && one.equals(token))).toBe(true)
  })

  test('the key file is for its owner only; a damaged one is refused by name', async () => {
    const file = await keyFile()
    await openKeys(file, true)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(JSON.parse(await readFile(file, 'utf8')).keys).toHaveLength(1)
    await writeFile(file, '{"keys":[{"version":1,"secret":"short"}]}')
    await expect(openKeys(file, false)).rejects.toThrow(/KEY_FILE/)
    await expect(openKeys(`${file}.gone`, false)).rejects.toThrow(/KEY_FILE/)
  })
})

describe('signed links', () => {
  const link = {
    purpose: 'patient' as const,
    hospitalId: '0198d0d0-0000-7000-8000-000000000001',
    subjectId: '0198d0d0-0000-7000-8000-000000000002',
    personId: null,
    endsAt: Temporal.Instant.from('2026-11-21T10:00:00Z'),
  }
  test('a link opens what it says until it ends, and not one letter of it may change', async () => {
    const cipher = cipherWith(await openKeys(await keyFile(), true))
    const token = signLink(cipher, link)
    expect(readLink(cipher, token, link.endsAt.subtract({ seconds: 1 }))).toEqual(link)
    expect(readLink(cipher, token, link.endsAt)).toBeNull()
    fc.assert(
      fc.property(fc.integer({ min: 0, max: token.length - 2 }), fc.constantFrom(...'ABCxyz019-_'), (at, letter) => {
        const forged = token.slice(0, at) + letter + token.slice(at + 1)
        if (forged !== token) expect(readLink(cipher, forged, link.endsAt.subtract({ hours: 1 }))).toBeNull()
      }),
    )
    expect(readLink(cipher, '', link.endsAt)).toBeNull()
    expect(
      readLink(cipherWith(await openKeys(await keyFile(), true)), token, link.endsAt.subtract({ hours: 1 })),
    ).toBeNull()
  })
})
