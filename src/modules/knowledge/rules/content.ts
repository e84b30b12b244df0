import { Problem } from '#kernel/problem.ts'
import type { Hours } from './answering.ts'

/** Kinds of what is published (内容类别): process guides, phone book topics, notices, introductions of doctors. */
export const KINDS = ['guide', 'number', 'notice', 'doctor'] as const
export type Kind = (typeof KINDS)[number]

/** For whom: `patient` is for everybody, `staff` is kept from patients. */
export const AUDIENCES = ['patient', 'staff'] as const
export type Audience = (typeof AUDIENCES)[number]

/** The twelve processes that a hospital guides through (DIR-06). */
export const TOPICS = [
  'registration',
  'antenatal',
  'payment',
  'exam-booking',
  'medicine',
  'reports',
  'admission',
  'kiosk',
  'refund',
  'record-copy',
  'critical',
  'three-no',
] as const
export type Topic = (typeof TOPICS)[number]

/** Guides that are for staff alone: a patient must not find them (急危重症、三无病人). */
export const STAFF_ONLY: ReadonlySet<string> = new Set<Topic>(['critical', 'three-no'])

/** One step of a guide: who does it, where, with which papers, how long, for how much. */
export interface GuideStep {
  readonly title: string
  readonly text: string
  readonly who: string | null
  /** The department where it is done; its place is told from the directory. */
  readonly unitId: string | null
  readonly papers: readonly string[]
  readonly minutes: number | null
  readonly cost: string | null
}
export interface Guide {
  readonly kind: 'guide'
  readonly summary: string
  readonly steps: readonly GuideStep[]
  readonly faq: readonly { readonly question: string; readonly answer: string }[]
  /** The guide in short, in English. */
  readonly english: string | null
}

/** One line of a phone book topic: who answers at which number, and when. */
export interface NumberLine {
  readonly name: string
  readonly unitId: string | null
  readonly phone: string
  readonly hours: Hours
  readonly remark: string | null
}
export interface PhoneTopic {
  readonly kind: 'number'
  readonly synonyms: readonly string[]
  readonly lines: readonly NumberLine[]
}

export interface Announcement {
  readonly kind: 'notice'
  readonly body: string
  readonly validFrom: string
  /** The last day; null while nobody knows. */
  readonly validTo: string | null
}

export interface Introduction {
  readonly kind: 'doctor'
  readonly introduction: string
}

export type Content = Guide | PhoneTopic | Announcement | Introduction

/** What an item is, before anybody has written in it. */
export interface ItemHead {
  readonly kind: Kind
  readonly audience: Audience
  readonly code: string
  readonly subjectId: string | null
}

/** Refuses an item that must not be for patients, that is about nobody, or whose words are of another kind. */
export function mustFitTogether(head: ItemHead, content: Content): void {
  if (content.kind !== head.kind) throw new Problem('content-kind', { pointer: '/body/content/kind' })
  if (head.kind === 'guide' && head.audience === 'patient' && STAFF_ONLY.has(head.code))
    throw new Problem('content-staff-only', { pointer: '/body/audience' })
  if ((head.kind === 'doctor') !== (head.subjectId !== null))
    throw new Problem('content-subject', { pointer: '/body/subjectId' })
  if (content.kind === 'notice' && content.validTo !== null && content.validTo < content.validFrom)
    throw new Problem('content-dates', { pointer: '/body/content/validTo' })
}

/** Does a published item hold on a day? Only a notice has days. */
export const holdsOn = (content: Content, day: string): boolean =>
  content.kind !== 'notice' || (content.validFrom <= day && (content.validTo === null || content.validTo >= day))

/** The day after which a sweep takes it away. */
export const lastDayOf = (content: Content): string | null => (content.kind === 'notice' ? content.validTo : null)

/** Minutes of a guide from its first step to its last, where its steps say so; null where none does. */
export function minutesOf(guide: Guide): number | null {
  const known = guide.steps.flatMap(step => step.minutes ?? [])
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0)
}
