import { type Caller, systemCaller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import {
  attachPage,
  draftReferral,
  noteOutcome,
  planReferral,
  type ReferralFields,
  returnSlip,
  submitReferral,
} from '#modules/referral/index.ts'
import {
  addPerson,
  addUnit,
  appoint,
  giveAccounts,
  holdersAnywhere,
  organisation,
  permissionsOf,
} from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import { PASSWORD } from './accounts.ts'
import { founder } from './hospital.ts'
import { RECEIPT } from './matters/receipt.ts'
import type { Stage } from './one-transaction.ts'
import { waitAndBook } from './referral-first.ts'
import { DISTRICTS, residentNumber } from './resident-number.ts'

/** Community hospitals of the demo's city, which is nowhere, and who refers for each (虚构的社区医院). */
export const COMMUNITIES = [
  {
    code: 'SQYQ',
    name: '云栖社区卫生服务中心',
    phone: '0592-7120301',
    doctorPhone: '16010006101',
    person: '陶一诺',
    login: 'yunqi',
  },
  {
    code: 'SQHT',
    name: '荷塘社区卫生服务中心',
    phone: '0592-7120302',
    doctorPhone: '16010006201',
    person: '顾长安',
    login: 'hetang',
  },
] as const

interface Made {
  readonly from: 0 | 1
  readonly hoursAgo: number
  readonly name: string
  readonly born: string
  readonly sex: 'male' | 'female'
  readonly unit: string
  readonly fields: Pick<ReferralFields, 'type' | 'urgency' | 'diagnosis' | 'summary' | 'request'> & {
    consent?: boolean
  }
  readonly page?: true
  readonly draft?: true
  /** It waits for a session that is full, and has a place there by now. */
  readonly booked?: true
  readonly planned?: { readonly days: number; readonly place: string }
  readonly slip?: string
}

const MADE: readonly Made[] = [
  {
    from: 1,
    hoursAgo: 50,
    name: '游子衿',
    born: '1968-04-11',
    sex: 'female',
    unit: 'NJZ',
    fields: {
      type: 'exam',
      urgency: 2,
      diagnosis: '慢性胃炎，幽门螺杆菌阳性',
      summary: '反复上腹不适三年，近一月加重，已用质子泵抑制剂两周，无黑便、无消瘦。',
      request: '胃镜',
    },
    planned: { days: 1, place: '内镜中心' },
    slip: '慢性非萎缩性胃炎，建议根除治疗后四周复查，随诊可在社区。',
  },
  {
    from: 0,
    hoursAgo: 26,
    name: '乔木生',
    born: '1959-09-30',
    sex: 'male',
    unit: 'NJZ',
    fields: {
      type: 'exam',
      urgency: 3,
      diagnosis: '大便习惯改变',
      summary: '大便次数增多两月，便隐血阳性一次，无腹痛，家族史阴性。',
      request: '结肠镜',
    },
    planned: { days: 4, place: '内镜中心' },
  },
  {
    from: 1,
    hoursAgo: 8,
    name: '席慕青',
    born: '1947-01-19',
    sex: 'female',
    unit: 'XNK',
    fields: {
      type: 'admission',
      urgency: 1,
      diagnosis: '心功能不全，双下肢水肿',
      summary: '活动后气促一周，夜间不能平卧，双下肢凹陷性水肿，社区予利尿后稍缓解。',
      request: '心血管内科住院，越早越好',
    },
    page: true,
  },
  {
    from: 0,
    hoursAgo: 6,
    name: '温故',
    born: '1976-12-02',
    sex: 'male',
    unit: 'XHK',
    fields: {
      type: 'visit',
      urgency: 2,
      diagnosis: '反复上腹痛，胃溃疡待查',
      summary: '上腹痛两月，进食后加重，社区处理两周未缓解，血压 128/80，无黑便。',
      request: null,
    },
  },
  {
    from: 1,
    hoursAgo: 5,
    name: '柳如烟',
    born: '1988-06-24',
    sex: 'female',
    unit: 'NFM',
    fields: {
      type: 'visit',
      urgency: 3,
      diagnosis: '甲状腺结节',
      summary: '体检发现甲状腺结节，超声 TI-RADS 3 类，甲功正常，要求专科评估。',
      request: null,
      consent: false,
    },
  },
  {
    from: 0,
    hoursAgo: 3,
    name: '温故',
    born: '1976-12-02',
    sex: 'male',
    unit: 'XHK',
    fields: {
      type: 'visit',
      urgency: 2,
      diagnosis: '上腹痛',
      summary: '家属再次来诊，要求尽快安排消化科。',
      request: null,
    },
  },
  {
    from: 1,
    hoursAgo: 2,
    name: '陆观澜',
    born: '1990-02-14',
    sex: 'male',
    unit: 'HXK',
    fields: { type: 'visit', urgency: 3, diagnosis: null, summary: '咳嗽三周，胸片未见明显异常。', request: null },
  },
  {
    from: 0,
    hoursAgo: 1,
    name: '苏见微',
    born: '2017-05-05',
    sex: 'female',
    unit: 'EKK',
    fields: { type: 'visit', urgency: 3, diagnosis: '反复发热', summary: null, request: null },
    draft: true,
  },
  {
    from: 0,
    hoursAgo: 0.5,
    name: '江望舒',
    born: '1964-08-17',
    sex: 'female',
    unit: 'PWK',
    fields: {
      type: 'visit',
      urgency: 2,
      diagnosis: '胆囊结石，反复右上腹痛',
      summary: '反复右上腹痛半年，近两周发作三次，超声示胆囊多发结石，最大 1.2 厘米，社区解痉后缓解。',
      request: null,
    },
    booked: true,
  },
]

/** The community hospitals, their accounts, and what they referred in the last two days, through the use cases (转诊演示数据). */
export async function refer({ house, clock }: Stage, now: Instant): Promise<void> {
  const found = await foundCommunities(house)
  const who = await organisation(house, { fresh: true })
  const unitOf = new Map([...who.units.values()].map(unit => [unit.code, unit.id]))
  const [clerk = ''] = holdersAnywhere(who, 'desk-agent', now)
  const as = (personId: string, kind: 'partner' | 'staff'): Caller => ({
    ...systemCaller(house.hospital.id),
    kind,
    personId,
    permissions: permissionsOf(who, personId, now),
  })
  const desk = as(clerk, 'staff')
  for (const one of MADE) {
    clock.set(now.subtract({ minutes: one.hoursAgo * 60 }))
    const from = found[one.from]
    const referrer = as(from.personId, 'partner')
    let at = await draftReferral(house)(referrer, {
      institutionId: from.unitId,
      channel: 'portal',
      fields: fieldsOf(one, unitOf.get(one.unit) ?? null),
    })
    if (one.draft) continue
    if (one.page) {
      const page = { name: '社区门诊病历.PDF', type: RECEIPT.type, data: RECEIPT.data }
      at = { ...at, ...(await attachPage(house)(referrer, { ...page, id: at.id })), id: at.id }
    }
    at = await submitReferral(house)(referrer, { id: at.id, version: at.version })
    if (one.booked) await waitAndBook({ house, clock }, desk, { ...at, unitId: unitOf.get(one.unit) ?? '' })
    if (one.planned === undefined) continue
    const planned = clock.now().add({ hours: 24 * one.planned.days })
    clock.set(clock.now().add({ minutes: 20 }))
    const place = { at: planned.toString(), place: one.planned.place }
    at = await planReferral(house)(desk, { id: at.id, version: at.version, ...place })
    if (one.slip === undefined) continue
    clock.set(planned)
    at = await noteOutcome(house)(desk, { id: at.id, version: at.version, came: true })
    await returnSlip(house)(desk, { id: at.id, version: at.version, summary: one.slip })
  }
  clock.set(now)
}

async function foundCommunities(house: House) {
  const caller: Caller = {
    ...founder(house),
    permissions: new Map([
      ['staff:write', 'hospital'],
      ['account:write', 'hospital'],
    ]),
  }
  const root = [...(await organisation(house, { fresh: true })).units.values()].find(unit => unit.parentId === null)
  const made = []
  for (const { code, name, phone, person, login } of COMMUNITIES) {
    const unit = { code, name, kind: 'community' as const, parentId: root?.id ?? null, place: null, phone }
    const { id: unitId } = await addUnit(house)(caller, { ...unit, hours: 'calendar' })
    const { id: personId } = await addPerson(house)(caller, { name: person, staffNumber: code, phone: null })
    await appoint(house)(caller, { personId, post: 'referrer', unitId, acceptsFewYears: false })
    made.push({ unitId, personId, login, badge: null })
  }
  await giveAccounts(house)(systemCaller(house.hospital.id), { password: PASSWORD, pin: null, people: made })
  return made as unknown as readonly [(typeof made)[number], (typeof made)[number]]
}

const fieldsOf = ({ fields, ...one }: Made, unitId: string | null): ReferralFields => ({
  consent: true,
  ...fields,
  unitId,
  doctorName: COMMUNITIES[one.from].person,
  doctorPhone: COMMUNITIES[one.from].doctorPhone,
  patientName: one.name,
  document: { kind: 'resident-id', number: residentNumber(DISTRICTS[one.from][0], one.born, one.sex, 20) },
  sex: one.sex,
  birthDate: null,
  patientPhone: `1601000${String(7000 + MADE.findIndex(made => made.name === one.name))}`,
  guardianName: null,
  guardianPhone: null,
})
