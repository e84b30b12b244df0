import { sayTime, useWords } from '#ui/language.ts'
import { discardTap, tapAgain, useWaitingTaps } from '#ui/offline.ts'
import type { WaitingTap } from '#ui/offline/store.ts'
import { uiWords } from '#ui/words.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import { ActRow } from './page.tsx'

/** What was tapped and is not with the house yet: how many wait, and those that were refused, each with its way out. */
export function WaitingTaps() {
  const say = useWords(uiWords)
  const { taps, isSending } = useWaitingTaps()
  const refused = taps.filter(tap => tap.refusal)
  const count = taps.length - refused.length
  if (taps.length === 0) return null
  return (
    <section aria-label={say('queue.list')}>
      {count > 0 && (
        <Notice tone={isSending ? 'plain' : 'soon'}>
          <p>{say(isSending ? 'queue.sending' : 'queue.waiting', { count })}</p>
          <ul>
            {taps.map(tap => (
              <li key={tap.key} hidden={Boolean(tap.refusal)}>
                <time>{sayTime(tap.tappedAt)}</time> {tap.label}
                {refused.some(one => one.matter === tap.matter) && `（${say('queue.held')}）`}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {refused.map(tap => (
        <RefusedTap key={tap.key} tap={tap} />
      ))}
    </section>
  )
}

function RefusedTap({ tap }: { readonly tap: WaitingTap }) {
  const say = useWords(uiWords)
  return (
    <Notice tone="late">
      <p>
        <time>{sayTime(tap.tappedAt)}</time> {tap.label}
      </p>
      <p>{say('queue.refused', { title: tap.refusal?.title ?? '' })}</p>
      <ActRow>
        <Button onPress={() => discardTap(tap.key)}>{say('queue.discard')}</Button>
        <Button onPress={() => tapAgain(tap.key)}>{say('queue.again')}</Button>
      </ActRow>
    </Notice>
  )
}
