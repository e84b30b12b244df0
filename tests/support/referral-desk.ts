import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { addSession, upsertDoctor } from '#modules/directory/index.ts'
import { listSlots } from '#modules/appointment/server/list-slots.ts'
import { smallHospital, type SmallHospital } from './hospital.ts'
import { MONDAY, type TestHouse, testHouse } from './house.ts'
import { somePatients } from './patients.ts'
import { clinicalUnit, type Community, communityHospital } from './referrals.ts'
import { sampleReferral } from '#modules/referral/sample.ts'
import type { ReferralFields } from '#modules/referral/server/content.ts'
import { draftReferral } from '#modules/referral/server/draft-referral.ts'
import { referralInbox } from '#modules/referral/server/list-referrals.ts'
import { openOwnReferral, openReferral } from '#modules/referral/server/read-referral.ts'
import { submitReferral } from '#modules/referral/server/submit-referral.ts'

/** The house of this test file and who works there; there after `useReferrals`. */
export let all: TestHouse
export let hospital: SmallHospital
export let lin: Caller
export let unit: string
export let doctor: string
export let patients: readonly string[]
export let jiangwan: Community
export let binhai: Community
let used = 20

/** Opens a small hospital with two community hospitals and a department that takes referrals; each test begins on Monday at nine. */
export function useReferrals(): void {
  beforeAll(async () => {
    all = await testHouse(MONDAY)
    hospital = await smallHospital(all.house)
    unit = await clinicalUnit(all.house, 'XHNK', '消化内科')
    jiangwan = await communityHospital(all.house, 'SQ1', '江湾社区卫生服务中心')
    binhai = await communityHospital(all.house, 'SQ2', '滨海社区卫生服务中心')
    lin = await hospital.as('lin')
    patients = await somePatients(all.house, 6)
    doctor = (
      await upsertDoctor(all.house)(await hospital.as('manager'), {
        code: 'D1',
        name: '孙甲',
        title: 'chief',
        feeLevel: 'expert',
        unitIds: [unit],
        personId: null,
        strengths: [],
        languages: [],
        isPublic: true,
      })
    ).id
  })
  afterAll(() => all.close())
  beforeEach(() => all.clock.set(MONDAY))
}

export const code = (name: string) => expect.objectContaining({ code: name })
export const K = () => jiangwan.as()
export const other = () => binhai.as()
/** Somebody of whom nothing else is known: the last four digits count up, the check digit follows. */
let people = 0
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
export function idNumber(birth = '19800101'): string {
  people += 1
  const seventeen = `350211${birth}${String(people).padStart(3, '0')}`
  const sum = WEIGHTS.reduce((total, weight, n) => total + weight * Number(seventeen[n]), 0)
  return seventeen + '10X98765432'[sum % 11]
}
export const fields = (more: Partial<ReferralFields> = {}) =>
  sampleReferral(unit, {
    patientName: `转诊${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳'[people % 16]}`,
    document: { kind: 'resident-id', number: idNumber() },
    patientPhone: `139000${String(10_000 + people)}`,
    ...more,
  })
export async function draft(caller: Caller, given: ReferralFields = fields()) {
  const institutionId = jiangwan.id
  const channel = caller.kind === 'partner' ? 'portal' : 'phone'
  return draftReferral(all.house)(caller, { institutionId, channel, fields: given })
}
export async function submitted(caller: Caller, given?: ReferralFields) {
  const made = await draft(caller, given)
  return submitReferral(all.house)(caller, { id: made.id, version: made.version })
}
export const inbox = async (shelf: 'check' | 'returned' | 'accepted' | 'booked' | 'done' | 'over' = 'accepted') =>
  (await referralInbox(all.house)(lin, { shelf })).items
export const own = async (id: string) => openOwnReferral(all.house)(await K(), { id })
export const versionOf = async (id: string) => (await openReferral(all.house)(lin, { id })).version

/** A morning of its own day; its slots come from the event. */
export async function morning(capacity: number) {
  const day = `2026-11-${used}`
  used += 1
  await addSession(all.house)(await hospital.as('manager'), {
    doctorId: doctor,
    unitId: unit,
    day,
    halfDay: 'morning',
    room: '二楼 208',
    feeLevel: 'expert',
    slotMinutes: 30,
    capacity,
  })
  await all.machinery.turn()
  const places = async (channel: 'phone' | 'referral') =>
    (await listSlots(all.house)(lin, { from: day, to: day, unit, channel })).slots
  return { day, places }
}

export const wish = (slotId = '') => ({ slotId, contactWay: 'phone', readBack: true, doubledBecause: null })
export async function morningSlots(capacity = 8) {
  const { day, places } = await morning(capacity)
  return { day, slots: (await places('referral')).filter(slot => slot.free > 0), places }
}
