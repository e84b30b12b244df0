import type { ServiceItem } from './rules/service-item.ts'
import type { CreateTicket } from './server/create-ticket.ts'

/** A believable request, for tests and documents; nobody real is meant. */
export const sampleRequest: CreateTicket = {
  patientId: null,
  requester: { name: '黄小明', relation: '本人', phone: '13800138000' },
  item: 'SVC-18',
  description: '出院时预交金已补，系统没有更新；报销还缺一张盖章的明细。',
  difficulty: [],
  units: [],
  urgency: 'routine',
  channel: 'desk',
  wantedAt: null,
  contactWay: 'phone',
  consent: true,
  papers: [{ name: '身份证', state: 'present' }],
  papersReason: null,
}

const step = {
  optional: false,
  evidence: 'none',
  tells: null,
  observed: null,
  module: null,
  within: null,
  endsLimit: false,
} as const

/** A believable service item of two steps. */
export const sampleItem: ServiceItem = {
  code: 'SVC-18',
  version: 1,
  name: '医保报销材料',
  group: 'post',
  class: 'complex',
  due: null,
  receiver: 'insurance',
  offHours: null,
  papers: [{ name: '出院小结', case: 'always', copies: 1 }],
  fields: [],
  kinds: [],
  steps: [
    { ...step, key: 's1', name: '整理' },
    { ...step, key: 's2', name: '盖章' },
  ],
  evidence: '交付回执',
  proof: 'words',
  active: true,
}
