import { ClockChip } from '#ui/clock/clock-chip.tsx'
import { type ClockView, readClock } from '#ui/clock/reading.ts'
import { houseNow } from '#ui/house-time.ts'
import { useWords } from '#ui/language.ts'
import { tapOn } from '#ui/offline.ts'
import { Button } from '#ui/touch/button.tsx'
import { Card } from '#ui/touch/card.tsx'
import { ActRow } from '#ui/touch/page.tsx'
import { acceptPart } from '../../../contract.ts'
import type { InboxShare, ShareName, Standing } from './share.ts'
import { liaisonWords, type SayLiaison } from './words.ts'

interface InboxCardProps {
  readonly share: InboxShare
  readonly standing: Standing
  /** The share to accept next: its button is the filled one. */
  readonly isNext: boolean
  readonly onOpen: () => void
  readonly onPassOn: () => void
}

/** One share: what, who, where, till when, and two buttons for the thumb. */
export function InboxCard({ share, standing, isNext, onOpen, onPassOn }: InboxCardProps) {
  const say = useWords(liaisonWords)
  const isNew = standing === 'dispatched'
  const clocks = clocksOf(share, standing, say)
  const tone = clocks[0] ? readClock(clocks[0], houseNow()).tone : 'running'
  return (
    <div role="listitem">
      <Card
        title={share.item}
        tone={tone === 'late' || tone === 'soon' ? tone : 'plain'}
        aside={<ClockChip clocks={clocks} />}
        onOpen={onOpen}
      >
        <p className="t-line">
          {share.urgency !== 'routine' && (
            <strong className="t-urgent">
              {say(share.urgency === 'emergency' ? 'card.emergency' : 'card.urgent')}{' '}
            </strong>
          )}
          {[share.patientMasked, share.place, share.unit.name].filter(Boolean).join(' · ')}
        </p>
        <ActRow>
          <Button onPress={onPassOn}>{say('act.pass-on')}</Button>
          {isNew ? (
            <Button kind={isNext ? 'main' : 'plain'} onPress={() => accept(share, say)}>
              {say('act.accept')}
            </Button>
          ) : (
            <Button onPress={onOpen}>{say('card.open')}</Button>
          )}
        </ActRow>
      </Card>
    </div>
  )
}

/** 接单, now or when the network is back. */
export const accept = ({ ticketId, partId, item }: ShareName, say: SayLiaison): Promise<void> =>
  tapOn(
    acceptPart,
    { params: { id: ticketId, partId }, body: {} },
    { matter: ticketId, label: say('tap.accept', { item }) },
  )

/** The share's own clock; the response clock of a share that was just accepted no longer runs. */
function clocksOf({ clock, status }: InboxShare, standing: Standing, say: SayLiaison): readonly ClockView[] {
  if (!clock || (clock.kind === 'response' && status !== standing)) return []
  const { kind, startedAt, dueAt, stoppedAt } = clock
  return [
    {
      label: say(kind === 'confirmation' || kind === 'step' ? 'clock.limit' : `clock.${kind}`),
      startedAt,
      dueAt,
      doneAt: stoppedAt,
    },
  ]
}
