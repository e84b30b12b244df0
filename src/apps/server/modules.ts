import { module as appointment } from '#modules/appointment/index.ts'
import { module as backup } from '#modules/backup/index.ts'
import { module as dataImport } from '#modules/data-import/index.ts'
import { module as directory } from '#modules/directory/index.ts'
import { module as knowledge } from '#modules/knowledge/index.ts'
import { module as notification } from '#modules/notification/index.ts'
import { module as meeting } from '#modules/meeting/index.ts'
import { module as patient } from '#modules/patient/index.ts'
import { module as portal } from '#modules/portal/index.ts'
import { module as quality } from '#modules/quality/index.ts'
import { module as referral } from '#modules/referral/index.ts'
import { module as staff } from '#modules/staff/index.ts'
import { module as ticket } from '#modules/ticket/index.ts'
import { upkeep } from '#modules/upkeep/index.ts'
import { module as interop } from '#interop/server/index.ts'
import type { Module } from '#platform/module.ts'

const rooms: readonly Module[] = [
  staff,
  patient,
  directory,
  knowledge,
  notification,
  portal,
  appointment,
  referral,
  ticket,
  meeting,
  quality,
  backup,
  dataImport,
  interop,
]

/** Everything that is served, in the order of the house; and what looks after all of it. */
export const modules: readonly Module[] = [...rooms, upkeep(rooms)]
