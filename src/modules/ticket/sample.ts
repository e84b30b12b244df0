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
