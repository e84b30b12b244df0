import { useState } from 'react'
import type { Ticket } from '../ticket.ts'

export type Sop = NonNullable<Ticket['sop']>
export type SopStep = Sop['steps'][number]

/** A step that is ticked in a form, with the words that it asks for. */
interface Tick {
  readonly step: string
  readonly words: string | null
}

/** What is still to be ticked before the result may be entered, and what of it has been (办结前的步骤). */
export interface Ticks {
  readonly left: readonly SopStep[]
  readonly isTicked: (key: string) => boolean
  readonly wordsOf: (key: string) => string
  readonly tick: (key: string, isTicked: boolean) => void
  readonly write: (key: string, words: string) => void
  readonly all: () => void
  readonly isReady: boolean
  readonly sent: readonly Tick[]
}

/** Does the step ask for words: a note, a number, a name? */
export const asksWords = (
  step: Pick<SopStep, 'evidence'>,
): step is SopStep & { evidence: 'note' | 'number' | 'confirmation' } =>
  step.evidence === 'note' || step.evidence === 'number' || step.evidence === 'confirmation'

/** Are the words what the step asks for? */
export const isSaid = (step: Pick<SopStep, 'evidence'>, words: string): boolean =>
  !asksWords(step) || (words.trim() !== '' && (step.evidence !== 'number' || /\d/.test(words)))

export function useTicks(ticket: Pick<Ticket, 'sop' | 'attachments'>): Ticks {
  const [ticked, setTicked] = useState<Readonly<Record<string, boolean>>>({})
  const [words, setWords] = useState<Readonly<Record<string, string>>>({})
  const left = ticket.sop?.steps.filter(step => ticket.sop?.open.includes(step.key)) ?? []
  const wordsOf = (key: string) => words[key] ?? ''
  // What is written is done: whoever writes the number need not tick as well.
  const isTicked = (key: string) => ticked[key] ?? wordsOf(key).trim() !== ''
  const isProved = (step: SopStep) =>
    isSaid(step, wordsOf(step.key)) &&
    step.evidence !== 'signature' &&
    (step.evidence !== 'attachment' || ticket.attachments.length > 0)
  return {
    left,
    isTicked,
    wordsOf,
    tick: (key, isOn) => setTicked(before => ({ ...before, [key]: isOn })),
    write: (key, text) => setWords(before => ({ ...before, [key]: text })),
    all: () => setTicked(Object.fromEntries(left.map(step => [step.key, true]))),
    isReady: left.every(step => isTicked(step.key) && isProved(step)),
    sent: left.map(step => ({ step: step.key, words: asksWords(step) ? wordsOf(step.key).trim() : null })),
  }
}

/** What proves the end of it: is it there? */
export const isProofThere = (
  ticket: Pick<Ticket, 'sop' | 'attachments'>,
  evidence: string,
  ticks: Pick<Ticks, 'sent'>,
): boolean => {
  const { sop } = ticket
  if (sop?.proof === 'attachment') return ticket.attachments.length > 0
  if (sop?.proof !== 'number') return true
  const numbered = sop.steps.filter(step => step.evidence === 'number')
  const said = [
    evidence,
    ...numbered.map(step => step.stamp?.words ?? ''),
    ...ticks.sent.filter(one => numbered.some(step => step.key === one.step)).map(one => one.words ?? ''),
  ]
  return said.some(text => /\d/.test(text))
}
