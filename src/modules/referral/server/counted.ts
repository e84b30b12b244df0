import { type CountedRecord, type CountedSet, countedColumns } from '#platform/counted.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { ReferralTable } from './tables.ts'

const within = (at: string) => `${at} >= $2 and ${at} < $3`

/**
 * What is counted of referrals (转诊的计数口径): those accepted, and their bookings with somebody of equal urgency beside them who was not
 * referred; `hit` is that the referred one was placed first (KPI-22).
 */
export const referralSets = {
  referred: {
    name: 'referred',
    record: 'referral',
    isState: false,
    sql: `select ${countedColumns({
      key: 'r.id',
      record_id: 'r.id',
      at: 'r.accepted_at',
      class: 'r.type',
      unit_id: 'r.unit_id',
      mark: 'r.urgency = 1',
    })} from referral.referral r where r.hospital_id = $1 and ${within('r.accepted_at')}`,
  },
  'referral-placed': {
    name: 'referral-placed',
    record: 'referral',
    isState: false,
    sql: `select ${countedColumns({
      key: 'p.id',
      record_id: 'p.referral_id',
      at: 'p.at',
      class: 'p.type',
      unit_id: 'p.unit_id',
      hit: 'p.is_first',
    })} from referral.placing p where p.hospital_id = $1 and p.kind = 'booked' and p.competing > 0 and ${within('p.at')}`,
  },
} as const satisfies Readonly<Record<string, CountedSet>>

const TYPE_NAMES = {
  visit: { zh: '社区转诊：就诊', en: 'Referral: visit' },
  admission: { zh: '社区转诊：住院', en: 'Referral: admission' },
  exam: { zh: '社区转诊：检查', en: 'Referral: exam' },
} as const

/** Referrals as the list behind a number shows them. */
export async function countedReferrals(
  house: House,
  ids: readonly string[],
  { language }: { readonly language: 'zh' | 'en' },
): Promise<ReadonlyMap<string, CountedRecord>> {
  const rows = await house.database.transact(tx =>
    run<Pick<ReferralTable, 'id' | 'number' | 'type' | 'patientMasked'>>(
      tx,
      'select id, number, type, patient_masked from referral.referral where hospital_id = $1 and id = any($2)',
      [house.hospital.id, ids],
    ),
  )
  return new Map(
    rows.map(({ id, number, type, patientMasked }) => [
      id,
      {
        number: number ?? '—',
        title: TYPE_NAMES[type][language],
        person: patientMasked || null,
        opensAt: `/referrals/${id}`,
      },
    ]),
  )
}
