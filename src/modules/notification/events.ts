/** What happens to a message; the subject of each is the message, if nothing else is said. Facts are never patient data. */
declare module '#kernel/event.ts' {
  interface Events {
    'message.queued': { template: string; aboutKind: string; aboutId: string; held: boolean }
    'message.sent': { channel: string }
    'message.delivered': { channel: string }
    'message.answered': { late: boolean }
    'message.failed': { channel: string | null; code: string; final: boolean }
    'message.unknown': { channel: string; code: string }
    'message.resent': { as: string }
    'message.listed': { count: number }
    'message.opened': {}
    'message.number-unmasked': {}
    /** A person tells it: the subject is the message. */
    'message.task-made': { task: string; because: string }
    'message.task-tried': { task: string; attempts: number }
    'message.task-done': { task: string; outcome: string }
    /** The subject is the hospital. */
    'message.template-written': { code: string; language: string; channel: string; version: number }
    'message.template-decided': { code: string; language: string; channel: string; version: number; approved: boolean }
    'message.channels-set': { version: number }
    'message.policy-set': { version: number }
    'message.secret-set': { name: string }
  }
}
export {}
