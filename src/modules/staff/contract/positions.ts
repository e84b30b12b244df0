import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'
import { id, Someone } from './words.ts'

const position = text(20)
const reason = text(200).nullable().default(null)

const Seat = z
  .strictObject({
    id,
    position: z.string(),
    person: Someone,
    openedAt: instant,
    closedAt: instant.nullable(),
    /** How many were open with this one; the expected outpatients of that hour, and how many positions they asked for. */
    open: z.int(),
    volume: z.int().nullable(),
    proposed: z.int(),
    reason: z.string().nullable(),
    closeReason: z.string().nullable(),
  })
  .meta({ id: 'Seat', description: '工位开放记录' })
export const readPositions = get('/api/service-positions', {
  id: 'staff.service-positions',
  summary: 'The positions of the general desk, who sits there, and how many to open by the outpatients of this hour',
  access: 'coverage:read',
  returns: z.strictObject({
    at: instant,
    least: z.int(),
    most: z.int(),
    open: z.int(),
    /** Expected outpatients of this hour: the mean of the same hour in the weeks before; null while nobody counts. */
    volume: z.int().nullable(),
    proposed: z.int(),
    positions: z.array(z.strictObject({ position: z.string(), seat: Seat.nullable() })),
  }),
})
export const readSeats = get('/api/service-positions/history', {
  id: 'staff.seats',
  summary: 'Who sat at which position, the newest first',
  access: 'coverage:read',
  query: z.strictObject({ after: text(80).optional() }),
  returns: z.strictObject({ items: z.array(Seat), next: z.string().nullable() }),
})
export const openPosition = post('/api/service-positions/open', {
  id: 'staff.open-position',
  summary: 'Open a position with the agent who sits there; beyond the range it takes a reason',
  access: 'position:write',
  body: z.strictObject({ position, personId: id, reason }),
  returns: Seat,
  status: 201,
  problems: ['unknown-position', 'not-desk-agent', 'no-induction', 'position-beyond-range'],
})
export const closePosition = post('/api/service-positions/close', {
  id: 'staff.close-position',
  summary: 'Close a position; below the range in working hours it takes a reason',
  access: 'position:write',
  body: z.strictObject({ position, reason }),
  returns: Seat,
  problems: ['position-closed', 'position-below-range'],
})
