import type { Instant } from '#kernel/time.ts'

/** A person and a visit as a hospital information system writes them. */
export interface SampleMessage {
  readonly trigger: string
  /** MSH-10. */
  readonly controlId: string
  readonly at: Instant
  readonly patient?: string
  readonly name?: string
  readonly phone?: string
  readonly residentId?: string
  readonly birthday?: string
  /** PV1-19; null leaves PV1 out. */
  readonly visit?: string | null
  /** PV1-3. */
  readonly place?: string
  /** `I` inpatient, `O` outpatient, `E` emergency. */
  readonly visitClass?: string
  /** MRG-1 of a merge. */
  readonly from?: string
  readonly charset?: string
}

/** Believable ADT messages (消息样例), for tests, the demonstration and the documents: `张三`, `P00012345`, a visit to neurology. */
export function sampleAdt(sample: SampleMessage): string {
  const {
    trigger,
    controlId,
    at,
    patient = 'P00012345',
    name = '张^三',
    phone = '13800138000',
    residentId = '',
    birthday = '19800101',
    visit = 'V2026111600001',
    place = 'NEUR^D203^^XM3Y',
    visitClass = 'O',
    from,
    charset = 'UNICODE UTF-8',
  } = sample
  const stamp = at
    .toZonedDateTimeISO('Asia/Shanghai')
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
    .replaceAll(/\D/g, '')
  const numbers = [`${patient}^^^XM3Y^PI`, ...(residentId === '' ? [] : [`${residentId}^^^CN^NNCHN`])].join('~')
  const pv1 = ['PV1', '1', visitClass, place, ...Array.from({ length: 15 }, () => ''), `${visit}^^^XM3Y^VN`]
  return [
    `MSH|^~\\&|HIS|XM3Y|PSC|XM3Y|${stamp}||ADT^${trigger}|${controlId}|P|2.5.1|||AL|NE|CHN|${charset}`,
    `EVN|${trigger}|${stamp}`,
    `PID|1||${numbers}||${name}^^^^^L||${birthday}|M|||福建省厦门市同安区祥平街道1号||^PRN^CP^^86^^${phone}`,
    ...(from === undefined ? [] : [`MRG|${from}^^^XM3Y^PI`]),
    ...(visit === null || from !== undefined ? [] : [pv1.join('|')]),
  ].join('\r')
}

/** A scheduling message as a hospital information system writes one. */
export interface SampleScheduling {
  readonly trigger: string
  readonly controlId: string
  readonly at: Instant
  readonly filler?: string
  readonly placer?: string
  readonly patient?: string
  readonly name?: string
  /** AIP-3; null leaves AIP out. */
  readonly doctor?: string | null
  /** PV1-3. */
  readonly department?: string
  /** When it begins, local time: `20261120080000`; null says none. */
  readonly start?: string | null
  readonly minutes?: number
  readonly status?: string
  /** Without PID and PV1. */
  readonly isBare?: boolean
}

/** Believable SIU messages (预约消息样例): `张三` with doctor `D1` on the ward. */
export function sampleSiu(sample: SampleScheduling): string {
  const {
    trigger,
    controlId,
    at,
    filler = 'FL000987',
    placer = 'PL000123',
    patient = 'P00012345',
    name = '张^三',
    doctor = 'D1',
    department = 'ward',
    start = '20261120080000',
    minutes = 30,
    status = 'Booked',
    isBare = false,
  } = sample
  const stamp = at
    .toZonedDateTimeISO('Asia/Shanghai')
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
    .replaceAll(/\D/g, '')
  const id = (value: string, system: string) => (value === '' ? '' : `${value}^${system}`)
  const people = Array.from({ length: 14 }, () => '').join('|')
  return [
    `MSH|^~\\&|HIS|XM3Y|PSC|XM3Y|${stamp}||SIU^${trigger}^SIU_S12|${controlId}|P|2.5.1|||AL|NE|CHN|UNICODE UTF-8`,
    `SCH|${id(placer, 'PSC')}|${id(filler, 'HIS')}||||ROUTINE^常规预约^L|CHECK^复诊^L|NORMAL^普通^L|${minutes}|MIN|${people}|${status}`,
    ...(isBare ? [] : [`PID|1||${patient}^^^XM3Y^PI||${name}^^^^^L||19800101|M`, `PV1|1|O|${department}^A305^^XM3Y`]),
    'RGS|1|A',
    ...(doctor === null ? [] : [`AIP|1|A|${doctor}^叶^知秋|DOC^医生^L||${start ?? ''}|0|MIN|${minutes}|MIN||Booked`]),
  ].join('\r')
}
