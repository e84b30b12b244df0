import { listDoctors } from '#modules/directory/index.ts'
import type { House } from '#platform/house.ts'

/** A doctor as a list of slots names one. */
export interface NamedDoctor {
  readonly id: string
  readonly name: string
  readonly title: string
}

/** The doctors of these ids by name, for whoever lists slots or bookings. */
export async function doctorsNamed(house: House, ids: readonly string[]): Promise<NamedDoctor[]> {
  const wanted = new Set(ids)
  const { list } = await listDoctors(house)
  return list.filter(one => wanted.has(one.id)).map(({ id, name, title }) => ({ id, name, title }))
}
