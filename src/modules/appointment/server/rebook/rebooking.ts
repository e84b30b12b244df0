import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { Problem } from '#kernel/problem.ts'
import { listDoctors } from '#modules/directory/index.ts'
import { sendMessage } from '#modules/notification/index.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { tellOpened } from '#platform/reading.ts'
import type { readRebooking as endpoint } from '../../contract.ts'
import { inWords } from '../portal/book-mine.ts'
import { viewOf } from '../portal/visits.ts'
import { moveStopped } from '../rebook-arrived.ts'
import { wallMoment } from '../say-time.ts'
import { slotOf } from '../slots.ts'
import { linkedBooking, placesFor, type RebookingState, type Standing, standingOf } from './standing.ts'

type View = Answer<typeof endpoint>

const TO_CHOOSE: ReadonlySet<RebookingState> = new Set(['stopped', 'here', 'substituted'])
const BY_PATIENT = '患者按链接自选时间'

/** The page of a link (停诊改约页): how the booking stands, and what may be taken instead. Opening it is told to the journal. */
export const readRebooking =
  (house: House) =>
  async (caller: Caller): Promise<View> => {
    const id = linkedBooking(caller)
    const { standing, places } = await house.database.transact(async tx => {
      const found = await standingOf(tx, caller.hospitalId, id, house.clock.now())
      return { standing: found, places: TO_CHOOSE.has(found.state) ? await placesFor(house, tx, found) : [] }
    })
    const { booking } = standing
    await tellOpened(house, caller, {
      action: 'appointment.opened',
      subject: { kind: 'appointment', id },
      patientId: booking.patientId,
      unitId: booking.unitId,
      facts: { from: 'link' },
    })
    const { list } = await listDoctors(house)
    const { number, status, unit, doctor, day, startsAt, endsAt, feeLevel, building, floor, room, patientMasked } =
      await viewOf(house, booking.id)
    return {
      state: standing.state,
      visit: { number, status, unit, doctor, day, startsAt, endsAt, feeLevel, building, floor, room, patientMasked },
      callAskedAt: standing.callAskedAt?.toString() ?? null,
      places: places.map(({ slot, kind, costsMore }) => ({
        slotId: slot.slotId,
        doctor: list.find(one => one.id === slot.doctorId)?.name ?? '',
        day: slot.day,
        startsAt: slot.startsAt.toString(),
        feeLevel: slot.feeLevel as View['visit']['feeLevel'],
        kind,
        costsMore,
      })),
    }
  }

/**
 * Takes a place instead of the one that was stopped or substituted (自选改约), once: whoever taps again, or on another phone meanwhile, reads
 * what the booking has become.
 */
export const takeRebooking =
  (house: House) =>
  async (caller: Caller, asked: { readonly slotId: string }): Promise<View> => {
    const id = linkedBooking(caller)
    const { state, booking } = await standingNow(house, caller, id)
    if (TO_CHOOSE.has(state) && booking.slotId !== asked.slotId) {
      if ((await slotOf(house, asked.slotId)).unitId !== booking.unitId) throw new Problem('slot-unknown')
      const move = { id, slotId: asked.slotId, reason: BY_PATIENT, version: booking.version, isHospitalsCause: true }
      await moveStopped(house)(caller, move).catch(async error => {
        // Somebody was quicker: the other tap, or the desk.
        if (error instanceof Problem && !TO_CHOOSE.has((await standingNow(house, caller, id)).state)) return
        inWords(error)
      })
    }
    return readRebooking(house)(caller)
  }

/** The patient asks to be called about it (请回电): a call for the desk, once for each place. */
export const askForCall =
  (house: House) =>
  async (caller: Caller): Promise<View> => {
    const id = linkedBooking(caller)
    await transact(house, caller, async ({ tx, tell }) => {
      const at = house.clock.now()
      const { state, booking } = await standingOf(tx, caller.hospitalId, id, at)
      if (!TO_CHOOSE.has(state)) return {}
      const [first] = await run(
        tx,
        `insert into appointment.call_wish (hospital_id, appointment_id, slot_id, asked_at) values ($1, $2, $3, $4)
         on conflict do nothing returning slot_id`,
        [caller.hospitalId, id, booking.slotId, at.toString()],
      )
      if (first === undefined) return {}
      await sendMessage(house)(tx, {
        template: 'appointment.call-asked',
        to: { kind: 'patient', patientId: booking.patientId },
        about: { kind: 'appointment', id },
        values: { number: booking.number, when: wallMoment(house, booking.startsAt) },
        urgent: true,
        byPhone: true,
      })
      tell({
        action: 'appointment.call-asked',
        subject: { kind: 'appointment', id },
        version: booking.version,
        patientId: booking.patientId,
        unitId: booking.unitId,
        facts: { slot: booking.slotId },
      })
      return {}
    })
    return readRebooking(house)(caller)
  }

const standingNow = (house: House, caller: Caller, id: string): Promise<Standing> =>
  house.database.transact(tx => standingOf(tx, caller.hospitalId, id, house.clock.now()))
