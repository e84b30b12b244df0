declare module '#kernel/event.ts' {
  interface Events {
    /** A person had an event delivered again that had been set aside (重新送达); the subject is the event. */
    'upkeep.redelivered': { readonly listener: string; readonly action: string }
    /** A person let go of it, with a reason (放弃送达). */
    'upkeep.let-go': { readonly listener: string; readonly action: string }
    /** How long something is kept was changed (保存期限). */
    'upkeep.term-set': { readonly name: string; readonly days: number; readonly before: number }
  }
}

export {}
