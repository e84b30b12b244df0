/** What happens to referrals. Facts are small and never patient data. */
declare module '#kernel/event.ts' {
  interface Events {
    'referral.drafted': { institution: string; channel: string; type: string }
    'referral.saved': { type: string }
    'referral.attached': { attachment: string; type: string; bytes: number }
    'referral.detached': { attachment: string }
    'referral.submitted': { institution: string; type: string; round: number }
    'referral.returned': { round: number; lacks: readonly string[] }
    /** For those who work on it: an admission and an exam are worked by hand until their modules hear this. */
    'referral.accepted': { number: string; type: string; unit: string; urgency: number }
    'referral.waiting': { waiting: string; before: number; after: number }
    'referral.waits-no-more': { waiting: string }
    'referral.booked': { appointment: string | null; at: string; first: boolean | null }
    'referral.booking-lost': { appointment: string; because: 'cancelled' | 'stopped' }
    'referral.arrived': { appointment: string }
    'referral.missed': { appointment: string | null }
    'referral.done': { type: string }
    'referral.slip-returned': { summary: boolean }
    'referral.declined': { round: number }
    'referral.withdrawn': { round: number }
    'referral.identified': { how: 'known' | 'registered' | 'merged' | 'parted' }
    'referral.opened': { by: string }
    'referral.unmasked': { field: string }
    'referral.listed': { institution: string | null; count: number }
  }
}
export {}
