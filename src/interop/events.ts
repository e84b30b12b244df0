declare module '#kernel/event.ts' {
  interface Events {
    /** The hospital's system told something, and it is done (已应用). `trigger` is `ADT A04`. */
    'interop.message-applied': MessageFacts
    /** It was answered with a reason and changed nothing (已拒绝). */
    'interop.message-refused': MessageFacts & { readonly problem: string; readonly location: string }
    /** It speaks of a patient or a visit that has not been told of yet (暂存). */
    'interop.message-parked': MessageFacts
    /** It had come before; it was answered again and not applied again (重复). */
    'interop.message-repeated': MessageFacts & { readonly repeatOf: string }
    /** A person had it tried again (重放); the row of what came of it stands beside this one. */
    'interop.message-replayed': { readonly from: string; readonly to: string }

    /** Reads of a person's record: rows of kind `read`. */
    'interop.message-opened': { readonly state: string }
  }
}

export interface MessageFacts {
  readonly trigger: string
  /** The sender used its MSH-10 twice. */
  readonly sameIdOtherBytes: boolean
}
