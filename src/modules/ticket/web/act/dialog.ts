import type { Meeting, Part, Ticket } from '../ticket.ts'

/** What every dialog of a matter is given. */
export interface DialogProps {
  readonly ticket: Ticket
  readonly onClose: () => void
}
/** A dialog about one department's share: the one that was pressed, or one to be chosen. */
export interface PartDialogProps extends DialogProps {
  readonly part: Part
}
export interface MeetingDialogProps extends DialogProps {
  readonly meeting: Meeting
}

/** A number as people type it; null while there is none. */
export const wholeNumber = (typed: string): number | null =>
  /^\d{1,5}$/.test(typed.trim()) ? Number(typed.trim()) : null
