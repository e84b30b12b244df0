import type { Caller } from '#kernel/caller.ts'
import {
  addQualification,
  type Imported,
  openPosition,
  organisation,
  onDuty,
  setStandard,
} from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import type { Member } from './people.ts'

const EVERY_DAY = { days: 'every-day' } as const
const WORKDAYS = { days: 'workdays' } as const
const MORNING = { shift: '上午班', fromMinute: 8 * 60, toMinute: 12 * 60 }
const AFTERNOON = { shift: '下午班', fromMinute: 14 * 60, toMinute: 17 * 60 + 30 }
const NIGHT = { shift: '夜班', fromMinute: 20 * 60, toMinute: 32 * 60 }

/** The least number of people of the demo hospital (人员配备标准). */
const STANDARDS = [
  { unit: 'ZT', post: 'desk-agent', ...MORNING, ...WORKDAYS, least: 6 },
  { unit: 'ZT', post: 'desk-agent', ...AFTERNOON, ...WORKDAYS, least: 6 },
  { unit: 'ZXT', post: 'desk-agent', ...MORNING, ...WORKDAYS, least: 2 },
  { unit: 'DZT', post: 'desk-agent', ...MORNING, ...WORKDAYS, least: 2 },
  { unit: 'YDY', post: 'desk-agent', ...MORNING, ...WORKDAYS, least: 2 },
  { unit: 'ZBS', post: 'duty-officer', ...NIGHT, ...EVERY_DAY, least: 1 },
] as const

/** What stands in the demo hospital besides people: staffing standards, licences, and the positions that are open now. */
export async function setUp(
  house: House,
  caller: Caller,
  people: readonly Member[],
  imported: Imported,
): Promise<void> {
  for (const { unit, ...standard } of STANDARDS)
    await setStandard(house)(caller, { ...standard, unitId: imported.units.get(unit) ?? '' })
  const today = house.clock.now().toZonedDateTimeISO(house.hospital.zone).toPlainDate()
  for (const [n, member] of people
    .filter(one => one.posts[0]?.unit === 'HFZ' || one.posts[0]?.unit === 'FZT')
    .entries())
    await addQualification(house)(caller, {
      id: imported.people.get(member.staffNumber) ?? '',
      kind: 'licence',
      name: '护士执业证书',
      number: `2026350${String(1000 + n * 37)}`,
      obtainedOn: '2022-01-10',
      expiresOn: today.add({ days: 25 + n * 200 }).toString(),
    })
  const at = house.clock.now()
  const org = await organisation(house, { fresh: true })
  for (const member of people.filter(one => one.rhythm === 'desk')) {
    const personId = imported.people.get(member.staffNumber) ?? ''
    if (onDuty(org, personId, at))
      await openPosition(house)(caller, { position: `${member.turn + 1} 号工位`, personId, reason: null })
  }
}
