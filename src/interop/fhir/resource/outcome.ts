import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4.js'
import { type Language, type Problem, type ProblemKind, problemTitle } from '#kernel/problem.ts'
import { type Base, extension } from './common.ts'

/** What kind of trouble a refusal is, by the value set issue-type. */
const ISSUES: Readonly<Record<string, OperationOutcomeIssue['code']>> = {
  'invalid-request': 'invalid',
  'unreadable-request': 'structure',
  'unreadable-json': 'structure',
  'not-signed-in': 'login',
  forbidden: 'forbidden',
  'not-found': 'not-found',
  'stale-version': 'conflict',
  'same-key-other-request': 'duplicate',
  'too-many-requests': 'throttled',
  'too-large': 'too-long',
  'unsupported-media-type': 'not-supported',
  unavailable: 'transient',
  internal: 'exception',
  'slot-full': 'conflict',
  'slot-unknown': 'not-found',
  'patient-unknown': 'not-found',
  'booked-already': 'duplicate',
  'hold-lapsed': 'expired',
  'fhir-type-unsupported': 'not-supported',
  'fhir-operation-unsupported': 'not-supported',
  'fhir-format-unsupported': 'not-supported',
  'fhir-parameter-unknown': 'not-supported',
  'fhir-parameter-invalid': 'invalid',
  'fhir-search-too-wide': 'too-costly',
  'fhir-resource-invalid': 'structure',
  'fhir-patch-invalid': 'structure',
  'fhir-version-changed': 'conflict',
  'fhir-several-match': 'multiple-matches',
  'fhir-identifier-taken': 'duplicate',
}

interface Alternative {
  readonly slotId: string
  readonly startsAt: string
  readonly free: number
}

/**
 * A refusal as FHIR says it, in the caller's language: the sentence in `diagnostics`, our code in `details`, where it lies in
 * `expression`. Who came too late for a slot finds the next free ones as further issues.
 */
export function outcomeOf(problem: Problem, kind: ProblemKind, language: Language, base: Base): OperationOutcome {
  const sentence = problemTitle(kind, problem.facts, language)
  const { place, next, errors } = problem.facts
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: ISSUES[problem.code] ?? (kind.status >= 500 ? 'exception' : 'business-rule'),
        details: { coding: [{ system: `${base}/CodeSystem/problem`, code: problem.code }], text: sentence },
        diagnostics: sentence,
        ...(typeof place === 'string' ? { expression: [place] } : {}),
      },
      ...(Array.isArray(errors) ? (errors as { pointer: string; detail: string }[]).map(fault) : []),
      ...(Array.isArray(next) ? (next as Alternative[]).map(one => alternative(one, language, base)) : []),
    ],
  }
}

const fault = ({ pointer, detail }: { pointer: string; detail: string }): OperationOutcomeIssue => ({
  severity: 'error',
  code: 'invalid',
  diagnostics: `${pointer}: ${detail}`,
})

const alternative = (one: Alternative, language: Language, base: Base): OperationOutcomeIssue => ({
  extension: [extension(base, 'alternative', { valueReference: { reference: `Slot/${one.slotId}`, type: 'Slot' } })],
  severity: 'information',
  code: 'informational',
  diagnostics:
    language === 'zh' ? `可改约：${one.startsAt}，余 ${one.free} 个号` : `Instead: ${one.startsAt}, ${one.free} left`,
})
