import type pg from 'pg'
import { Client } from 'pg'
import type { House } from '#platform/house.ts'
import { manyAppointments } from './large/appointments.ts'
import { manyPatients } from './large/patients.ts'
import { manyTickets } from './large/tickets.ts'

const PATIENTS = 500_000
const TICKETS = 1_000_000

export interface LargeSize {
  readonly patients: number
  readonly tickets: number
  readonly appointments: number
  /** So many days back the bookings go: fewer of them on fewer days make days that are as full. */
  readonly pastDays?: number
}

/** Fills the tables to the size of a great hospital (大数据量), without journal: for query plans, not for stories. */
export async function seedLarge(
  house: House,
  show: (text: string) => void,
  { patients = PATIENTS, tickets = TICKETS, appointments = 0, pastDays }: Partial<LargeSize> = {},
): Promise<void> {
  await manyPatients(house, patients, count => show(`  患者 patients ${count}/${patients}`))
  await manyTickets(house, tickets, count => show(`  工单 matters ${count}/${tickets}`))
  await manyAppointments(house, appointments, count => show(`  预约 bookings ${count}/${appointments}`), pastDays)
}

/** Tells the planner what is there now, as the owner of the tables. */
export async function lookOver(connection: pg.ClientConfig): Promise<void> {
  const client = new Client(connection)
  await client.connect()
  try {
    await client.query(
      `vacuum analyze patient.patient, patient.identifier, patient.search_token, ticket.ticket, ticket.part, ticket.clock,
         appointment.slot, appointment.quota, appointment.appointment`,
    )
  } finally {
    await client.end()
  }
}
