/** What happens to reports and reviews. Facts are small and never patient data. */
declare module '#kernel/event.ts' {
  interface Events {
    'report.drafted': { kind: string; day: string; version: number; because: string }
    'report.completed': { day: string; version: number }
    'report.signed': { kind: string; day: string; version: number }
    'report.unsigned': { day: string; to: string[] }
    'report.approved': { day: string; version: number; for: 'director' | 'delegated' }
    'report.approval-refused': { day: string; version: number }
    'report.exported': { as: string; kind: string; day: string; version: number }
    'figure.opened': { figure: string; by: string | null; rows: number }
    'review.called': { month: string; units: string[]; people: string[] }
    'review.seated': { unit: string; state: string }
    'review.decided': { action: string; number: string; dueOn: string; owner: string }
    'review.closed': { decisions: number }
    'action.done': { number: string; late: boolean }
  }
}
export {}
