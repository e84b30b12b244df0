declare module '#kernel/event.ts' {
  interface Events {
    /** A new person (建档); `source` is `desk` or the system that said so. */
    'patient.registered': { readonly source: string }
    /** What was changed, by field; never the values. */
    'patient.changed': { readonly fields: readonly string[]; readonly source: string }
    /** `loserId` is now known as `survivorId`; with it all `moved`, that were merged into it before. */
    'patient.merged': {
      readonly mergeId: string
      readonly survivorId: string
      readonly loserId: string
      readonly moved: readonly string[]
      readonly source: string
    }
    'patient.unmerged': {
      readonly mergeId: string
      readonly survivorId: string
      readonly loserId: string
      readonly moved: readonly string[]
    }
    'patient.duplicate-found': { readonly otherId: string; readonly certainty: 'certain' | 'likely' }
    'patient.duplicate-dismissed': { readonly otherId: string }
    /** What was found out about a number; never the number. */
    'patient.phone-checked': { readonly state: string; readonly source: string }
    'patient.correction-opened': { readonly correction: string }
    'patient.correction-closed': { readonly correction: string; readonly outcome: string }
    'patient.need-set': { readonly kind: string; readonly value: string; readonly needId: string }
    'patient.need-ended': { readonly kind: string; readonly value: string; readonly needId: string }
    'patient.visit-started': VisitFacts
    'patient.visit-changed': VisitFacts
    'patient.visit-ended': VisitFacts
    'patient.visit-reopened': VisitFacts
    /** Cancelled by the hospital's system: whatever waits for this visit is to be closed. */
    'patient.visit-cancelled': VisitFacts

    /** Reads of a person's record: rows of kind `read`. */
    'patient.searched': { readonly patients: readonly string[] }
    'patient.checked': { readonly patients: readonly string[] }
    'patient.opened': {
      readonly what: 'record' | 'visits' | 'banner' | 'duplicates' | 'merges' | 'phones' | 'contacts'
      readonly patients?: readonly string[]
    }
    /** Somebody said who they are at a machine, by a number of their own. */
    'patient.identified': { readonly by: 'document' | 'card' | 'booking' }
    'patient.unmasked': { readonly field: string }
  }
}

export interface VisitFacts {
  readonly visitId: string
  readonly class: string
  readonly departmentCode: string | null
}
