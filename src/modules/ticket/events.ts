/** What happens to a matter; the subject of each is the ticket. Facts are small and never patient data. */
declare module '#kernel/event.ts' {
  interface Events {
    'ticket.registered': {
      number: string
      item: string
      itemVersion: number
      class: string
      channel: string
      units: string[]
    }
    'ticket.dispatched': { units: string[]; people: string[]; as: string[]; round: number }
    'ticket.accepted': { part: string; breach: boolean; minutes: number }
    'ticket.started': { part: string | null }
    'ticket.declined': { part: string; to: string }
    'ticket.handed-on': { part: string; to: string; toUnit: string }
    'ticket.part-finished': { part: string; minutes: number }
    'ticket.progressed': { part: string | null; patientSees: boolean }
    'ticket.replied': { patientSees: true }
    'ticket.noted': { question: boolean; mentions?: string[] }
    /** A number of the phone book was given to the patient. */
    'ticket.number-given': { revision: string; line: number; isLive: boolean }
    'ticket.promised': { promise: string; dueAt: string }
    'ticket.promise-kept': { promise: string; late: boolean }
    'ticket.promise-broken': { promise: string }
    'ticket.waiting': {}
    'ticket.resumed': { minutes: number }
    'ticket.classified': { class: string; difficulty: string[]; dueAt: string }
    'ticket.departments-added': { units: string[]; dueAt?: string | null }
    'ticket.meeting-called': { meeting: string; units: string[]; people?: string[] }
    'ticket.meeting-answered': { meeting: string; unit: string | null; person?: string; takesPart: boolean }
    'ticket.meeting-decided': { meeting: string; responsible: string; deadline: string; beyondLimit: boolean }
    'ticket.resolved': {
      minutes: number
      tripsMade: number | null
      tripsAvoided: number | null
      contacts?: number | null
    }
    'ticket.confirmed': { method: string; round: number }
    'ticket.disagreed': {}
    'ticket.rated': { stars: number; round: number }
    'ticket.attempted': { way: string; count: number }
    'ticket.closed-unconfirmed': { because: string }
    'ticket.owner-offered': { to: string }
    'ticket.owner-changed': { from: string; to: string; forced: boolean }
    'ticket.owner-left': { count: number }
    'ticket.reopened': { round: number; dueAt: string }
    'ticket.cancelled': {}
    'ticket.merged': { into: string; number: string }
    'ticket.absorbed': { from: string; number: string; dueAt: string }
    'ticket.urged': { to: string[] }
    'ticket.attached': { attachment: string; type: string }
    'ticket.escalated': { step: string; level: number; part: string | null; to: string[] }
    'ticket.help-wanted': {}
    'ticket.patient-answered': {}
    'ticket.patient-relabelled': {}
    'ticket.opened': { by: string }
    'ticket.listed': { count: number }
    'ticket.unmasked': { field: string }
    'ticket.link-made': { purpose: string; to: string | null }
    'ticket.edit-refused': { status: string; step: string }
    'pain-point.filed': { unit: string; month: string; frequency: string }
    'pain-point.answered': { unit: string; from: string; to: string }
    'pain-point.reminded': { to: string }
    'ticket.step-done': { step: string; patientSees: boolean }
    'ticket.step-undone': { step: string }
    'ticket.papers-ticked': { present: number; missing: number }
    'paper-list.given': { item: string; itemVersion: number; missing: number; way: string }
    'service-item.published': { code: string; version: number }
    'service-item.drafted': { code: string; version: number; revision: number }
    'service-item.approved': { code: string; version: number; effectiveFrom: string; active: boolean }
    'service-item.discarded': { code: string; version: number }
    'coverage.gap-found': { kind: string; subject: string }
    'coverage.gap-closed': { kind: string; subject: string }
  }
}
export {}
