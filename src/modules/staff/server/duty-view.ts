import type { Answer } from '#kernel/endpoint.ts'
import type { setDuty as endpoint } from '../contract.ts'
import type { DutyRow } from './store.ts'

export type DutyView = Answer<typeof endpoint>

/** A duty or an absence as screens read it. */
export const dutyView = (row: Pick<DutyRow, 'id' | 'kind' | 'fromAt' | 'toAt' | 'reason'>): DutyView => ({
  id: row.id,
  kind: row.kind,
  from: row.fromAt.toString(),
  to: row.toAt.toString(),
  reason: row.reason,
})
