import { timingSafeEqual } from 'node:crypto'
import { Problem } from '#kernel/problem.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { secretOf } from './secrets.ts'
import { settleOne } from './settle.ts'

/** One receipt as the SMS provider pushes it (短信回执). */
export interface Receipt {
  readonly phone_number: string
  readonly success: boolean
  readonly err_code?: string | undefined
  readonly biz_id: string
  readonly out_id?: string | undefined
}

/**
 * Takes pushed receipts (接收短信回执). The provider pushes the same ones again until it is answered: what a delivery is settled
 * by stays. Whose number and id do not belong together is passed over.
 */
export const takeReceipts =
  (house: House) =>
  async (key: string, receipts: readonly Receipt[]): Promise<{ code: 0; msg: string }> => {
    await mustKnow(house, key)
    const now = house.clock.now()
    await house.database.transact(async tx => {
      for (const receipt of receipts) {
        const id = await deliveryOf(house, tx, receipt)
        if (id === null) continue
        await settleOne(
          house,
          tx,
          id,
          receipt.success
            ? { kind: 'delivered', providerId: receipt.biz_id }
            : { kind: 'refused', code: receipt.err_code ?? 'undelivered' },
          now,
        )
      }
    })
    house.live.moved()
    return { code: 0, msg: '接收成功' }
  }

async function mustKnow(house: House, key: string): Promise<void> {
  const secret = await secretOf(house, 'sms.receipt-key')
  const [given, wanted] = [Buffer.from(key), Buffer.from(secret ?? '')]
  if (secret === null || given.length !== wanted.length || !timingSafeEqual(given, wanted))
    throw new Problem('receipt-key-wrong')
}

/** By the provider's id and the number; one that came before the provider's id was written, by our own. */
async function deliveryOf(house: House, tx: Tx, receipt: Receipt): Promise<string | null> {
  const number = receipt.phone_number.replace(/^\+?86(?=1\d{10}$)/, '')
  const [row] = await run<{ id: string }>(
    tx,
    `select id from notification.delivery
     where hospital_id = $1 and number_token = any($2) and (provider_id = $3 or id::text = $4) order by id limit 1`,
    [house.hospital.id, house.cipher.tokens('message.number', number), receipt.biz_id, receipt.out_id ?? ''],
  )
  return row?.id ?? null
}
