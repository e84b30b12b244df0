import type { ReferralFields } from './server/content.ts'

/** A complete referral for a visit, of a person who does not exist; the ID number has a right check digit. */
export const sampleReferral = (unitId: string, more: Partial<ReferralFields> = {}): ReferralFields => ({
  type: 'visit',
  unitId,
  urgency: 2,
  consent: true,
  doctorName: '苏社医',
  doctorPhone: '13900000001',
  patientName: '转诊患者',
  document: { kind: 'resident-id', number: '11010519491231002X' },
  sex: null,
  birthDate: null,
  patientPhone: '13900000002',
  guardianName: null,
  guardianPhone: null,
  diagnosis: '反复上腹痛，胃溃疡待查',
  summary: '上腹痛两月，进食后加重，社区处理两周未缓解，血压 128/80，无黑便。',
  request: null,
  ...more,
})
