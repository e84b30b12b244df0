/** What happens to patients' accounts. Facts are small and never patient data. */
declare module '#kernel/event.ts' {
  interface Events {
    'portal.code-sent': Record<never, never>
    'portal.code-refused': { because: 'wrong' | 'rate' }
    'portal.account-made': Record<never, never>
    'portal.signed-in': { way: 'code' }
    'portal.signed-out': { because: 'asked' | 'switched' | 'left' }
    'portal.related': { relation: string; proof: string }
    'portal.proof-refused': { proof: string }
    'portal.relation-ended': { because: 'left' | 'withdrawn' | 'closed' | 'lapsed' }
    'portal.left': Record<never, never>
    'portal.opened': { from: string }
  }
}
export {}
