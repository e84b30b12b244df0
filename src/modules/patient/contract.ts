export * from './contract/duplicates.ts'
export * from './contract/person.ts'
export * from './contract/phones.ts'
export * from './contract/profile.ts'
export * from './contract/visits.ts'
export {
  Sex,
  DocumentKind,
  PhoneHolder,
  PhoneState,
  Relation,
  InsuranceKind,
  MatchedBy,
  PersonField,
  PatientRow,
  NeedKind,
} from './contract/words.ts'
