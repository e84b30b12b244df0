import type { ContactPoint, Identifier, Patient, Practitioner } from 'fhir/r4.js'
import type { ListedDoctor } from '#modules/directory/index.ts'
import type { OutwardPerson } from '#modules/patient/index.ts'
import { type Base, coded, refer } from './common.ts'

/** The resident ID card (居民身份证) in the register of OIDs. */
export const RESIDENT_ID = 'urn:oid:2.16.156.10011.1.3'

export const doctorCodeSystem = (base: Base): string => `${base}/sid/doctor-code`

/** A doctor who sees patients here (医生): all of it is published. */
export const practitionerResource = (doctor: ListedDoctor, base: Base): Practitioner => ({
  resourceType: 'Practitioner',
  id: doctor.id,
  meta: { versionId: String(doctor.version) },
  identifier: [{ use: 'official', system: doctorCodeSystem(base), value: doctor.code }],
  active: true,
  name: [{ use: 'official', text: doctor.name }],
  qualification: [{ code: coded(base, 'title', doctor.title) }],
  ...(doctor.languages.length === 0 ? {} : { communication: doctor.languages.map(text => ({ text })) }),
})

type Number = OutwardPerson['identifiers'][number]

/** Under which system a number of a person is given outward, and looked for. */
export const numberSystemOf = (one: Pick<Number, 'system' | 'kind'>, base: Base): string =>
  one.kind === 'resident-id' ? RESIDENT_ID : `${base}/sid/${one.kind}/${encodeURIComponent(one.system)}`

const documentSystemOf = (kind: string, base: Base): string =>
  kind === 'resident-id' ? RESIDENT_ID : `${base}/sid/document/${kind}`

/** Every number that names the person: those of systems, and that of the document, once. */
export function identifiersOf({ person, identifiers }: OutwardPerson, base: Base): Identifier[] {
  const found = identifiers.map(one => ({ system: numberSystemOf(one, base), value: one.value }))
  const { document } = person
  if (document !== null) found.push({ system: documentSystemOf(document.kind, base), value: document.number })
  const once = new Map(found.map(one => [`${one.system}|${one.value}`, one]))
  return [...once.values()]
}

/** Somebody of the patient index (患者), whole, for an entitled system. Who was merged into another says into whom. */
export function patientResource(record: OutwardPerson, base: Base): Patient {
  const { person, mergedInto } = record
  const identifier = identifiersOf(record, base)
  const own = person.phones.filter(phone => phone.holder === 'self' || phone.holder === 'work').map(telecomOf)
  const others = person.phones
    .filter(phone => phone.holder === 'family' || phone.holder === 'carer')
    .map(phone => ({ relationship: [coded(base, 'relation', phone.holder)], telecom: [telecomOf(phone)] }))
  const contact = [
    ...person.relatives.map(one => ({
      relationship: [coded(base, 'relation', one.relation)],
      name: { text: one.name },
      ...(one.phone === null ? {} : { telecom: [{ system: 'phone' as const, value: one.phone }] }),
    })),
    ...others,
  ]
  return {
    resourceType: 'Patient',
    id: record.id,
    meta: { versionId: String(record.version) },
    ...(identifier.length === 0 ? {} : { identifier }),
    active: mergedInto === null,
    name: [{ use: 'official', text: person.name }],
    ...(own.length === 0 ? {} : { telecom: own }),
    gender: person.sex,
    ...(person.birthDate === null ? {} : { birthDate: person.birthDate }),
    ...(person.address === null ? {} : { address: [{ text: person.address }] }),
    ...(contact.length === 0 ? {} : { contact }),
    ...(mergedInto === null ? {} : { link: [{ other: refer('Patient', mergedInto), type: 'replaced-by' as const }] }),
  }
}

/** A number that does not reach the person any more is said to be an old one. */
const telecomOf = (phone: OutwardPerson['person']['phones'][number]): ContactPoint => ({
  system: 'phone',
  value: phone.number,
  use:
    phone.state === 'wrong' || phone.state === 'unused'
      ? 'old'
      : phone.holder === 'work'
        ? 'work'
        : /^1\d{10}$/.test(phone.number)
          ? 'mobile'
          : 'home',
})
