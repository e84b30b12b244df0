declare module '#kernel/event.ts' {
  interface Events {
    /** The description of a unit was written; the subject is the unit. */
    'directory.described': { readonly fields: readonly string[] }
  }
}

export {}
