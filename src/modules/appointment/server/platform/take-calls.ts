import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import { type Language, Problem } from '#kernel/problem.ts'
import { day, text } from '#kernel/text.ts'
import { upsertFromSystem } from '#modules/patient/index.ts'
import type { House } from '#platform/house.ts'
import { languageOf } from '#platform/http/problem-json.ts'
import { fieldWords } from '#platform/http/serve.ts'
import { platformPolicy } from '../../settings.ts'
import { bookAppointment } from '../book-appointment.ts'
import { cancelAppointment } from '../cancel-appointment.ts'
import { keyOf } from './key.ts'
import { isSignedBy } from './signature.ts'

const SOURCE = 'platform'
const LARGEST_BODY = 16 * 1024
const requestId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)

/** A booking as the platform sends it (平台预约). */
const Booking = z.strictObject({
  requestId,
  slot: z.uuid(),
  patient: z.strictObject({
    /** The platform's own number of the person. */
    number: text(40),
    name: text(100),
    residentId: text(18).nullable(),
    phone: text(20),
    sex: z.enum(['male', 'female', 'unknown']),
    birthDate: day.nullable(),
  }),
})
const Cancellation = z.strictObject({ requestId, number: text(30), reason: text(200) })

/**
 * What the platform calls: `POST /api/platform/bookings` and `POST /api/platform/cancellations`, signed over the bytes as they came, so
 * they stand beside the endpoints. The same `requestId` is done once and answered alike.
 */
export function mountPlatform(app: FastifyInstance, house: House): void {
  void app.register(async scope => {
    scope.removeContentTypeParser('application/json')
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => done(null, body))
    const answer = <T extends { readonly requestId: string }>(
      path: string,
      shape: z.ZodType<T>,
      run: (caller: Caller, asked: T) => Promise<object>,
    ) =>
      scope.post(path, {
        bodyLimit: LARGEST_BODY,
        handler: async (request, reply) => {
          const body = typeof request.body === 'string' ? request.body : ''
          await mustBeSigned(house, request, body)
          const asked = read(shape, body, languageOf(request))
          const digest = createHash('sha256').update(JSON.stringify(asked)).digest('base64url')
          const caller: Caller = {
            ...systemCaller(house.hospital.id),
            once: { key: `platform-${asked.requestId}`, endpoint: path, digest },
          }
          return reply
            .code(201)
            .header('cache-control', 'no-store')
            .send(await run(caller, asked))
        },
      })
    answer('/api/platform/bookings', Booking, (caller, asked) => book(house, caller, asked))
    answer('/api/platform/cancellations', Cancellation, (caller, asked) => cancel(house, caller, asked))
  })
}

/** Refuses a call that the platform's key did not sign, an old one, and any while the platform is not set up. */
async function mustBeSigned(house: House, request: FastifyRequest, body: string): Promise<void> {
  const now = house.clock.now()
  const { value } = await house.settings.at(house.hospital.id, platformPolicy, now)
  const key = value.on ? await keyOf(house) : null
  const timestamp = String(request.headers['x-timestamp'] ?? '')
  const signature = String(request.headers['x-signature'] ?? '')
  const age = Math.abs(now.epochMilliseconds / 1000 - Number(timestamp))
  const path = request.url.split('?')[0] ?? ''
  const isFresh = /^\d{1,12}$/.test(timestamp) && age <= value.clockMinutes * 60
  if (key === null || !isFresh || !isSignedBy(key, { method: request.method, path, timestamp, body }, signature))
    throw new Problem('platform-signature')
}

function read<T>(shape: z.ZodType<T>, body: string, language: Language): T {
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    throw new Problem('unreadable-json')
  }
  const result = shape.safeParse(parsed, { error: fieldWords(language) })
  if (result.success) return result.data
  throw new Problem('invalid-request', {
    errors: result.error.issues.slice(0, 20).map(issue => ({
      pointer: `/body/${issue.path.join('/')}`,
      detail: issue.message,
    })),
  })
}

async function book(house: House, caller: Caller, { slot, patient }: z.output<typeof Booking>) {
  const { patientId } = await upsertFromSystem(house)(systemCaller(house.hospital.id), {
    source: SOURCE,
    occurredAt: null,
    person: {
      identifiers: [
        { system: SOURCE, kind: 'patient-number', value: patient.number },
        ...(patient.residentId === null
          ? []
          : [{ system: SOURCE, kind: 'resident-id' as const, value: patient.residentId }]),
      ],
      name: patient.name,
      sex: patient.sex,
      ...(patient.birthDate === null ? {} : { birthDate: patient.birthDate }),
      phones: [{ number: patient.phone, use: 'mobile' }],
    },
  })
  const { number, slotId, startsAt } = await bookAppointment(house)(caller, {
    slotId: slot,
    patientId,
    channel: 'platform',
    contactWay: 'sms',
    readBack: true,
    consent: true,
    doubledBecause: null,
  })
  return { number, slot: slotId, startsAt }
}

async function cancel(house: House, caller: Caller, asked: z.output<typeof Cancellation>) {
  const [row] = await house.database.statement<{ id: string }>(
    `select id from appointment.appointment where hospital_id = $1 and number = $2 and channel = 'platform'`,
    [caller.hospitalId, asked.number],
  )
  if (row === undefined) throw new Problem('not-found')
  const { number, status } = await cancelAppointment(house)(caller, { id: row.id, reason: asked.reason, by: 'patient' })
  return { number, status }
}
