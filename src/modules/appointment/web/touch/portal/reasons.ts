/** Why patients cancel and change, as they say it; the words go into the journal. */
export const REASONS = ['time', 'better', 'elsewhere', 'doctor', 'other'] as const
export type Reason = (typeof REASONS)[number]
