import { z } from 'zod'
import { get } from '#kernel/endpoint.ts'
import { instant } from '#kernel/text.ts'

const id = z.uuid()
const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)
const mean = z.number().nullable()

export const ticketEffort = get('/api/ticket-effort', {
  id: 'ticket.effort',
  summary:
    'Trips, staff contacts and minutes of the multi-department matters closed in a month, and how many were reopened (跑腿次数、协调成本)',
  access: 'ticket:manage',
  query: z.strictObject({ month: month.optional() }),
  returns: z.strictObject({
    month,
    mean: z.strictObject({ tripsMade: mean, tripsAvoided: mean, contacts: mean, minutes: mean }),
    rows: z.array(
      z.strictObject({
        id,
        number: z.string(),
        closedAt: instant,
        departments: z.int(),
        tripsMade: z.int().nullable(),
        tripsAvoided: z.int().nullable(),
        contacts: z.int().nullable(),
        /** Spent by the departments. */
        minutes: z.int(),
      }),
    ),
    reopened: z.strictObject({
      closed: z.int(),
      reopened: z.int(),
      percent: mean,
      rows: z.array(z.strictObject({ id, number: z.string(), round: z.int(), closedAt: instant })),
    }),
  }),
})
