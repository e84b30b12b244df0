import { type Caller, canIn } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { readPlace, writePlace } from '#kernel/page-place.ts'
import { organisation, type Organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { type House, tellRead } from '#platform/house.ts'
import type { SHELVES } from '../contract.ts'
import { unpackLacks } from '../rules/completeness.ts'
import type { ReferralTable } from './tables.ts'

type Shelf = (typeof SHELVES)[number]
type Row = Pick<
  ReferralTable,
  | 'id'
  | 'number'
  | 'type'
  | 'channel'
  | 'status'
  | 'institutionId'
  | 'unitId'
  | 'urgency'
  | 'patientMasked'
  | 'lacks'
  | 'doubts'
  | 'waitingId'
  | 'stopped'
  | 'plannedAt'
  | 'version'
> & { readonly at: Instant; readonly rank: number; readonly sort: string }

const COLUMNS = `id, number, type, channel, status, institution_id, unit_id, urgency, patient_masked, lacks, doubts, waiting_id, stopped,
  planned_at, version`
/** When it came: what was accepted counts from there, as on a waiting list. */
const CAME = 'coalesce(accepted_at, submitted_at, made_at)'
const PAGE = 100

/** Which referrals lie on a shelf, and in which order: by urgency what is to be placed or checked, by its date what is booked. */
const ON: Readonly<Record<Shelf, { readonly where: string; readonly rank: string; readonly at: string }>> = {
  check: { where: `status = 'submitted'`, rank: 'coalesce(urgency, 3)', at: CAME },
  draft: { where: `status = 'draft' and channel <> 'portal'`, rank: '0', at: CAME },
  returned: { where: `status = 'returned'`, rank: '0', at: CAME },
  accepted: { where: `status = 'accepted'`, rank: 'coalesce(urgency, 3)', at: CAME },
  booked: { where: `status in ('booked', 'missed')`, rank: '0', at: `coalesce(planned_at, ${CAME})` },
  done: { where: `status in ('seen', 'examined', 'admitted')`, rank: '0', at: `coalesce(seen_at, ${CAME})` },
  over: { where: 'closed_at is not null and round > 0', rank: '0', at: 'closed_at' },
}
const LIVE = ['check', 'draft', 'returned', 'accepted', 'booked', 'done'] as const satisfies readonly Shelf[]

interface Page {
  readonly after?: string | undefined
}

/** What came and stands on a shelf (转诊收件箱), names masked: the departments' own for those who belong to one. */
export const referralInbox = (house: House) => async (caller: Caller, asked: Page & { readonly shelf: Shelf }) => {
  const scope = caller.permissions.get('referral:read')
  const units = scope === 'hospital' ? null : [...(scope ?? [])]
  const base = `hospital_id = $1 and ($2::uuid[] is null or unit_id = any($2))`
  const { where, rank, at } = ON[asked.shelf]
  const isNewestFirst = asked.shelf === 'over'
  const mayDraft = canIn(caller, 'referral:submit', null)
  const [rows, counts] = await house.database.transact(async tx => [
    await run<Row>(
      tx,
      `select ${COLUMNS}, ${at} as at, ${rank} as rank, (${at})::text as sort from referral.referral
         where ${base} and ${where} and ($3::int is null or (${rank}, ${at}, id) ${isNewestFirst ? '<' : '>'} ($3, $4::timestamptz, $5::uuid))
         order by rank, at ${isNewestFirst ? 'desc' : ''}, id ${isNewestFirst ? 'desc' : ''} limit ${PAGE + 1}`,
      [caller.hospitalId, units, ...afterOf(asked.after)],
    ),
    await run<Record<string, number>>(
      tx,
      `select ${LIVE.map(shelf => `count(*) filter (where ${ON[shelf].where})::int as ${shelf}`).join(', ')}
         from referral.referral where ${base} and closed_at is null`,
      [caller.hospitalId, units],
    ),
  ])
  const shown = asked.shelf === 'draft' && !mayDraft ? [] : rows
  const list = await listed(house, caller, shown, null)
  const found = counts[0] ?? {}
  return {
    ...list,
    counts: {
      check: found['check'] ?? 0,
      draft: mayDraft ? (found['draft'] ?? 0) : 0,
      returned: found['returned'] ?? 0,
      accepted: found['accepted'] ?? 0,
      booked: found['booked'] ?? 0,
      done: found['done'] ?? 0,
    },
  }
}

/** The referrals of the caller's own institution, the newest first. */
export const listOwnReferrals =
  (house: House) => async (caller: Caller, asked: Page & { readonly show: 'open' | 'over' | 'all' }) => {
    const scope = caller.permissions.get('referral:own')
    const institutions = scope === undefined || scope === 'hospital' ? [] : [...scope]
    const which = { all: 'true', open: 'closed_at is null', over: 'closed_at is not null' }[asked.show]
    const rows = await house.database.transact(tx =>
      run<Row>(
        tx,
        `select ${COLUMNS}, made_at as at, 0 as rank, made_at::text as sort from referral.referral
         where hospital_id = $1 and institution_id = any($2::uuid[]) and ${which}
           and ($3::int is null or (0, made_at, id) < ($3, $4::timestamptz, $5::uuid))
         order by made_at desc, id desc limit ${PAGE + 1}`,
        [caller.hospitalId, institutions, ...afterOf(asked.after)],
      ),
    )
    // Why the hospital looks twice is not for the institution: it would tell who is known there.
    return listed(
      house,
      caller,
      rows.map(row => ({ ...row, doubts: [] })),
      institutions[0] ?? null,
    )
  }

async function listed(house: House, caller: Caller, rows: readonly Row[], institution: string | null) {
  const page = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? page.at(-1) : undefined
  if (page.length > 0)
    await tellRead(house, caller, {
      action: 'referral.listed',
      subject: { kind: 'referral', id: house.hospital.id },
      facts: { institution, count: page.length },
    })
  const org = await organisation(house)
  return {
    items: page.map(row => shown(org, row)),
    next: last === undefined ? null : writePlace(String(last.rank), last.sort, last.id),
  }
}

const shown = (org: Organisation, row: Row) => ({
  id: row.id,
  number: row.number,
  type: row.type,
  channel: row.channel,
  status: row.status,
  institution: unitNamed(org, row.institutionId),
  unit: row.unitId === null ? null : unitNamed(org, row.unitId),
  urgency: row.urgency,
  patientMasked: row.patientMasked,
  lacks: row.status === 'returned' ? unpackLacks(row.lacks) : [],
  doubts: row.doubts,
  waits: row.status === 'accepted' && row.waitingId !== null,
  stopped: row.stopped,
  at: row.at.toString(),
  plannedAt: row.plannedAt?.toString() ?? null,
  version: row.version,
})

export const unitNamed = (org: Organisation, id: string) => ({ id, name: org.units.get(id)?.name ?? '—' })

function afterOf(after: string | undefined): readonly [number | null, string | null, string | null] {
  const [rank, at = null, id = null] = readPlace(after, 'digit', 'moment', 'id')
  return [rank === undefined ? null : Number(rank), at, id]
}
