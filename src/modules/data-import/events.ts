declare module '#kernel/event.ts' {
  interface Events {
    /** A file was taken in and its rows are being taken; the subject is the import. */
    'data-import.began': { readonly kind: string; readonly lines: number }
    /** Every row was looked at. */
    'data-import.finished': {
      readonly kind: string
      readonly added: number
      readonly changed: number
      readonly same: number
      readonly wrong: number
    }
    /** Somebody stopped it; what was taken stays. */
    'data-import.stopped': { readonly kind: string; readonly taken: number }
    /** The report, with the rows that were wrong, was taken out of the house. */
    'data-import.report-taken': { readonly kind: string; readonly wrong: number }
  }
}

export {}
