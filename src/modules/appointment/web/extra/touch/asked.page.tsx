import { ClockChip } from '#ui/clock/clock-chip.tsx'
import { useLanguage, useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Card } from '#ui/touch/card.tsx'
import { Empty, Failure, Loading, StaleNotice } from '#ui/touch/notice.tsx'
import { Page } from '#ui/touch/page.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { listAskedExtras } from '../../../contract.ts'
import { sayDay } from '../../days.ts'
import { clockOf, extraWords } from '../words.ts'

const LIVE = { subject: 'extra-request', id: null }

interface AskedPageProps {
  readonly onOpen: (id: string) => void
  /** Where one came from; null where there is nothing behind. */
  readonly onBack: (() => void) | null
  /** Of those who have no inbox beside it. */
  readonly onSignOut: (() => unknown) | null
}

/** What waits for the doctor's answer (等我答复的加号), the next clock on top. */
export function AskedPage({ onOpen, onBack, onSignOut }: AskedPageProps) {
  const say = useWords(extraWords)
  const language = useLanguage()
  const { answer, problem, again } = useAnswer(listAskedExtras, {}, { live: LIVE })
  return (
    <Page
      brand={say('phone.brand')}
      title={say('phone.title')}
      tools={
        onBack ? (
          <Button kind="quiet" onPress={onBack}>
            {say('phone.back')}
          </Button>
        ) : (
          onSignOut && (
            <Button kind="quiet" onPress={onSignOut}>
              {say('phone.sign-out')}
            </Button>
          )
        )
      }
    >
      <StaleNotice />
      {!answer && (problem ? <Failure problem={problem} onRetry={again} /> : <Loading />)}
      {answer?.items.length === 0 && <Empty>{say('phone.none')}</Empty>}
      <div className="t-cards" role="list">
        {answer?.items.map(one => (
          <div key={one.id} role="listitem">
            <Card
              title={`${one.patientMasked} · ${sayDay(one.day, language)} ${say(`half.${one.halfDay}`)}`}
              tone={one.escalatedAt ? 'late' : 'soon'}
              aside={<ClockChip clocks={[clockOf(one, say)]} />}
              onOpen={() => onOpen(one.id)}
            >
              <p className="t-line figures">{one.number}</p>
            </Card>
          </div>
        ))}
      </div>
    </Page>
  )
}

/** The way to the list, with how many wait; nothing where none does. */
export function AskedButton({ onOpen }: { readonly onOpen: () => void }) {
  const say = useWords(extraWords)
  const { answer } = useAnswer(listAskedExtras, {}, { live: LIVE })
  const count = answer?.items.length ?? 0
  return count === 0 ? null : (
    <Button kind="main" onPress={onOpen}>
      {say('phone.count', { count })}
    </Button>
  )
}
