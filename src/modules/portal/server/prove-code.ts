import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, tellRefusal } from '#platform/house.ts'
import { patientSignIn } from '../settings.ts'
import { countOne, mustBeOpen } from './limits.ts'
import { codeRefused } from './request-code.ts'
import { codeTokens, phoneTokens } from './token.ts'

/**
 * Uses the code that was sent to a number (核对验证码). Each try costs one, right or wrong, under the row's lock, so that many tries at once
 * are no more than were allowed; a code is used once. Wrong, spent, too late and never sent are answered the same.
 */
export async function proveCode(
  house: House,
  caller: Caller,
  { phone, code, address }: { readonly phone: string; readonly code: string; readonly address: string },
): Promise<void> {
  const at = house.clock.now()
  const policy = (await house.settings.at(house.hospital.id, patientSignIn, at)).value
  const counted = { kind: 'wrong code by address', who: address, refusal: 'codes-too-many' }
  await mustBeOpen(house, counted, at)
  const tried = await house.database.statement<{ isRight: boolean }>(
    `update portal.code set tries = tries + 1, used_at = case when code_token = any($3) then $4::timestamptz end
     where hospital_id = $1 and phone_token = any($2) and used_at is null and ends_at > $4::timestamptz and tries < $5
     returning used_at is not null as "isRight"`,
    [house.hospital.id, phoneTokens(house, phone), codeTokens(house, phone, code), at.toString(), policy.tries],
  )
  if (tried.some(one => one.isRight)) return
  await tellRefusal(house, caller, codeRefused(house, 'wrong'))
  await countOne(house, { ...counted, most: policy.triesPerAddress }, at)
  throw new Problem('code-wrong', { pointer: '/body/code' })
}
