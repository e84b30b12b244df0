import type { ColumnType } from 'kysely'
import type { Instant } from '#kernel/time.ts'

/** `directory.description`: what is told about a unit (科室介绍). */
interface DescriptionTable {
  hospitalId: string
  unitId: string
  version: number
  introduction: string | null
  building: string | null
  floor: string | null
  room: string | null
  mapX: number | null
  mapY: number | null
  phone: string | null
  hours: string | null
  services: string[]
  visitingNotes: string | null
  aliases: string[]
  isPublic: boolean
  changedAt: ColumnType<Instant, string, string>
  changedBy: string | null
}

declare module '#platform/database.ts' {
  interface Tables {
    'directory.description': DescriptionTable
  }
}
