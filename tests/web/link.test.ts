import { randomBytes, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { cipherWith } from '#platform/cipher.ts'
import { openKeys } from '#platform/keys.ts'
import { signLink } from '#platform/links.ts'
import { linkOpens } from '#ui/link.ts'
import { testFolder } from '../support/folder.ts'

const endsAt = Temporal.Instant.from('2026-11-17T09:00:00+08:00')

test('the phone reads in a link which matter it opens and for whom, as the house wrote it', async () => {
  const cipher = cipherWith(await openKeys(`${testFolder()}/key.json`, true))
  const [hospitalId, subjectId, personId] = [randomUUID(), randomUUID(), randomUUID()]
  const liaison = signLink(cipher, { purpose: 'liaison', hospitalId, subjectId, personId, endsAt })
  expect(linkOpens(liaison)).toEqual({ purpose: 'matter', matter: subjectId, person: personId })
  const patient = signLink(cipher, { purpose: 'patient', hospitalId, subjectId, personId: null, endsAt })
  expect(linkOpens(patient)).toEqual({ purpose: 'matter', matter: subjectId, person: null })
})

test('a link that was cut short, or is none, opens nothing', () => {
  expect(linkOpens(randomBytes(40).toString('base64url'))).toBeNull()
  expect(linkOpens('不是链接')).toBeNull()
})
