import type { Caller } from '#kernel/caller.ts'
import { systemCaller } from '#kernel/caller.ts'
import type { Post, UnitKind } from '#modules/staff/index.ts'
import type { ServiceItem, SopStep } from '#modules/ticket/index.ts'
import { addPerson, addUnit, appoint, organisation, permissionsOf, saveRecord, setDuty } from '#modules/staff/index.ts'
import { publishItem } from '#modules/ticket/index.ts'
import type { House } from '#platform/house.ts'

/** A small hospital: the desk, three departments with liaison, deputy and head, and those above them; all on duty for `hours`. */
export interface SmallHospital {
  readonly unit: Readonly<Record<'desk' | 'finance' | 'insurance' | 'ward' | 'radiology', string>>
  readonly person: Readonly<Record<string, string>>
  /** A person as one who asks, with the rights of this moment. */
  as(person: string): Promise<Caller>
}

const DEPARTMENTS = { finance: '财务科', insurance: '医保科', ward: '外科病区', radiology: '放射科' } as const

/** A service item of the small hospital, which asks for nothing by hand. */
export const item = (code: string, name: string, receiver: string): ServiceItem => ({
  code,
  version: 1,
  name,
  group: 'desk',
  class: 'general',
  due: null,
  receiver,
  offHours: null,
  papers: [{ name: '身份证', case: 'always', copies: 1 }],
  fields: [],
  kinds: [],
  steps: [
    sopStep('registered', '登记', { observed: 'registered' }),
    sopStep('dispatched', '派单', { observed: 'dispatched' }),
    sopStep('answered', '答复', { observed: 'resolved' }),
  ],
  evidence: '患者签字',
  proof: 'signature',
  active: true,
})

/** A step of an item: done by hand and without evidence, unless told otherwise. */
export const sopStep = (key: string, name: string, more: Partial<SopStep> = {}): SopStep => ({
  key,
  name,
  optional: false,
  evidence: 'none',
  tells: null,
  observed: null,
  module: null,
  within: null,
  endsLimit: false,
  ...more,
})

/** Who builds the hospital: may manage people and accounts. */
export const builder = (house: House): Caller => ({
  ...systemCaller(house.hospital.id),
  kind: 'staff',
  personId: '0198d0d0-0000-7000-8000-0000000000ff',
  permissions: new Map([
    ['staff:write', 'hospital'],
    ['account:write', 'hospital'],
    ['setting:write', 'hospital'],
  ]),
})

/** The register of somebody who may serve and be seated. */
export const CHECKED = {
  employer: 'hospital',
  contractor: null,
  clinicalSince: null,
  badgeNumber: null,
  agentNumber: null,
  eligible: true,
  checkedOn: '2026-01-05',
  undertakingOn: '2026-01-05',
  inductionOn: '2026-01-05',
} as const

export async function smallHospital(house: House, hours = 48): Promise<SmallHospital> {
  const caller = builder(house)
  const from = house.clock.now().subtract({ hours: 1 })
  const to = from.add({ hours })
  const person: Record<string, string> = {}
  let number = 0
  const unitOf = async (
    code: string,
    name: string,
    kind: UnitKind,
    parentId: string | null,
    hours: 'calendar' | 'always' = 'calendar',
  ) => (await addUnit(house)(caller, { code, name, kind, parentId, place: null, phone: null, hours })).id
  const hire = async (key: string, name: string, post: Post, unitId: string) => {
    number += 1
    const { id } = await addPerson(house)(caller, { name, staffNumber: `T${number}`, phone: null })
    await appoint(house)(caller, { personId: id, post, unitId })
    await saveRecord(house)(caller, { id, version: 0, ...CHECKED })
    await setDuty(house)(caller, { id, kind: 'on-duty', from: from.toString(), to: to.toString(), reason: null })
    person[key] = id
  }
  const hospital = await unitOf('hospital', '示范医院', 'hospital', null, 'always')
  await hire('administrator', '管理甲', 'administrator', hospital)
  await hire('duty-manager', '值班甲', 'duty-manager', hospital)
  const centre = await unitOf('centre', '医管家一站式服务中心', 'centre', hospital)
  await hire('manager', '中心甲', 'centre-manager', centre)
  const desk = await unitOf('desk', '服务总台', 'desk', centre)
  await hire('lin', '林甲', 'desk-agent', desk)
  await hire('mei', '梅乙', 'desk-agent', desk)
  const unit: Record<string, string> = { desk }
  for (const [code, name] of Object.entries(DEPARTMENTS)) {
    const id = await unitOf(code, name, 'administrative', hospital)
    unit[code] = id
    await hire(`${code}-liaison`, `${name}联络`, 'liaison', id)
    await hire(`${code}-deputy`, `${name}副联络`, 'deputy-liaison', id)
    await hire(`${code}-head`, `${name}主任`, 'head', id)
  }
  await hire('director', '主任甲', 'director', await unitOf('service', '门诊客服部', 'service-department', hospital))
  for (const one of [
    item('SVC-03', '多部门诉求', 'desk'),
    item('SVC-17', '费用查询', 'finance'),
    item('SVC-18', '医保报销材料', 'insurance'),
  ])
    await publishItem(house)(caller, one)
  return {
    unit: unit as SmallHospital['unit'],
    person,
    async as(key) {
      const id = person[key]
      if (id === undefined) throw new Error(`there is no ${key}`)
      return {
        ...systemCaller(house.hospital.id),
        kind: 'staff',
        personId: id,
        permissions: permissionsOf(await organisation(house), id, house.clock.now()),
        position: key === 'lin' ? '4' : null,
      }
    },
  }
}
