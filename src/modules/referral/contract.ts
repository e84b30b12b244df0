export {
  Lack,
  LackField,
  ReferralFields,
  ReferralRow,
  ReferralStatus,
  ReferralType,
  Round,
  Slip,
} from './contract/codes.ts'
export * from './contract/intake.ts'
export * from './contract/own.ts'
