declare module '#kernel/event.ts' {
  interface Events {
    /** A backup was written; the subject is its row of the log. */
    'backup.made': { readonly kind: string; readonly bytes: number; readonly rows: number }
    /** A backup was not written, and why. */
    'backup.failed': { readonly kind: string; readonly reason: string }
    /** This house was restored from it: it was whole, though it could not say so of itself. */
    'backup.restored-from': {}
    /** A backup was restored on trial and compared. */
    'backup.restore-tested': { readonly passed: boolean; readonly rows: number }
    /** The last good restore test is older than the hospital allows. */
    'backup.restore-test-due': { readonly days: number }
    /** When and where backups are made was changed. */
    'backup.planned': { readonly hour: number; readonly keep: number }
  }
}

export {}
