import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore, Temporal } from '#kernel/time.ts'
import { sendMessage } from '#modules/notification/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { alternativesTo, mustBeBooked, planSessions } from '../../rules/treatment.ts'
import { wallTime } from '../say-time.ts'
import { sqlInstant } from '../store.ts'
import { conflicts } from './book-series.ts'
import { giveChairBack, loadTreatment, remindAt, saveTreatment, seriesById, takeChair, versionsOf } from './store.ts'
import type { ResourceTable, SeriesTable, TreatmentTable } from './tables.ts'
import { knownOf, worldOf } from './world.ts'

const aboutOf = async (tx: Tx, hospitalId: string, series: SeriesTable) => {
  const resource = (await versionsOf(tx, hospitalId, series.resourceId)).at(-1) as ResourceTable
  return { resource, about: { patientId: series.patientId, unitId: resource.unitId } }
}

/** Free times near a session (可改的时间): its own place counts as free. */
export const otherTimes = (house: House) => async (caller: Caller, asked: { readonly id: string }) => {
  const known = await knownOf(house, caller.hospitalId)
  return transact(house, { ...caller, once: null }, async ({ tx }) => {
    const treatment = await loadTreatment(tx, caller.hospitalId, asked.id)
    const world = await worldOf(house, known, tx, caller.hospitalId, {
      resourceId: treatment.resourceId,
      patientId: treatment.patientId,
      starts: [treatment.startsAt],
      except: treatment.id,
    })
    const times = alternativesTo(treatment.startsAt, { ...world, shown: SHOWN }, [treatment.startsAt])
    return { times: times.toSorted(Temporal.Instant.compare).map(one => one.toString()) }
  })
}
const SHOWN = 12

interface MoveTreatment {
  readonly id: string
  readonly startsAt: string
  readonly reason: string
}

/** Moves one session alone (单次改期): the new place is taken and the old one freed, or nothing changes; the others stay. */
export const moveTreatment = (house: House) => async (caller: Caller, asked: MoveTreatment) => {
  const { hospitalId } = caller
  const known = await knownOf(house, hospitalId)
  return transact(house, caller, async ({ tx, tell }) => {
    const treatment = await loadTreatment(tx, hospitalId, asked.id)
    mustBeBooked(treatment.status)
    const startsAt = Temporal.Instant.from(asked.startsAt)
    const world = await worldOf(house, known, tx, hospitalId, {
      resourceId: treatment.resourceId,
      patientId: treatment.patientId,
      starts: [startsAt],
      except: treatment.id,
    })
    const plan = planSessions([startsAt], world)
    if (plan.some(one => one.conflict !== null)) conflicts(world, plan)
    const resource = world.holding(startsAt) as ResourceTable
    const endsAt = startsAt.add({ minutes: resource.slotMinutes })
    // The earlier place's row first, whichever it is, so that two who change places never wait crosswise.
    const give = () => giveChairBack(tx, hospitalId, resource.id, treatment.startsAt)
    const isLater = isBefore(treatment.startsAt, startsAt)
    if (isLater) await give()
    if (!(await takeChair(tx, hospitalId, resource.id, { startsAt, endsAt, capacity: resource.capacity })))
      throw new Problem('treatment-conflict', { conflicts: [] })
    if (!isLater) await give()
    const version = await saveTreatment(tx, treatment, {
      startsAt: sqlInstant(startsAt),
      endsAt: sqlInstant(endsAt),
      resourceVersion: resource.version,
      moves: treatment.moves + 1,
      reason: house.cipher.encipher(asked.reason),
      remindAt: instantOrNull(remindAt(house, startsAt, known.remindHour)),
    }).catch(twice)
    const series = await seriesById(tx, hospitalId, treatment.seriesId)
    await sendMessage(house)(tx, {
      template: 'appointment.treatment-moved',
      to: { kind: 'patient', patientId: series.patientId },
      about: { kind: 'series', id: series.id },
      values: { number: series.number, when: wallTime(house, startsAt), place: resource.place },
    })
    tell({
      action: 'appointment.treatment-moved',
      subject: { kind: 'treatment', id: treatment.id },
      version,
      patientId: series.patientId,
      unitId: resource.unitId,
      facts: {
        series: series.id,
        ordinal: treatment.ordinal,
        from: treatment.startsAt.toString(),
        to: startsAt.toString(),
      },
      detail: { reason: asked.reason },
    })
    return { id: treatment.id, status: treatment.status, startsAt: startsAt.toString(), version }
  })
}

function twice(error: unknown): never {
  if ((error as { constraint?: string }).constraint === 'treatment_once')
    throw new Problem('treatment-conflict', { conflicts: [] })
  throw error
}

const instantOrNull = (at: Instant | null): Instant | null => (at === null ? null : sqlInstant(at))

/** Cancels one session (取消一次); its place is free again in the same transaction. */
export const cancelTreatment =
  (house: House) => (caller: Caller, asked: { readonly id: string; readonly reason: string }) =>
    transact(house, caller, async ({ tx, tell }) => {
      const treatment = await loadTreatment(tx, caller.hospitalId, asked.id)
      mustBeBooked(treatment.status)
      const version = await end(house, tx, treatment, asked.reason)
      const series = await seriesById(tx, caller.hospitalId, treatment.seriesId)
      const { about } = await aboutOf(tx, caller.hospitalId, series)
      await tellCancelled(house, tx, series, 1)
      tell({
        action: 'appointment.treatment-cancelled',
        subject: { kind: 'treatment', id: treatment.id },
        version,
        ...about,
        facts: { series: series.id, sessions: 1 },
        detail: { reason: asked.reason },
      })
      return { id: treatment.id, status: 'cancelled' as const, startsAt: treatment.startsAt.toString(), version }
    })

/** Cancels what is left of a series, from now on (取消余下各次). */
export const cancelRest = (house: House) => (caller: Caller, asked: { readonly id: string; readonly reason: string }) =>
  transact(house, caller, async ({ tx, tell }) => {
    const { hospitalId } = caller
    const series = await seriesById(tx, hospitalId, asked.id)
    const left = await run<TreatmentTable>(
      tx,
      `select * from appointment.treatment where hospital_id = $1 and series_id = $2 and status = 'booked' and starts_at > $3
         order by starts_at for update`,
      [hospitalId, series.id, house.clock.now().toString()],
    )
    if (left.length === 0) throw new Problem('treatment-over')
    for (const treatment of left) await end(house, tx, treatment, asked.reason)
    const { about } = await aboutOf(tx, hospitalId, series)
    await tellCancelled(house, tx, series, left.length)
    tell({
      action: 'appointment.treatment-cancelled',
      subject: { kind: 'series', id: series.id },
      ...about,
      facts: { series: series.id, sessions: left.length },
      detail: { reason: asked.reason },
    })
    return { id: series.id, cancelled: left.length }
  })

async function end(house: House, tx: Tx, treatment: TreatmentTable, reason: string): Promise<number> {
  await giveChairBack(tx, treatment.hospitalId, treatment.resourceId, treatment.startsAt)
  return saveTreatment(tx, treatment, {
    status: 'cancelled',
    remindAt: null,
    closedAt: sqlInstant(house.clock.now()),
    reason: house.cipher.encipher(reason),
  })
}

const tellCancelled = (house: House, tx: Tx, series: SeriesTable, sessions: number) =>
  sendMessage(house)(tx, {
    template: 'appointment.treatment-cancelled',
    to: { kind: 'patient', patientId: series.patientId },
    about: { kind: 'series', id: series.id },
    values: { number: series.number, count: String(sessions) },
  })

/** The session took place, or the patient did not come (登记完成或未到): once it has begun. */
export const markTreatment =
  (house: House) => (caller: Caller, asked: { readonly id: string; readonly status: 'done' | 'missed' }) =>
    transact(house, caller, async ({ tx, tell }) => {
      const treatment = await loadTreatment(tx, caller.hospitalId, asked.id)
      mustBeBooked(treatment.status)
      if (isBefore(house.clock.now(), treatment.startsAt)) throw new Problem('treatment-ahead')
      const version = await saveTreatment(tx, treatment, {
        status: asked.status,
        closedAt: sqlInstant(house.clock.now()),
      })
      const series = await seriesById(tx, caller.hospitalId, treatment.seriesId)
      const { about } = await aboutOf(tx, caller.hospitalId, series)
      tell({
        action: 'appointment.treatment-marked',
        subject: { kind: 'treatment', id: treatment.id },
        version,
        ...about,
        facts: { series: series.id, ordinal: treatment.ordinal, status: asked.status },
      })
      return { id: treatment.id, status: asked.status, startsAt: treatment.startsAt.toString(), version }
    })
