import type { Instant } from '#kernel/time.ts'
import type { Difficulty } from '#modules/ticket/rules/ticket.ts'
import type { Request } from '../requests/index.ts'

/**
 * What is done to a matter. `part` counts the departments' shares in the order in which they came about; who acts is the
 * share's receiver, else the owner.
 */
export type Act =
  | { readonly do: 'accept'; readonly part: number }
  | { readonly do: 'decline'; readonly part: number; readonly reason: string }
  /** To another unit; or, without one, to whoever receives for the same unit now. */
  | { readonly do: 'hand-on'; readonly part: number; readonly to: string | null; readonly reason: string }
  | { readonly do: 'progress'; readonly part: number | null; readonly text: string; readonly tellPatient: boolean }
  | { readonly do: 'reply' | 'note'; readonly text: string }
  | { readonly do: 'question'; readonly part: number; readonly text: string }
  | { readonly do: 'promise'; readonly text: string; readonly minutes: number }
  | { readonly do: 'keep-promise' }
  /** The receipt, as a file. */
  | { readonly do: 'attach' }
  /** A step of the SOP, with its note, number or name. */
  | { readonly do: 'step'; readonly step: string; readonly words: string | null }
  | { readonly do: 'wait'; readonly reason: string; readonly evidence: string }
  | { readonly do: 'resume'; readonly answer: string }
  | { readonly do: 'classify'; readonly difficulty: readonly Difficulty[]; readonly reason: string }
  | { readonly do: 'add-departments'; readonly units: readonly string[]; readonly reason: string }
  | { readonly do: 'meet'; readonly units: readonly string[]; readonly place: string; readonly minutes: number }
  | {
      readonly do: 'answer-meeting'
      readonly part: number
      readonly takesPart: boolean
      readonly reason: string | null
    }
  | { readonly do: 'decide-meeting'; readonly words: string; readonly responsible: string; readonly minutes: number }
  | {
      readonly do: 'finish'
      readonly part: number
      readonly result: string
      readonly evidence: string
      readonly minutes: number
    }
  | {
      readonly do: 'resolve'
      readonly result: string
      readonly evidence: string
      readonly minutes: number
      readonly tripsAvoided: number
    }
  | { readonly do: 'confirm'; readonly way: 'signature' | 'link'; readonly signature: string }
  | { readonly do: 'confirm'; readonly way: 'phone' | 'oral'; readonly words: string }
  | { readonly do: 'disagree'; readonly reason: string }
  | { readonly do: 'attempt'; readonly note: string }
  | { readonly do: 'offer' | 'force'; readonly to: string; readonly note: string }
  | { readonly do: 'take' }
  | { readonly do: 'reopen' | 'cancel'; readonly reason: string }

export interface Step {
  readonly at: Instant
  readonly act: Act
}

/** One matter of the demo (示范工单): who came with what, who took it, and what was done when. Nothing in it knows a database. */
export interface Matter {
  readonly openedAt: Instant
  readonly request: Request
  /** What was said at the window. */
  readonly description: string
  /** Which of the patients; the relation of whoever asks. */
  readonly patient: number
  readonly relation: string
  readonly ownerId: string
  readonly position: string | null
  readonly channel: 'desk' | 'guide' | 'hotline' | 'web' | 'wechat' | 'kiosk' | 'consulting-room' | 'ward'
  readonly contactWay: 'phone' | 'sms' | 'wechat' | 'in-person'
  readonly steps: readonly Step[]
}

/** Who there is to act on a day, as a plan needs it. */
export interface Cast {
  readonly zone: string
  /** Those of the desk who are on duty; outside its hours, the duty office. Never nobody. */
  ownersAt(at: Instant): readonly Owner[]
  /** Of the desk, on duty or not: who takes over when all others have gone. */
  readonly desk: readonly Owner[]
  /** Does the department itself work then, or does the duty office stand in for it? */
  isOpen(code: string, at: Instant): boolean
  /** The next moment at which departments work: `at` itself within their hours. */
  nextOpening(at: Instant): Instant
  isWorkday(at: Instant): boolean
  readonly managerId: string
}

export interface Owner {
  readonly id: string
  readonly position: string | null
}
