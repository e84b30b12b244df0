import { useWords } from '#ui/language.ts'
import { notificationWords } from './words.ts'

type State = 'queued' | 'held' | 'sending' | 'sent' | 'delivered' | 'failed' | 'unknown' | 'throttled'

const TONES: Readonly<Record<State, 'late' | 'soon' | 'plain' | 'done'>> = {
  queued: 'plain',
  held: 'soon',
  sending: 'plain',
  sent: 'plain',
  delivered: 'done',
  failed: 'late',
  unknown: 'soon',
  throttled: 'soon',
}

/** The state of a message or a try, as a word on its colour; of one that waits for an action, whether somebody acted. */
export function StateTag({
  state,
  code,
  answered = false,
}: {
  readonly state: State
  readonly code?: string | null
  readonly answered?: boolean
}) {
  const say = useWords(notificationWords)
  const words = answered
    ? 'state.answered'
    : code === 'not-answered'
      ? 'state.not-answered'
      : (`state.${state}` as const)
  return (
    <span className="d-tag" data-tone={answered ? 'done' : TONES[state]}>
      {say(words)}
    </span>
  )
}
