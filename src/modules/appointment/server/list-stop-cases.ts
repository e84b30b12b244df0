import type { Caller } from '#kernel/caller.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Status } from '../rules/appointment.ts'
import type { AppointmentTable, StopCaseTable, StopContactTable } from './tables.ts'

const CASES_AT_MOST = 50

type ContactRow = Pick<
  AppointmentTable,
  'number' | 'startsAt' | 'patientId' | 'patientMasked' | 'contactWay' | 'status'
> &
  Pick<StopContactTable, 'caseId' | 'appointmentId' | 'outcome' | 'attempts'>

/** Stopped sessions with their patients, those still open first (停诊处置). */
export const listStopCases = (house: House) => (caller: Caller) =>
  transact(house, { ...caller, once: null }, async ({ tx }) => {
    const cases = await run<StopCaseTable>(
      tx,
      `select * from appointment.stop_case where hospital_id = $1
       order by closed_at is not null, stopped_at desc limit ${CASES_AT_MOST}`,
      [caller.hospitalId],
    )
    const contacts = await run<ContactRow>(
      tx,
      `select k.case_id, k.appointment_id, k.outcome, k.attempts, a.number, a.starts_at, a.patient_id, a.patient_masked, a.contact_way, a.status
       from appointment.stop_contact k join appointment.appointment a on a.hospital_id = k.hospital_id and a.id = k.appointment_id
       where k.hospital_id = $1 and k.case_id = any($2) order by k.outcome is not null, a.starts_at, a.id`,
      [caller.hospitalId, cases.map(one => one.id)],
    )
    return {
      cases: cases.map(one => ({
        id: one.id,
        sessionId: one.sessionId,
        unitId: one.unitId,
        doctorId: one.doctorId,
        day: one.day,
        halfDay: one.halfDay,
        reason: one.reason,
        stoppedAt: one.stoppedAt.toString(),
        closedAt: one.closedAt?.toString() ?? null,
        contacts: contacts
          .filter(contact => contact.caseId === one.id)
          .map(({ caseId: _case, startsAt, ...contact }) => ({
            ...contact,
            startsAt: startsAt.toString(),
            status: contact.status as Status,
            contactWay: contact.contactWay as 'sms' | 'wechat' | 'phone' | 'paper',
          })),
      })),
    }
  })
