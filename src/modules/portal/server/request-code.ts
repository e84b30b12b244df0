import { randomInt } from 'node:crypto'
import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, Temporal } from '#kernel/time.ts'
import { sendMessage } from '#modules/notification/index.ts'
import { readMobile } from '#modules/patient/index.ts'
import { run } from '#platform/database.ts'
import { type House, tellRefusal, transact } from '#platform/house.ts'
import { type PatientSignIn, patientSignIn } from '../settings.ts'
import { countOne } from './limits.ts'
import { codeTokens, current, phoneTokens } from './token.ts'

const CODES = 1_000_000
const DIGITS = 6

/** The mobile number that was typed; refuses any other. */
export function mobileOf(typed: string): string {
  const phone = readMobile(typed)
  if (phone === null) throw new Problem('mobile-needed', { pointer: '/body/phone' })
  return phone
}

/**
 * Sends a one-time code to a number (获取验证码). Known or unknown, every number gets one and the answer is the same; how many is bounded by
 * number and by address, in the database.
 */
export const requestCode =
  (house: House) => async (caller: Caller, asked: { readonly phone: string }, address: string) => {
    const at = house.clock.now()
    const phone = mobileOf(asked.phone)
    const policy = (await house.settings.at(house.hospital.id, patientSignIn, at)).value
    await mustBeLongAgo(house, phone, policy, at)
    await bounded(house, caller, { phone, address }, policy, at)
    const code = String(randomInt(CODES)).padStart(DIGITS, '0')
    // A code is told once, and never again by an idempotency key.
    await transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
      const id = house.ids.next()
      // Of many that ask at the same moment one is sent a code.
      const written = await run(
        tx,
        `insert into portal.code as last (hospital_id, phone_token, code_token, sent_at, ends_at, tries) values ($1, $2, $3, $4, $5, 0)
         on conflict (hospital_id, phone_token) do update
         set code_token = excluded.code_token, sent_at = excluded.sent_at, ends_at = excluded.ends_at, tries = 0, used_at = null
         where last.sent_at <= $6::timestamptz returning tries`,
        [
          house.hospital.id,
          current(phoneTokens(house, phone)),
          current(codeTokens(house, phone, code)),
          at.toString(),
          at.add({ minutes: policy.codeMinutes }).toString(),
          at.subtract({ seconds: policy.gapSeconds }).toString(),
        ],
      )
      if (written.length === 0) throw new Problem('code-too-soon', { seconds: policy.gapSeconds })
      await sendMessage(house)(tx, {
        template: 'portal.code',
        to: { kind: 'number', phone },
        about: { kind: 'portal-code', id },
        values: { code, minutes: String(policy.codeMinutes) },
        urgent: true,
      })
      tell({ action: 'portal.code-sent', subject: { kind: 'portal-code', id }, facts: {} })
    })
    return { minutes: policy.codeMinutes, againSeconds: policy.gapSeconds }
  }

async function mustBeLongAgo(house: House, phone: string, policy: PatientSignIn, at: Instant): Promise<void> {
  const [last] = await house.database.statement<{ sentAt: Instant }>(
    'select sent_at as "sentAt" from portal.code where hospital_id = $1 and phone_token = any($2) order by sent_at desc limit 1',
    [house.hospital.id, phoneTokens(house, phone)],
  )
  if (last === undefined) return
  const again = last.sentAt.add({ seconds: policy.gapSeconds })
  if (Temporal.Instant.compare(at, again) < 0)
    throw new Problem('code-too-soon', { seconds: Math.ceil((again.epochMilliseconds - at.epochMilliseconds) / 1000) })
}

async function bounded(
  house: House,
  caller: Caller,
  { phone, address }: { readonly phone: string; readonly address: string },
  policy: PatientSignIn,
  at: Instant,
): Promise<void> {
  try {
    const refusal = 'codes-too-many'
    await countOne(house, { kind: 'code to phone', who: phone, most: policy.codesPerPhone, refusal }, at)
    await countOne(house, { kind: 'code by address', who: address, most: policy.codesPerAddress, refusal }, at)
  } catch (error) {
    await tellRefusal(house, caller, codeRefused(house, 'rate'))
    throw error
  }
}

/** A refused code, in the journal; whose it was is not written. */
export const codeRefused = (house: House, because: 'wrong' | 'rate') =>
  ({
    action: 'portal.code-refused',
    subject: { kind: 'portal-code', id: house.ids.next() },
    facts: { because },
  }) as const
