import type { ApiProblem } from '#ui/client.ts'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { appointmentWords } from './words.ts'

interface DoubledFieldProps {
  readonly label: string
  /** What the house said, while the patient has a number of that half-day and no reason was given yet. */
  readonly refusal: string | undefined
  readonly because: string
  readonly onBecause: (because: string) => void
}

/** Why a patient gets a second number of a half-day (再约的理由): asked when the house has refused it. */
export function DoubledField({ label, refusal, because, onBecause }: DoubledFieldProps) {
  if (refusal === undefined && because === '') return null
  return (
    <Field label={label} refusal={refusal}>
      {control => (
        <input
          {...control}
          className="d-input"
          maxLength={200}
          value={because}
          onChange={event => onBecause(event.target.value)}
        />
      )}
    </Field>
  )
}

interface NextFree {
  readonly slotId: string
  readonly startsAt: string
  readonly free: number
}

/** Where places are left when the one that was asked for is gone, as the refusal says. */
export const nextFreeOf = (problem: ApiProblem | null): readonly NextFree[] =>
  problem?.code === 'slot-full' ? ((problem.facts['next'] as NextFree[] | undefined) ?? []) : []

/** Other times to choose from when a slot is full (后面有空余的时段). */
export function NextFreeSlots(props: {
  readonly label: string
  readonly next: readonly NextFree[]
  readonly onSlot: (slotId: string) => void
}) {
  const { label, next, onSlot } = props
  const say = useWords(appointmentWords)
  if (next.length === 0) return null
  return (
    <FieldGroup label={label}>
      <div className="ap-slots">
        {next.map(one => (
          <button key={one.slotId} type="button" onClick={() => onSlot(one.slotId)}>
            <strong className="figures">{sayTime(one.startsAt, 'both')}</strong>
            <span>{say('slots.free', { count: one.free })}</span>
          </button>
        ))}
      </div>
    </FieldGroup>
  )
}
