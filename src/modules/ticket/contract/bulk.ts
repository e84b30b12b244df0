import { z } from 'zod'
import { post } from '#kernel/endpoint.ts'
import { text } from '#kernel/text.ts'

const id = z.uuid()
const reason = text(500)

/** One act for many matters; each has its own answer, and none is skipped without a word. */
export const bulkTickets = post('/api/tickets/bulk', {
  id: 'ticket.bulk',
  summary: 'One act on many matters: bring departments in, urge, hand over, withdraw (批量办理)',
  access: 'ticket:read',
  body: z
    .strictObject({
      matters: z
        .array(z.strictObject({ id, version: z.int().min(1) }))
        .min(1)
        .max(100),
      ask: z.discriminatedUnion('act', [
        z.strictObject({ act: z.literal('dispatch'), units: z.array(id).min(1).max(12), reason }),
        z.strictObject({ act: z.literal('urge'), text: reason }),
        z.strictObject({ act: z.literal('hand-over'), personId: id, note: reason.nullable() }),
        z.strictObject({ act: z.literal('force-hand-over'), personId: id, reason }),
        z.strictObject({ act: z.literal('cancel'), reason }),
      ]),
    })
    .meta({ id: 'BulkTickets' }),
  returns: z.strictObject({
    rows: z.array(
      z.strictObject({
        id,
        /** Null where the caller does not see the matter. */
        number: z.string().nullable(),
        done: z.boolean(),
        version: z.int().nullable(),
        /** Why it was not done, in the caller's language. */
        problem: z.strictObject({ code: z.string(), title: z.string() }).nullable(),
      }),
    ),
  }),
})
