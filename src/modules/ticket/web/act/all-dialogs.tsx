import type { ReactNode } from 'react'
import type { Act, Meeting, Part, Ticket } from '../ticket.ts'
import { AnswerMeetingDialog } from './answer-meeting.dialog.tsx'
import { AttemptDialog } from './attempt.dialog.tsx'
import { ClassifyDialog } from './classify.dialog.tsx'
import { ConfirmDialog } from './confirm.dialog.tsx'
import { DecideMeetingDialog } from './decide-meeting.dialog.tsx'
import { DeclineDialog } from './decline.dialog.tsx'
import { DepartmentsDialog } from './departments.dialog.tsx'
import { FinishPartDialog } from './finish-part.dialog.tsx'
import { ForceHandOverDialog, HandOverDialog } from './hand-over.dialog.tsx'
import { HandOnDialog } from './hand-on.dialog.tsx'
import { LinksDialog } from './links.dialog.tsx'
import { MeetDialog } from './meet.dialog.tsx'
import { MergeDialog } from './merge.dialog.tsx'
import { PromiseDialog } from './promise.dialog.tsx'
import { CancelDialog, DisagreeDialog, ReopenDialog, ResumeDialog, UrgeDialog } from './reason.dialog.tsx'
import { ResolveDialog } from './resolve.dialog.tsx'
import { WaitDialog } from './wait.dialog.tsx'

/** An act that asks something first. */
export type Asking =
  | {
      readonly act: Exclude<
        Act,
        'accept' | 'progress' | 'reply' | 'note' | 'decline' | 'hand-on' | 'finish-part' | 'decide-meeting'
      >
    }
  | { readonly act: 'decline' | 'hand-on' | 'finish-part'; readonly part: Part }
  | { readonly act: 'links'; readonly part: Part | null }
  | { readonly act: 'decide-meeting'; readonly meeting: Meeting }
  | { readonly act: 'answer-meeting'; readonly meeting: Meeting; readonly unit: Part['unit'] | null }

interface AllDialogsProps {
  readonly asking: Asking
  readonly ticket: Ticket
  readonly onClose: () => void
}

/** The dialog of an act; all of them come in one file, when the first is opened. */
export function AllDialogs({ asking, ticket, onClose }: AllDialogsProps): ReactNode {
  const props = { ticket, onClose }
  switch (asking.act) {
    case 'decline':
      return <DeclineDialog {...props} part={asking.part} />
    case 'hand-on':
      return <HandOnDialog {...props} part={asking.part} />
    case 'finish-part':
      return <FinishPartDialog {...props} part={asking.part} />
    case 'promise':
      return <PromiseDialog {...props} />
    case 'wait':
      return <WaitDialog {...props} />
    case 'resume':
      return <ResumeDialog {...props} />
    case 'classify':
      return <ClassifyDialog {...props} />
    case 'dispatch':
      return <DepartmentsDialog {...props} />
    case 'meet':
      return <MeetDialog {...props} />
    case 'answer-meeting':
      return <AnswerMeetingDialog {...props} meeting={asking.meeting} unit={asking.unit} />
    case 'decide-meeting':
      return <DecideMeetingDialog {...props} meeting={asking.meeting} />
    case 'resolve':
      return <ResolveDialog {...props} />
    case 'confirm':
      return <ConfirmDialog {...props} />
    case 'disagree':
      return <DisagreeDialog {...props} />
    case 'attempt':
      return <AttemptDialog {...props} />
    case 'hand-over':
      return <HandOverDialog {...props} />
    case 'force-hand-over':
      return <ForceHandOverDialog {...props} />
    case 'reopen':
      return <ReopenDialog {...props} />
    case 'cancel':
      return <CancelDialog {...props} />
    case 'merge':
      return <MergeDialog {...props} />
    case 'urge':
      return <UrgeDialog {...props} />
    case 'links':
      return <LinksDialog {...props} part={asking.part} />
    default:
      return null
  }
}
