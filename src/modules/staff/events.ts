/** What happens in the staff module. Facts are small: ids, posts and kinds, never a private telephone. */
declare module '#kernel/event.ts' {
  interface Events {
    'staff.signed-in': { way: 'password' | 'badge' }
    'staff.factor-turned': { on: boolean }
    'staff.signed-out': { because: 'asked' | 'switched' | 'password-changed' | 'account-closed' }
    'staff.sign-in-refused': { way: 'password' | 'badge' | 'current-password'; locked: boolean }
    'staff.position-chosen': { position: string | null }
    'staff.password-changed': {}
    'staff.pin-set': {}
    'staff.account-opened': { login: string }
    'staff.code-renewed': {}
    'staff.account-disabled': {}
    'staff.unit-added': { code: string; kind: string }
    'staff.unit-changed': { code: string }
    'staff.unit-closed': { code: string }
    'staff.person-added': { staffNumber: string }
    'staff.person-changed': { staffNumber: string }
    'staff.person-left': { staffNumber: string }
    'staff.person-opened': {}
    'staff.people-listed': { count: number }
    'staff.phone-unmasked': {}
    'staff.appointed': { person: string; post: string; unit: string }
    'staff.term-ended': { person: string; post: string; unit: string }
    'staff.duty-set': { person: string; kind: 'on-duty' | 'absent'; from: string; to: string }
    'staff.duty-planned': { person: string; days: number }
    'staff.duty-ended': { person: string; kind: 'on-duty' | 'absent' }
    'staff.delegated': { from: string; to: string; scope: string[] }
    'staff.delegation-revoked': {}
    'staff.standard-set': { unit: string; post: string; shift: string; least: number }
    'staff.short': { unit: string; post: string; shift: string; missing: number }
    'staff.standard-ended': { unit: string; post: string; shift: string }
    /** What was changed in the register, by field; never the values. */
    'staff.record-saved': { fields: string[] }
    'staff.record-opened': { what: 'record' | 'list' | 'file' }
    'staff.record-unmasked': { field: string }
    'staff.qualification-added': { qualification: string; kind: string; expiresOn: string | null }
    'staff.qualification-ended': { qualification: string; kind: string }
    /** A licence or training expires in `days`, or today. */
    'staff.expiry-near': { person: string; qualification: string; kind: string; expiresOn: string; days: number }
    /** Somebody with few clinical years follows patients up, and the actor accepted it. */
    'staff.few-years-accepted': { person: string; years: number | null; wanted: number }
    'staff.record-filed': { file: string; kind: string }
    'staff.position-opened': {
      position: string
      person: string
      open: number
      proposed: number
      volume: number | null
      beyond: boolean
    }
    'staff.position-closed': { position: string; person: string; because: string; open: number }
    'staff.statement-published': { post: string; version: number; lines: number }
    'staff.device-added': { name: string; zone: string }
    'staff.device-changed': { name: string; zone: string }
    'staff.device-code-renewed': { name: string }
    'staff.device-paired': { name: string }
    'staff.device-revoked': { name: string }
    'staff.calendar-written': { version: number; effectiveFrom: string }
  }
}

export {}
