import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import { authenticatePatient } from '#modules/portal/index.ts'
import type { House } from '#platform/house.ts'
import { allow } from '#platform/http/serve.ts'
import type { Status } from '../../rules/appointment.ts'
import { type CalendarVisit, iCalendar } from '../../rules/icalendar.ts'
import { openVisit } from './visits.ts'

/** The day before, the phone reminds too. */
const REMIND_BEFORE = 'P1D'
const CHECK_IN_BEFORE_MINUTES = 15

const STATUS: Readonly<Partial<Record<Status, CalendarVisit['status']>>> = {
  held: 'TENTATIVE',
  lapsed: 'CANCELLED',
  cancelled_by_patient: 'CANCELLED',
  cancelled_by_hospital: 'CANCELLED',
  stopped: 'CANCELLED',
}

/** A booking of the own people as a file for the phone's calendar (日历文件). */
export const calendarOf =
  (house: House) =>
  async (caller: Caller, asked: { readonly id: string }): Promise<string> => {
    const visit = await openVisit(house)(caller, asked)
    const [row] = await house.database.statement<{ version: number }>(
      'select version from appointment.appointment where hospital_id = $1 and id = $2',
      [caller.hospitalId, visit.id],
    )
    return iCalendar(
      {
        uid: `${visit.id}@${new URL(house.publicUrl).hostname}`,
        sequence: row?.version ?? 0,
        status: STATUS[visit.status] ?? 'CONFIRMED',
        startsAt: Temporal.Instant.from(visit.startsAt),
        endsAt: Temporal.Instant.from(visit.endsAt),
        summary: `${house.hospital.name}就诊`,
        description: `预约号 ${visit.number}\n请带有效身份证件和医保卡，提前 ${CHECK_IN_BEFORE_MINUTES} 分钟报到。\n服务电话 ${house.hospital.phone}`,
        location: [house.hospital.name, visit.building, visit.floor && `${visit.floor} 层`, visit.room]
          .filter(Boolean)
          .join(' '),
        remindBefore: REMIND_BEFORE,
      },
      house.clock.now(),
    )
  }

const Params = z.strictObject({ id: z.uuid() })

/** `GET /api/portal/bookings/:id/calendar.ics`: no JSON, so it stands beside the endpoints. */
export function mountCalendar(app: FastifyInstance, house: House): void {
  const who = authenticatePatient(house)
  app.get('/api/portal/bookings/:id/calendar.ics', async (request, reply) => {
    const caller = await who(request)
    allow({ access: 'patient' }, caller)
    const params = Params.safeParse(request.params)
    if (!params.success) throw new Problem('not-found')
    return reply
      .type('text/calendar; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="visit.ics"')
      .send(await calendarOf(house)(caller, params.data))
  })
}
