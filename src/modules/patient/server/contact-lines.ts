import type { Action, Events } from '#kernel/event.ts'
import { fill } from '#kernel/text.ts'

/** How an event reads as a contact with a patient (服务轨迹): `{name}` places are filled from its facts. */
export interface ContactWords<A extends Action = Action> {
  readonly zh: string
  readonly en: string
  /** The address of what it tells of; null where there is no screen for it. */
  readonly to?: (subjectId: string, facts: Events[A]) => string | null
  /** Not each such event is a contact. */
  readonly isContact?: (facts: Events[A]) => boolean
}

const lines = new Map<string, { readonly kind: string; readonly words: ContactWords }>()

/**
 * A module says here which of its events are contacts with a patient, and how each reads (PAT-04). Only events whose journal row has
 * the `patientId` are found; reads are no contacts.
 */
export const onContactLine = (module: string, said: { readonly [A in Action]?: ContactWords<A> }): void => {
  for (const [action, words] of Object.entries(said)) lines.set(action, { kind: module, words: words as ContactWords })
}

/** Every action that is a contact. */
export const contactActions = (): readonly string[] => [...lines.keys()]

/** One event in words; null where it is no contact after all. */
export function contactLine(action: string, subjectId: string, facts: unknown) {
  const line = lines.get(action)
  if (line === undefined || line.words.isContact?.(facts as never) === false) return null
  const filled = facts as Readonly<Record<string, string | number>>
  return {
    kind: line.kind,
    zh: fill(line.words.zh, filled),
    en: fill(line.words.en, filled),
    to: line.words.to?.(subjectId, facts as never) ?? null,
  }
}

const patientPage = (id: string): string => `/patients/${id}`

/** Contacts that the patient index knows itself. */
export const sayVisits = (): void =>
  onContactLine('patient', {
    'patient.registered': { zh: '建档', en: 'Registered', to: patientPage },
    'patient.visit-started': { zh: '到院就诊', en: 'Visit began', to: () => null },
    'patient.visit-ended': { zh: '就诊结束', en: 'Visit ended', to: () => null },
    'patient.visit-cancelled': { zh: '就诊取消', en: 'Visit cancelled', to: () => null },
    'patient.phone-checked': {
      zh: '核对联系电话',
      en: 'Telephone checked',
      to: patientPage,
      isContact: facts => facts.source !== 'record',
    },
  })
