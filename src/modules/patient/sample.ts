import type { FromSystem } from './server/upsert-from-system.ts'

/** Believable people, for tests and for the papers; nobody of them exists. */
export const CHEN = {
  name: '陈秀英',
  document: { kind: 'resident-id', number: '350206195606150022' },
  phones: [{ number: '13800138000', holder: 'self', state: 'confirmed' }],
  address: '福建省厦门市同安区祥平街道1号',
  relatives: [{ relation: 'child', name: '林小敏', phone: '13900139000' }],
  insurance: { kind: 'resident', number: 'YB350206001' },
  card: 'P00012345',
} as const

/** A grandson, who has the telephone of his grandmother. */
export const LIN = {
  name: '林小宝',
  document: { kind: 'resident-id', number: '350206201809011231' },
  phones: [{ number: '13800138000', holder: 'family', state: 'unconfirmed' }],
} as const

/** What the hospital's system says of somebody at the registration window. */
export const HIS_ZHANG: FromSystem = {
  source: 'HIS',
  occurredAt: null,
  person: {
    identifiers: [
      { system: 'XM3Y', kind: 'patient-number', value: 'P00012345' },
      { system: 'CN', kind: 'resident-id', value: '34052419800101001X' },
    ],
    name: '张三',
    sex: 'male',
    birthDate: '1980-01-01',
    phones: [{ number: '13800138001', use: 'mobile' }],
    address: '福建省厦门市同安区',
  },
}
