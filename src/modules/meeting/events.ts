/** What happens in internal coordination; the subject is the issue or the broadcast. */
declare module '#kernel/event.ts' {
  interface Events {
    'coordination.raised': { number: string; units: string[]; dueAt: string }
    'coordination.step-agreed': { step: string; to: string; dueAt: string }
    'coordination.step-done': { step: string; late: boolean }
    'coordination.due-moved': { from: string; to: string }
    'coordination.escalated': { level: number; to: string[] }
    'coordination.closed': { status: string }
    'broadcast.sent': { audience: string; unit: string | null; post: string | null; people: number }
    'broadcast.read': {}
  }
}
export {}
