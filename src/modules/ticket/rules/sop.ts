import { Problem } from '#kernel/problem.ts'
import type { Proof } from './service-item.ts'

/** What a step asks for as its proof (步骤凭证). `confirmation`: the name of another who was there, such as the nurse who took over. */
export type StepEvidence = 'none' | 'note' | 'attachment' | 'number' | 'signature' | 'confirmation'
export const STEP_EVIDENCE = [
  'none',
  'note',
  'attachment',
  'number',
  'signature',
  'confirmation',
] as const satisfies readonly StepEvidence[]

/** What the house itself sees happen to a matter; such a step is stamped without anybody's hand. */
export type Observed =
  | 'registered'
  | 'dispatched'
  | 'accepted'
  | 'progressed'
  | 'meeting-decided'
  | 'resolved'
  | 'confirmed'
export const OBSERVED = [
  'registered',
  'dispatched',
  'accepted',
  'progressed',
  'meeting-decided',
  'resolved',
  'confirmed',
] as const satisfies readonly Observed[]

/** One step of an item's SOP (标准流程步骤, TKT-12). */
export interface SopStep {
  /** Stays the same through versions, so that its times can be compared. */
  readonly key: string
  readonly name: string
  readonly optional: boolean
  readonly evidence: StepEvidence
  /** What the patient is told when it is done. */
  readonly tells: string | null
  readonly observed: Observed | null
  /** The part of the programme that will do it one day; until then it is done by hand and recorded here. */
  readonly module: string | null
  /** Minutes from the opening within which it is to be done; null for no limit of its own. */
  readonly within: number | null
  /** Doing it keeps the limit of the matter, which may go on afterwards without that clock (SVC-07, SVC-14). */
  readonly endsLimit: boolean
}

/** Registration and dispatch are one moment with the opening of a matter; their stamp is the journal's own row. */
export const isAtOpening = (step: SopStep): boolean => step.observed === 'registered' || step.observed === 'dispatched'
/** These come with the result and the signature themselves, and cannot be asked for before. */
const isAtTheEnd = (step: SopStep): boolean => step.observed === 'resolved' || step.observed === 'confirmed'

/** The mandatory steps that hold back the result: not done, and not of those that come with it. */
export const openSteps = (steps: readonly SopStep[], done: ReadonlySet<string>): readonly SopStep[] =>
  steps.filter(step => !step.optional && !isAtOpening(step) && !isAtTheEnd(step) && !done.has(step.key))

/** A matter is not finished over an unperformed mandatory step (TKT-12). */
export function mayFinish(steps: readonly SopStep[], done: ReadonlySet<string>): void {
  const open = openSteps(steps, done)
  if (open.length > 0)
    throw new Problem('steps-open', { steps: open.map(step => step.name), keys: open.map(step => step.key) })
}

/** What was given with a step, or is known of the matter. */
export interface Given {
  readonly words: string | null
  readonly signature: string | null
  readonly hasAttachment: boolean
}

/** Refuses a step whose evidence is not there. */
export function mustBeProved(step: SopStep, given: Given, isSignature: (path: string | null) => boolean): void {
  const lacks = () => {
    throw new Problem('step-evidence-missing', { step: step.name, key: step.key, evidence: step.evidence })
  }
  switch (step.evidence) {
    case 'none':
      return
    case 'note':
    case 'confirmation':
      return given.words === null ? lacks() : undefined
    case 'number':
      return isNumber(given.words) ? undefined : lacks()
    case 'attachment':
      return given.hasAttachment ? undefined : lacks()
    case 'signature':
      return isSignature(given.signature) ? undefined : lacks()
  }
}

/** Numbers of bookings, seals and receipts have a digit, whatever else they have. */
export const isNumber = (words: string | null): boolean => words !== null && /\d/.test(words)

/** The closing proof (办结凭证): what the item asks for when its result is entered. The signature comes with the confirmation. */
export function mustHaveProof(
  proof: Proof,
  given: { readonly evidence: string; readonly numbers: readonly (string | null)[]; readonly hasAttachment: boolean },
  asks: string,
): void {
  const isThere =
    proof === 'attachment'
      ? given.hasAttachment
      : proof === 'number'
        ? [given.evidence, ...given.numbers].some(isNumber)
        : true
  if (!isThere) throw new Problem('proof-missing', { proof: asks, kind: proof })
}
