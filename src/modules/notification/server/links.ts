import { randomBytes } from 'node:crypto'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'

/** Letters and digits that nobody mistakes for another: 32, so a letter is five bits. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const LENGTH = 12

const tokensOf = (house: House, code: string): Buffer[] => house.cipher.tokens('message.link', code)

/**
 * A short address instead of a long one (短链接): `/p#<code>` for `/p#<token>`, so that a text stays within its length, and what
 * it opens still stands in the fragment, where no log sees it. An address without a fragment stays as it is.
 */
export async function shorten(house: House, tx: Tx, messageId: string, link: string, endsAt: Instant): Promise<string> {
  const [address, target] = link.split('#')
  if (target === undefined) return link
  const code = Array.from(randomBytes(LENGTH), byte => ALPHABET[byte & 31]).join('')
  await tx
    .insertInto('notification.link')
    .values({
      hospitalId: house.hospital.id,
      code: tokensOf(house, code)[0] as Buffer,
      messageId,
      target: house.cipher.encipher(target),
      endsAt: endsAt.toString(),
    })
    .execute()
  return `${address}#${code}`
}

/** What a short code stands for: the token of a link, as long as it holds. */
export const openLink = (house: House) => async (asked: { code: string }) => {
  const rows = await house.database.transact(tx =>
    run<{ target: Buffer }>(
      tx,
      'select target from notification.link where hospital_id = $1 and code = any($2) and ends_at > $3::timestamptz',
      [house.hospital.id, tokensOf(house, asked.code), house.clock.now().toString()],
    ),
  )
  const [row] = rows
  if (row === undefined) throw new Problem('link-ended')
  return { token: house.cipher.decipher(row.target) }
}
