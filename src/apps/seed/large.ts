import type pg from 'pg'
import { Client } from 'pg'
import type { House } from '#platform/house.ts'
import { manyPatients } from './large/patients.ts'
import { manyTickets } from './large/tickets.ts'

const PATIENTS = 500_000
const TICKETS = 1_000_000

/** Fills the tables to the size of a great hospital (大数据量), without journal: for query plans, not for stories. */
export async function seedLarge(
  house: House,
  show: (text: string) => void,
  size = { patients: PATIENTS, tickets: TICKETS },
): Promise<void> {
  await manyPatients(house, size.patients, count => show(`  患者 patients ${count}/${size.patients}`))
  await manyTickets(house, size.tickets, count => show(`  工单 matters ${count}/${size.tickets}`))
}

/** Tells the planner what is there now, as the owner of the tables. */
export async function lookOver(connection: pg.ClientConfig): Promise<void> {
  const client = new Client(connection)
  await client.connect()
  try {
    await client.query(
      `vacuum analyze patient.patient, patient.identifier, patient.search_token, ticket.ticket, ticket.part, ticket.clock`,
    )
  } finally {
    await client.end()
  }
}
