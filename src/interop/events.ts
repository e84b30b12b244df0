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

    /** A machine account (接口账号) was made, changed, got another secret, or was ended. */
    'interop.client-made': { readonly scopes: readonly string[]; readonly channel: string }
    'interop.client-changed': { readonly scopes: readonly string[]; readonly channel: string }
    'interop.client-secret-changed': {}
    'interop.client-revoked': {}
    'interop.token-issued': {}
    /** Who is told of bookings (接收方) was added or changed. */
    'interop.receiver-added': { readonly active: boolean }
    'interop.receiver-changed': { readonly active: boolean }
    /** A receiver answered a message, or the house gave it up (发出结果). `trigger` is `S12`. */
    'interop.message-answered': { readonly trigger: string; readonly state: string }
    /** A person had a message sent again (重发). */
    'interop.message-resent': { readonly from: string }
    /** Another system told of a booking (对方预约); `pool` where it stands in the own pool. */
    'interop.booking-told': { readonly state: string; readonly pool: boolean; readonly appointment: string | null }
    /** Another system said what it calls a booking. */
    'interop.booking-named': { readonly names: number }

    /** Refused attempts of an account: rows of kind `refusal`. */
    'interop.token-refused': {}
    'interop.fhir-refused': { readonly resource: string; readonly needs: string }

    /** Reads of a person's record: rows of kind `read`. */
    'interop.fhir-read': { readonly resource: string }
    'interop.message-opened': { readonly state: string }
  }
}

export interface MessageFacts {
  readonly trigger: string
  /** The sender used its MSH-10 twice. */
  readonly sameIdOtherBytes: boolean
}
