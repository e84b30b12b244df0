declare module '#kernel/event.ts' {
  interface Events {
    /** The subject of each is the item. */
    'knowledge.drafted': { readonly kind: string; readonly number: number }
    'knowledge.submitted': { readonly kind: string; readonly number: number }
    'knowledge.returned': { readonly kind: string; readonly number: number }
    'knowledge.published': { readonly kind: string; readonly number: number; readonly revision: string }
    'knowledge.withdrawn': { readonly kind: string; readonly number: number }
    'knowledge.expired': { readonly kind: string; readonly number: number }
    'knowledge.review-due': { readonly owner: string; readonly dueOn: string }
    'knowledge.reviewed': { readonly nextReviewOn: string }
    'knowledge.owner-changed': { readonly from: string; readonly to: string }
    /** A number of the phone book was given; of a patient where the row has one. */
    'knowledge.number-given': { readonly revision: string; readonly line: number; readonly isLive: boolean }
  }
}

export {}
